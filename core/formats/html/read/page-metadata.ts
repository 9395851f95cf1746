import type { Credit, Metadata, Person } from '../../../essay/essay.ts'
import { EMPTY_METADATA } from '../../../essay/new-essay.ts'
import { normaliseHref } from '../../../essay/url.ts'
import {
  attribute,
  find,
  findAll,
  type HastElement,
  type HastRoot,
  hasClass,
  hastTextOf,
  plainTextOf,
  visit,
} from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { articleJsonLd, type JsonObject, listOf, textIn } from './json-ld.ts'
import { licenseName } from './license-name.ts'
import { dateOf, languageTag, limitedLine, limitedText } from './limited-text.ts'
import { allMeta, metaContent, relOf } from './page-metas.ts'
import { readPageStaff } from './page-staff.ts'
import { isWordMarkup, mostUsedLanguage } from './passes/word-markup.ts'

/** What a foreign page says about its article, and the elements that say it in the text. */
export interface PageMetadata {
  readonly metadata: Metadata
  readonly people: readonly Person[]
  readonly credits: readonly Credit[]
  /** Elements whose text is metadata now: the title, the standfirst, the byline. */
  readonly said: ReadonlySet<HastElement>
}

/** The language that a page declares, or that most of a Word document is in; '' where it says none. */
export function pageLanguage(root: HastRoot): string {
  const html = find(root, (node) => node.tagName === 'html')
  const body = find(root, (node) => node.tagName === 'body')
  const declared = [
    html ? attribute(html, 'lang') || attribute(html, 'xml:lang') : '',
    body ? attribute(body, 'lang') : '',
    metaContent(root, 'content-language', 'dc.language', 'dcterms.language', 'citation_language'),
    metaContent(root, 'og:locale'),
  ]
  const said = declared.map(languageTag).find((tag) => tag !== '') ?? ''
  const fromWord = isWordMarkup(root) || find(root, (node) => hasClass(node, 'TextRun')) !== undefined
  return (fromWord ? languageTag(mostUsedLanguage(root)) : '') || said
}

/**
 * Reads title, standfirst, authors, date and the rest from JSON-LD (schema.org), OpenGraph, Highwire and Dublin Core tags, and from the
 * class names that publishing systems share; `language` is what `pageLanguage` found.
 */
export function readPageMetadata(root: HastRoot, language: string, context: ImportContext): PageMetadata {
  const { losses } = context
  const data = articleJsonLd(root) ?? {}
  const said = new Set<HastElement>()
  const meta = (...names: readonly string[]) => metaContent(root, ...names)
  const title = readTitle(root, data, said)
  const standfirst = readStandfirst(root, data, said)
  const staff = readPageStaff(root, data, said, context)
  const license = find(
    root,
    (node) => (node.tagName === 'a' || node.tagName === 'link') && relOf(node).includes('license'),
  )
  const licenseUrl = license ? attribute(license, 'href') : textIn(data.license)
  const safeLicense = /^https?:/i.test(licenseUrl) ? (normaliseHref(licenseUrl) ?? '') : ''
  const canonical = find(root, (node) => node.tagName === 'link' && relOf(node).includes('canonical'))
  const address = canonical ? attribute(canonical, 'href') : meta('og:url') || textIn(data.url)
  const time = find(
    root,
    (node) =>
      node.tagName === 'time' &&
      (hasClass(node, 'dt-published', 'entry-date', 'published', 'posted-on', 'post-date') ||
        'pubdate' in node.properties ||
        attribute(node, 'itemprop') === 'datePublished'),
  )
  if (time && standsAlone(root, time)) said.add(time)
  const tags = [
    ...listOf(data.keywords).flatMap(keywordsIn),
    ...allMeta(root, 'article:tag'),
    ...keywordsIn(meta('keywords', 'news_keywords')),
    ...findAll(root, (node) => node.tagName === 'a' && relOf(node).includes('tag')).map(plainTextOf),
  ]
  return {
    metadata: {
      ...EMPTY_METADATA,
      title: limitedLine(title, 'title', losses),
      standfirst: limitedText(standfirst, 'standfirst', losses),
      excerpt: limitedText(
        meta('description', 'og:description', 'dc.description').replace(/\s+/g, ' ').trim(),
        'excerpt',
        losses,
      ),
      category: limitedLine(textIn(data.articleSection) || meta('article:section'), 'category', losses),
      tags: [...new Set(tags.map((tag) => limitedLine(tag, 'tag', losses)))].filter((tag) => tag !== '').slice(0, 500),
      language: language || EMPTY_METADATA.language,
      date:
        [
          textIn(data.datePublished),
          meta('article:published_time', 'dc.date', 'dcterms.created', 'dc.date.issued', 'date'),
          meta('citation_publication_date', 'citation_date').replaceAll('/', '-'),
          time ? attribute(time, 'datetime') : '',
        ]
          .map(dateOf)
          .find((date) => date !== '') ?? '',
      canonicalUrl: /^https?:/i.test(address) ? (normaliseHref(address) ?? '') : '',
      license:
        safeLicense === ''
          ? null
          : {
              name: limitedLine(
                (license?.tagName === 'a' ? plainTextOf(license) : '') || licenseName(safeLicense),
                'licence',
                losses,
              ),
              url: safeLicense,
            },
    },
    ...staff,
    said,
  }
}

/** True for a date on a line of its own; one inside a sentence belongs to the text. */
function standsAlone(root: HastRoot, time: HastElement): boolean {
  let around = 0
  visit(root, (node, ancestors) => {
    if (node !== time) return undefined
    const parent = ancestors.findLast(
      (one) => one.type === 'root' || !['span', 'a', 'small', 'b', 'i', 'em'].includes(one.tagName),
    )
    for (const child of parent?.children ?? []) if (child.type === 'text') around += child.value.trim().length
    return 'stop'
  })
  return around < 30
}

const TITLE_CLASSES = [
  'p-name',
  'entry-title',
  'post-title',
  'article-title',
  'headline',
  'title',
  'gh-article-title',
  'wp-block-post-title',
  'graf--title',
] as const

function readTitle(root: HastRoot, data: JsonObject, said: Set<HastElement>): string {
  const site = metaContent(root, 'og:site_name')
  const declared =
    [textIn(data.headline), metaContent(root, 'og:title', 'citation_title', 'dc.title', 'twitter:title')]
      .map((text) => withoutSite(text, site))
      .find((text) => text !== '') ?? ''
  const headings = findAll(root, (node) => node.tagName === 'h1' && plainTextOf(node) !== '')
  const marked = findAll(
    root,
    (node) =>
      /^h[1-3]$/.test(node.tagName) && (hasClass(node, ...TITLE_CLASSES) || attribute(node, 'itemprop') === 'headline'),
  )
  const same = [...headings, ...marked].find((node) => declared !== '' && alike(plainTextOf(node), declared))
  const heading =
    same ??
    (declared === '' || headings.length === 1
      ? (marked.find((node) => node.tagName === 'h1') ?? (headings.length > 0 ? headings[0] : marked[0]))
      : undefined)
  if (heading) {
    // Medium prints the title once above the article and once in it.
    for (const node of [heading, ...marked.filter((one) => alike(plainTextOf(one), plainTextOf(heading)))])
      said.add(node)
    return plainTextOf(heading)
  }
  const title = find(root, (node) => node.tagName === 'title')
  return declared || withoutSite(title ? hastTextOf(title).replace(/\s+/g, ' ').trim() : '', site)
}

/** `Title | Site` without the site, where the site says its name. */
function withoutSite(title: string, site: string): string {
  if (site === '') return title.trim()
  for (const sign of [' | ', ' – ', ' — ', ' - ', ' · ', ' « ', ' :: ', ': '])
    if (title.endsWith(`${sign}${site}`)) return title.slice(0, -(sign.length + site.length)).trim()
  return title.trim()
}

function alike(one: string, other: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return plain(one) !== '' && plain(one) === plain(other)
}

const STANDFIRST_CLASSES = [
  'standfirst',
  'p-summary',
  'subtitle',
  'dek',
  'deck',
  'entry-subtitle',
  'post-subtitle',
  'article-subtitle',
  'subheadline',
  'gh-article-excerpt',
  'article-excerpt',
  'graf--subtitle',
  'wp-block-post-excerpt',
  'article__standfirst',
  'lead-in',
] as const

function readStandfirst(root: HastRoot, data: JsonObject, said: Set<HastElement>): string {
  const isNamed = (one: HastElement) =>
    hasClass(one, ...STANDFIRST_CLASSES) || attribute(one, 'itemprop') === 'alternativeHeadline'
  // Medium's export has it twice: above the text in a section, and sometimes in the text, where it has to go.
  const node =
    find(root, (one) => /^(?:p|div|h[2-5])$/.test(one.tagName) && isNamed(one)) ??
    find(root, (one) => one.tagName === 'section' && isNamed(one))
  const text = node ? plainTextOf(node) : ''
  if (node && text !== '' && text.length < 600) {
    said.add(node)
    return text
  }
  return textIn(data.alternativeHeadline)
}

function keywordsIn(value: unknown): readonly string[] {
  const text = textIn(value)
  return text
    .split(/[,;]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}
