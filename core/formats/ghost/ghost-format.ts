import { strToU8 } from 'fflate'
import { z } from 'zod'
import { authorsOf } from '../../essay/credits.ts'
import type { Essay } from '../../essay/essay.ts'
import { slugify } from '../../essay/slug.ts'
import { defineFormat, type FormatInput } from '../../publication/format.ts'
import { coverAsset, pictureShelf } from '../../publication/picture-shelf.ts'
import { writeZip } from '../../zip/write-zip.ts'
import { type AssetAddress, LossLedger } from '../conversion.ts'
import { creditLine } from '../credit-line.ts'
import { excerpt } from '../excerpt.ts'
import { writeInline } from '../html/write/inline.ts'
import { Writing } from '../html/write/writing.ts'
import { creditLines } from '../people-lines.ts'
import { ghostHtml, lexicalBlocks } from './lexical.ts'

/** Limits of Ghost's database and editor (publishing.md 2.1). */
const LIMITS = { title: 255, slug: 185, excerpt: 300, description: 500, alt: 191 } as const

/**
 * A zip for Ghost's import: `essay.json` with post, authors and tags, and the pictures in `content/images/galley/` (publishing.md 2.1). The text is in the nodes of Ghost's
 * editor; what it has none for is in HTML cards.
 */
export const ghostFormat = defineFormat({
  extensions: ['.zip'],
  options: z.strictObject({ status: z.enum(['draft', 'published']).default('draft') }),
  proof: 'essay',
  site: null,
  write(input) {
    const { stem, bytes } = input
    const losses = new LossLedger()
    const folder = `content/images/galley/${stem}/`
    const shelf = pictureShelf(input, { folder, addressed: (path) => `__GHOST_URL__/${path}` })
    const json = ghostJson(input, input.options.status, shelf.address, losses)
    const pictures = shelf
      .files()
      .flatMap(({ path, content }) =>
        typeof content === 'object' && 'asset' in content
          ? [{ name: path, bytes: bytes(content.asset), deflate: false }]
          : [],
      )
    const zip = writeZip([{ name: `${stem}.json`, bytes: strToU8(json), deflate: true }, ...pictures])
    return { files: [{ path: `${stem}.zip`, content: zip }], losses: losses.list(), clipboard: null }
  },
})

function ghostJson(input: FormatInput, status: string, address: AssetAddress, losses: LossLedger): string {
  const { essay, wording, stem } = input
  const { metadata } = essay
  const writing = new Writing(essay, ghostHtml, address, { wording })
  const text = (words: string) => ({
    type: 'extended-text',
    version: 1,
    detail: 0,
    format: 0,
    mode: 'normal',
    style: '',
    text: words,
  })
  const paragraph = (words: string) => ({
    type: 'paragraph',
    version: 1,
    direction: 'ltr',
    format: '',
    indent: 0,
    children: [text(words)],
  })
  const children = [
    ...lexicalBlocks(essay.body.content ?? [], writing),
    ...metadata.closingQuestion
      .split(/\n\s*\n/)
      .filter((one) => one.trim() !== '')
      .map((one) => paragraph(one.trim())),
    ...creditLines(essay, wording).map(paragraph),
  ]
  for (const loss of writing.losses.list()) losses.addAll(loss)
  const { cover } = metadata
  const picture = coverAsset(essay)
  const front = new Writing(essay, ghostHtml, address, { wording })
  const coverCaption = cover
    ? wording.captionLine(
        writeInline(cover.caption, front).html,
        writeInline(creditLine(cover, wording.words).content, front).html,
      )
    : ''
  if (cover && coverCaption !== '' && cover.credit.length > 0)
    losses.add(
      'figure-caption',
      'Credit, source and licence stand at the end of the caption; Ghost has one line for all.',
      cover.alt || 'cover',
    )
  const cut = (words: string, most: number, what: string) => {
    if (words.length <= most) return words
    losses.add('too-long', `${what} was cut; Ghost keeps ${most} characters of it.`, excerpt(words))
    return `${words
      .slice(0, most - 1)
      .replace(/[\ud800-\udbff]$/, '')
      .trimEnd()}…`
  }
  const authors = authorsOf(essay)
  const id = objectId(essay.id, 'post')
  const authorIds = authors.map((person) => objectId(essay.id, `author ${person.id}`))
  const tags = [...new Set([metadata.category, ...metadata.tags].filter((tag) => tag !== ''))]
  if (authors.some(({ portrait }) => portrait !== ''))
    losses.add(
      'portrait',
      'A portrait was left out; Ghost keeps it with its author.',
      authors.find(({ portrait }) => portrait !== '')?.name ?? '',
    )
  if (metadata.license)
    losses.add(
      'license',
      'The licence of the essay has no field in Ghost.',
      metadata.license.name || metadata.license.url,
    )
  const post = {
    id,
    title: cut(metadata.title || wording.words.untitled, LIMITS.title, 'The title'),
    slug: (slugify(stem) || 'essay').slice(0, LIMITS.slug),
    lexical: JSON.stringify({ root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children } }),
    status,
    type: 'post',
    visibility: 'public',
    published_at: metadata.date === '' ? null : `${metadata.date}T00:00:00.000Z`,
    ...(metadata.updated === undefined ? {} : { updated_at: `${metadata.updated}T00:00:00.000Z` }),
    custom_excerpt: cut(metadata.excerpt || metadata.standfirst, LIMITS.excerpt, 'The excerpt') || null,
    feature_image: picture ? address(picture) : null,
    canonical_url: metadata.canonicalUrl || null,
    locale: metadata.language || null,
  }
  if (metadata.excerpt !== '' && metadata.standfirst !== '')
    losses.add('standfirst', 'The standfirst has no field in Ghost beside the excerpt.', metadata.standfirst)
  const data = {
    posts: [post],
    posts_meta:
      cover && picture
        ? [
            {
              id: objectId(essay.id, 'meta'),
              post_id: id,
              feature_image_alt:
                cut(cover.decorative ? '' : cover.alt, LIMITS.alt, 'The alt text of the cover') || null,
              feature_image_caption: coverCaption || null,
            },
          ]
        : [],
    tags: tags.map((tag) => ({ id: objectId(essay.id, `tag ${tag}`), name: tag, slug: slugify(tag) || 'tag' })),
    posts_tags: tags.map((tag, sort_order) => ({
      id: objectId(essay.id, `has ${tag}`),
      post_id: id,
      tag_id: objectId(essay.id, `tag ${tag}`),
      sort_order,
    })),
    users: authors.map(({ name, bio, url, id: person }, index) => ({
      id: authorIds[index],
      name,
      slug: slugify(name) || person,
      email: `${slugify(name) || person}@example.invalid`,
      bio: cut(bio, 200, 'A biography') || null,
      website: url || null,
      roles: ['Author'],
    })),
    posts_authors: authorIds.map((author, sort_order) => ({
      id: objectId(essay.id, `by ${author}`),
      post_id: id,
      author_id: author,
      sort_order,
    })),
  }
  return `${JSON.stringify({ db: [{ meta: { exported_on: exportedOn(essay), version: '5.0.0' }, data }] }, null, 1)}\n`
}

/** A moment that is the same for the same essay. */
function exportedOn({ metadata }: Essay): number {
  const time = Date.parse(`${metadata.date}T00:00:00Z`)
  return Number.isNaN(time) ? 0 : time
}

/** Twenty-four hex digits, as Ghost has them, made of what they name (FNV-1a, three times). */
function objectId(essayId: string, what: string): string {
  return [0, 1, 2]
    .map((seed) => {
      let hash = 0x811c9dc5 ^ seed
      for (const char of `${essayId}/${what}`) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193)
      return (hash >>> 0).toString(16).padStart(8, '0')
    })
    .join('')
}
