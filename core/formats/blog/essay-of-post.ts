import type { Status } from '../../essay/essay.ts'
import { EMPTY_METADATA, newEssay } from '../../essay/new-essay.ts'
import { essayFromJson } from '../../essay/read-essay.ts'
import { slugify } from '../../essay/slug.ts'
import { normaliseHref } from '../../essay/url.ts'
import { ok, type Result } from '../../result.ts'
import { LossLedger, type ReadDocument, type ReadOptions } from '../conversion.ts'
import { coverOfFigure } from '../cover-of-figure.ts'
import { creditParagraphs } from '../html/read/credit-paragraphs.ts'
import { plainTextOf } from '../html/read/hast.ts'
import { dateOf, languageTag, limitedLine, limitedText } from '../html/read/limited-text.ts'
import { parseHtml } from '../html/read/parse-html.ts'
import { readPageEssay } from '../html/read/read-page-essay.ts'
import { type PostPerson, staffOf } from './staff-of.ts'

/** One post as an export of a blog has it, whatever system wrote it. Texts are plain where nothing else is said; '' is "not given". */
export interface BlogPost {
  readonly title: string
  /** The text, as HTML. */
  readonly html: string
  readonly standfirst: string
  readonly excerpt: string
  /** ISO 8601, with or without a time. */
  readonly date: string
  readonly status: Status
  readonly people: readonly PostPerson[]
  readonly category: string
  readonly tags: readonly string[]
  readonly slug: string
  readonly canonicalUrl: string
  readonly language: string
  /** The picture above the text; its caption is HTML. */
  readonly cover: { readonly src: string; readonly alt: string; readonly caption: string } | null
}

/**
 * Makes an essay of a post. Its HTML goes through the same reader as every fragment, so nothing but what the schema knows gets in; fields are
 * cut to what an essay may hold, and each cut is a loss. Problems: `too-large`, `invalid-essay`.
 */
export function essayOfPost(
  post: BlogPost,
  options: ReadOptions & { readonly asItStands?: boolean },
): Result<ReadDocument> {
  const read = readPageEssay(post.html, 'fragment', options.picture)
  if (!read.ok) return read
  const losses = new LossLedger()
  const above = post.cover === null ? null : readPageEssay(coverHtml(post.cover), 'fragment', options.picture)
  if (above && !above.ok) return above
  const figure = above?.value.page.body.content?.find(({ type }) => type === 'figure')
  const contexts = [...(above ? [above.value.context] : []), read.value.context]
  for (const context of contexts) for (const loss of context.losses.list()) losses.addAll(loss)
  const tags = [...new Set(post.tags.map((tag) => limitedLine(tag, 'tag', losses)))].filter((tag) => tag !== '')
  const slug = slugify(post.slug)
  const staff = staffOf(post.people, losses)
  const { body } = read.value.page
  const credited =
    options.asItStands === true
      ? { ...staff, body, taken: [] }
      : creditParagraphs(body, staff.people, staff.credits, read.value.context)
  const essay = essayFromJson(
    newEssay(options.id, {
      metadata: {
        ...EMPTY_METADATA,
        title: limitedLine(post.title, 'title', losses),
        standfirst: limitedText(post.standfirst.trim(), 'standfirst', losses),
        excerpt: limitedText(post.excerpt.trim(), 'excerpt', losses),
        category: limitedLine(post.category, 'category', losses),
        tags: tags.slice(0, 500),
        slug: slug === '' ? null : slug.slice(0, 200),
        date: dateOf(post.date),
        status: post.status,
        language: languageTag(post.language) || EMPTY_METADATA.language,
        canonicalUrl: /^https?:/i.test(post.canonicalUrl) ? (normaliseHref(post.canonicalUrl) ?? '') : '',
        cover: figure ? coverOfFigure(figure) : null,
      },
      people: credited.people,
      credits: credited.credits,
      body: credited.body,
      assets: [...new Map(contexts.flatMap(({ assets }) => [...assets])).values()].slice(0, 4_096),
    }),
  )
  return essay.ok ? ok({ essay: essay.value, losses: losses.list(), taken: credited.taken }) : essay
}

/** The words of HTML on one line, as fields hold them that blogs keep as HTML: a title, an excerpt. HTML that cannot be read is taken as it is. */
export function wordsOfHtml(html: string): string {
  if (!/[<&]/.test(html)) return html.trim()
  const parsed = parseHtml(html, 'fragment')
  return parsed.ok ? plainTextOf(parsed.value.root).trim() : html.trim()
}

/** Text as HTML that shows it. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

function coverHtml({ src, alt, caption }: NonNullable<BlogPost['cover']>): string {
  return `<figure><img src="${escaped(src)}" alt="${escaped(alt)}"><figcaption>${caption}</figcaption></figure>`
}
