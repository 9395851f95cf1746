import type { Status } from '../../essay/essay.ts'
import { fail, ok, type Result } from '../../result.ts'
import { type BlogPost, essayOfPost } from '../blog/essay-of-post.ts'
import { MOST_POSTS, type ReadMany, type ReadManyOptions } from '../blog/read-many.ts'
import type { PostPerson } from '../blog/staff-of.ts'
import { cleanText } from '../clean-text.ts'
import { LossLedger, type ReadDocument } from '../conversion.ts'
import { lexicalHtml } from './lexical-html.ts'
import { mobiledocHtml } from './mobiledoc-html.ts'

type Row = Readonly<Record<string, unknown>>

const STATUSES: Readonly<Record<string, Status>> = { published: 'published', sent: 'published', scheduled: 'ready' }

/**
 * Reads the JSON that Ghost exports (Settings, Labs or Migration, Export; publishing.md 2.1) as essays: one for each post and page. The text is taken from the
 * HTML that Ghost keeps, else from its editor's document, new (Lexical) or old (Mobiledoc). Pictures are asked of `picture` by their path in the
 * content folder. Problems: `damaged`, `not-recognised`, `too-large`, `invalid-essay`.
 */
export function fromGhost(text: string, options: ReadManyOptions): Result<ReadMany> {
  let json: unknown
  try {
    json = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch {
    return fail('damaged', 'This JSON is damaged, or cut short.', {
      safe: 'The file is unchanged, and nothing was imported.',
      next: 'Export it again.',
    })
  }
  const data = dataOf(json)
  const posts = rowsOf(data?.posts)
  if (data === null || posts.length === 0)
    return fail('not-recognised', 'This JSON is not an export of Ghost, or it holds no post.', {
      safe: 'The file is unchanged.',
      next: 'In Ghost, choose Settings, Import/Export, Export, and import the file that it gives.',
    })
  if (posts.length > MOST_POSTS)
    return fail('too-large', `This export holds more than ${MOST_POSTS} posts.`, { safe: 'Nothing was imported.' })
  const losses = new LossLedger()
  const essays: ReadDocument[] = []
  for (const row of posts) {
    const own = new LossLedger()
    const post = postOf(row, data, own)
    const read = essayOfPost(post, { ...options, id: options.newId() })
    if (!read.ok) return fail(read.problem.code, `“${post.title}”: ${read.problem.message}`, read.problem)
    essays.push({
      ...read.value,
      losses: [...(essays.length === 0 ? losses.list() : []), ...own.list(), ...read.value.losses],
    })
  }
  return ok(essays)
}

/** `{db: [{data}]}`, as Ghost exports it, or one of the shorter forms that it imports. */
function dataOf(json: unknown): Row | null {
  const top = objectOf(json)
  const db = Array.isArray(top.db) ? objectOf(top.db[0]) : objectOf(top.db)
  return [objectOf(db.data), objectOf(top.data), top].find((data) => Array.isArray(data.posts)) ?? null
}

function postOf(row: Row, data: Row, losses: LossLedger): BlogPost {
  const id = row.id
  const meta = rowsOf(data.posts_meta).find((one) => one.post_id === id) ?? {}
  const joined = (table: string, key: string, of: string) =>
    rowsOf(data[table])
      .filter((one) => one.post_id === id)
      .sort((one, other) => (Number(one.sort_order) || 0) - (Number(other.sort_order) || 0))
      .flatMap((one): readonly Row[] =>
        rowsOf(data[of])
          .filter((named) => named.id === one[key])
          .slice(0, 1),
      )
  const tags = joined('posts_tags', 'tag_id', 'tags')
    .map((tag) => textOf(tag, 'name'))
    .filter((name) => !name.startsWith('#'))
  const authors = joined('posts_authors', 'author_id', 'users')
  const first = authors.length > 0 ? authors : rowsOf(data.users).filter((user) => user.id === row.author_id)
  const status = textOf(row, 'status')
  const feature = local(textOf(row, 'feature_image'))
  const [category = '', ...more] = tags
  return {
    title: cleanText(textOf(row, 'title')).text,
    html: local(htmlOf(row, losses)),
    standfirst: '',
    excerpt: textOf(row, 'custom_excerpt'),
    date: textOf(row, 'published_at'),
    status: Object.hasOwn(STATUSES, status) ? (STATUSES[status] as Status) : 'draft',
    people: first.map(
      (user, index): PostPerson => ({
        name: textOf(user, 'name'),
        role: index === 0 ? 'author' : 'co-author',
        label: '',
        url: textOf(user, 'website'),
        bio: textOf(user, 'bio'),
      }),
    ),
    category,
    tags: more,
    slug: textOf(row, 'slug'),
    canonicalUrl: textOf(row, 'canonical_url'),
    language: textOf(row, 'locale'),
    cover:
      feature === ''
        ? null
        : { src: feature, alt: textOf(meta, 'feature_image_alt'), caption: textOf(meta, 'feature_image_caption') },
  }
}

function htmlOf(row: Row, losses: LossLedger): string {
  const html = textOf(row, 'html')
  if (html.trim() !== '') return html
  for (const [field, write] of [
    ['lexical', lexicalHtml],
    ['mobiledoc', mobiledocHtml],
  ] as const) {
    const document = textOf(row, field)
    if (document === '') continue
    try {
      return write(JSON.parse(document), losses)
    } catch {
      losses.add('damaged-text', 'The text of a post is damaged in the export and was left out.', textOf(row, 'title'))
    }
  }
  return ''
}

/** Ghost writes its own address as a placeholder; what remains is the path in its content folder. */
function local(text: string): string {
  return text.replaceAll('__GHOST_URL__/content/', 'content/').replaceAll('__GHOST_URL__', '')
}

function objectOf(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {}
}

function rowsOf(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

function textOf(row: Row, name: string): string {
  const value = row[name]
  return typeof value === 'string' ? value : ''
}
