import { ROLES, type Role, type Status } from '../../essay/essay.ts'
import { fail, ok, type Result } from '../../result.ts'
import { type BlogPost, escaped, essayOfPost, wordsOfHtml } from '../blog/essay-of-post.ts'
import { MOST_POSTS, type ReadMany, type ReadManyOptions } from '../blog/read-many.ts'
import type { PostPerson } from '../blog/staff-of.ts'
import { cleanText } from '../clean-text.ts'
import { LossLedger, type ReadDocument } from '../conversion.ts'
import { placeOfBad } from '../excerpt.ts'
import { classicParagraphs } from './classic-paragraphs.ts'
import { commentsOfItem } from './comments-of-item.ts'
import { readXml, type XmlElement } from './read-xml.ts'
import { childrenOf, textOf } from './xml-parts.ts'

/** What is known of a picture in the library of the blog. */
interface Attachment {
  readonly url: string
  readonly alt: string
  readonly caption: string
}

const STATUSES: Readonly<Record<string, Status>> = {
  publish: 'published',
  future: 'ready',
  pending: 'with-editor',
  draft: 'draft',
  private: 'draft',
}

/**
 * Reads WordPress's exchange file (WXR, `export_wp()` of WordPress; publishing.md 1.3) as essays: one for each post and page. Their notes, authors (Co-Authors
 * Plus included), terms, excerpt, featured picture and readers' comments come along, and the alternative text of the library where a picture has none of its
 * own. Items that are no text are counted as losses. Problems: `damaged`, `not-recognised`, `too-large`, `invalid-essay`.
 */
export function fromWxr(text: string, options: ReadManyOptions): Result<ReadMany> {
  const cleaned = cleanText(text)
  const xml = readXml(cleaned.text.replace(/^\s+/, ''))
  if (!xml.ok) return xml
  const channel = xml.value.children.find(({ name }) => name === 'channel')
  if (xml.value.name !== 'rss' || !channel || textOf(channel, 'wp:wxr_version') === '')
    return fail('not-recognised', 'This XML is not an export of WordPress (WXR).', {
      safe: 'The file is unchanged.',
      next: 'In WordPress, choose Tools, Export, and import the file that it gives.',
    })
  const losses = new LossLedger()
  for (let count = 0; count < cleaned.bad; count++)
    losses.add('control-character', 'A character that no text may hold was taken out.', placeOfBad(text))
  const items = childrenOf(channel, 'item')
  const attachments = new Map(
    items
      .filter((item) => typeOf(item) === 'attachment')
      .map((item) => [textOf(item, 'wp:post_id'), attachmentOf(item)]),
  )
  const posts = items.filter((item) => isText(item, losses))
  if (posts.length === 0)
    return fail('not-recognised', 'This export of WordPress holds no post and no page.', {
      safe: 'The file is unchanged.',
      next: 'In WordPress, choose Tools, Export, All content.',
    })
  if (posts.length > MOST_POSTS)
    return fail('too-large', `This export holds more than ${MOST_POSTS} posts.`, {
      safe: 'Nothing was imported.',
      next: 'Export it in parts, by date or category.',
    })
  const site: Site = {
    authors: authorsOf(channel),
    attachments,
    byUrl: new Map([...attachments.values()].map((one) => [bareUrl(one.url), one])),
    language: textOf(channel, 'language'),
  }
  const essays: ReadDocument[] = []
  for (const item of posts) {
    const own = new LossLedger()
    const post = postOf(item, site, own)
    const threads = commentsOfItem(item, own)
    const read = essayOfPost(post, { ...options, id: options.newId() })
    if (!read.ok) return fail(read.problem.code, `“${post.title}”: ${read.problem.message}`, read.problem)
    essays.push({
      ...read.value,
      essay: { ...read.value.essay, threads },
      losses: [...(essays.length === 0 ? losses.list() : []), ...own.list(), ...read.value.losses],
    })
  }
  return ok(essays)
}

interface Site {
  /** Display names by login. */
  readonly authors: ReadonlyMap<string, string>
  readonly attachments: ReadonlyMap<string, Attachment>
  readonly byUrl: ReadonlyMap<string, Attachment>
  readonly language: string
}

function postOf(item: XmlElement, site: Site, losses: LossLedger): BlogPost {
  const title = wordsOfHtml(textOf(item, 'title'))
  const meta = new Map(
    childrenOf(item, 'wp:postmeta').map((one) => [textOf(one, 'wp:meta_key'), textOf(one, 'wp:meta_value')]),
  )
  const terms = (domain: string) =>
    childrenOf(item, 'category')
      .filter(({ attributes }) => attributes.domain === domain)
      .map(({ text }) => wordsOfHtml(text))
      .filter((term) => term !== '')
  const [category = '', ...more] = terms('category').filter((name) => name !== 'Uncategorized')
  for (const name of more) losses.add('category', 'An essay has one category; a further one became a tag.', name)
  const thumbnail = site.attachments.get(meta.get('_thumbnail_id') ?? '')
  const date = textOf(item, 'wp:post_date')
  const status = textOf(item, 'wp:status')
  return {
    title,
    html: withNotes(withAlts(classicParagraphs(textOf(item, 'content:encoded')), site), meta.get('footnotes') ?? ''),
    standfirst: '',
    excerpt: wordsOfHtml(textOf(item, 'excerpt:encoded')),
    date: date.startsWith('0000') ? '' : date,
    status: Object.hasOwn(STATUSES, status) ? (STATUSES[status] as Status) : 'draft',
    people: peopleOf(item, site, terms('author'), meta.get('galley_credits') ?? ''),
    category,
    tags: [...terms('post_tag'), ...more],
    slug: textOf(item, 'wp:post_name'),
    canonicalUrl: status === 'publish' ? textOf(item, 'link').trim() : '',
    language: site.language,
    cover:
      thumbnail && thumbnail.url !== '' ? { src: thumbnail.url, alt: thumbnail.alt, caption: thumbnail.caption } : null,
  }
}

function peopleOf(item: XmlElement, site: Site, coAuthors: readonly string[], noted: string): readonly PostPerson[] {
  const person = (name: string, role: Role, label = ''): PostPerson => ({ name, role, label, url: '', bio: '' })
  const credits = parsed(noted)
  if (Array.isArray(credits)) {
    const people = credits.flatMap((one: unknown): PostPerson[] => {
      const { name, role, label } = (one ?? {}) as Record<string, unknown>
      return typeof name === 'string' && ROLES.includes(role as Role)
        ? [person(name, role as Role, typeof label === 'string' ? label : '')]
        : []
    })
    if (people.length > 0) return people
  }
  const login = textOf(item, 'dc:creator').trim()
  const names = coAuthors.length > 0 ? coAuthors : [site.authors.get(login) || login]
  return names.map((name, index) => person(name, index === 0 ? 'author' : 'co-author'))
}

function authorsOf(channel: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    childrenOf(channel, 'wp:author').map((author) => [
      textOf(author, 'wp:author_login').trim(),
      textOf(author, 'wp:author_display_name').trim() ||
        [textOf(author, 'wp:author_first_name'), textOf(author, 'wp:author_last_name')].join(' ').trim(),
    ]),
  )
}

/** Posts and pages are texts. Everything else but pictures is counted. */
function isText(item: XmlElement, losses: LossLedger): boolean {
  const type = typeOf(item)
  const status = textOf(item, 'wp:status')
  const title = textOf(item, 'title').trim()
  if (type === 'attachment') return false
  if (type !== 'post' && type !== 'page') {
    losses.add(
      'not-a-post',
      'An item that is neither a post nor a page (menu, template, revision …) was left out.',
      title || type,
    )
    return false
  }
  if (status === 'trash' || status === 'auto-draft') {
    losses.add('in-the-bin', 'A post that lay in the bin, or was never begun, was left out.', title)
    return false
  }
  return true
}

function attachmentOf(item: XmlElement): Attachment {
  const alt = childrenOf(item, 'wp:postmeta').find((one) => textOf(one, 'wp:meta_key') === '_wp_attachment_image_alt')
  return {
    url: textOf(item, 'wp:attachment_url').trim(),
    alt: alt ? textOf(alt, 'wp:meta_value') : '',
    caption: textOf(item, 'excerpt:encoded'),
  }
}

/** The address of a picture without the size that WordPress puts at the end of its name, and without the scheme. */
function bareUrl(url: string): string {
  return url.replace(/^https?:/i, '').replace(/-\d+x\d+(?=\.[a-z]+$)/i, '')
}

/** Gives pictures without a text of their own the one that the library has. */
function withAlts(html: string, site: Site): string {
  return html.replace(/<img\s[^>]*>/gi, (tag) => {
    if (/\salt\s*=\s*(?:"[^"]+"|'[^']+')/i.test(tag)) return tag
    const id = /\bwp-image-(\d+)\b/.exec(tag)?.[1] ?? ''
    const src = /\ssrc\s*=\s*["']([^"']+)["']/i.exec(tag)?.[1] ?? ''
    const alt = (site.attachments.get(id) ?? site.byUrl.get(bareUrl(src)))?.alt ?? ''
    if (alt === '') return tag
    const bare = tag.replace(/\salt\s*=\s*(?:""|'')/i, '')
    return `<img alt="${escaped(alt)}"${bare.slice(4)}`
  })
}

/** Puts the notes, which WordPress keeps in a field of the post, where the block for them stands, or at the end. */
function withNotes(html: string, field: string): string {
  const notes = parsed(field)
  if (!Array.isArray(notes)) return html
  const items = notes.flatMap((note: unknown) => {
    const { id, content } = (note ?? {}) as Record<string, unknown>
    return typeof id === 'string' && typeof content === 'string'
      ? [`<li id="${escaped(id)}">${content} <a href="#${escaped(id)}-link">↩︎</a></li>`]
      : []
  })
  if (items.length === 0) return html
  return `${html.replace(/<!--\s+wp:footnotes\s+\/-->/, '')}<ol class="wp-block-footnotes">${items.join('')}</ol>`
}

function parsed(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function typeOf(item: XmlElement): string {
  return textOf(item, 'wp:post_type').trim()
}
