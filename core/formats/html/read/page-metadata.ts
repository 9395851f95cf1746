import type { Credit, Metadata, Person, Role } from '../../../essay/essay.ts'
import { EMPTY_METADATA } from '../../../essay/new-essay.ts'
import { slugify } from '../../../essay/slug.ts'
import { normaliseHref } from '../../../essay/url.ts'
import { attribute, find, findAll, type HastElement, type HastRoot, hasClass, hastTextOf, plainTextOf } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { articleJsonLd, isObject, type JsonObject, listOf, textIn } from './json-ld.ts'
import { licenseName } from './license-name.ts'
import { dateOf, languageTag, limitedLine, limitedText } from './limited-text.ts'
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
  const staff = readStaff(root, data, said, context)
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
  if (time) said.add(time)
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

/** The content of the first of these `meta` elements, by `name`, `property`, `itemprop` or `http-equiv`. */
function metaContent(root: HastRoot, ...names: readonly string[]): string {
  for (const name of names) {
    const [first] = allMeta(root, name)
    if (first !== undefined) return first
  }
  return ''
}

function allMeta(root: HastRoot, name: string): readonly string[] {
  return findAll(
    root,
    (node) =>
      node.tagName === 'meta' &&
      ['name', 'property', 'itemprop', 'http-equiv'].some((key) => attribute(node, key).toLowerCase() === name),
  )
    .map((node) => attribute(node, 'content').trim())
    .filter((content) => content !== '')
}

function relOf(node: HastElement): readonly string[] {
  return attribute(node, 'rel').toLowerCase().split(/\s+/)
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
  const node = find(
    root,
    (one) =>
      /^(?:p|div|h[2-5])$/.test(one.tagName) &&
      (hasClass(one, ...STANDFIRST_CLASSES) || attribute(one, 'itemprop') === 'alternativeHeadline'),
  )
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

interface Named {
  readonly name: string
  readonly sortName?: string
  readonly url: string
  readonly bio: string
  readonly role: Role
}

function readStaff(
  root: HastRoot,
  data: JsonObject,
  said: Set<HastElement>,
  context: ImportContext,
): Pick<PageMetadata, 'people' | 'credits'> {
  const fromData = (field: string, role: Role): readonly Named[] =>
    listOf(data[field]).map((one) => ({
      name: textIn(one),
      url: isObject(one) ? httpAddress(textIn(one.url) || textIn(one.sameAs)) : '',
      bio: isObject(one) ? textIn(one.description) : '',
      role,
    }))
  const byline = findAll(
    root,
    (node) =>
      hasClass(
        node,
        'byline',
        'p-author',
        'entry-author',
        'post-author',
        'article-author',
        'author',
        'author-name',
        'byline-name',
      ) ||
      attribute(node, 'itemprop') === 'author' ||
      relOf(node).includes('author'),
  )
  for (const node of byline) if (plainTextOf(node).length < 160) said.add(node)
  const ways: readonly (() => readonly Named[])[] = [
    () => fromData('author', 'author'),
    () => allMeta(root, 'citation_author').map(invertedName),
    () => splitNames(allMeta(root, 'author')),
    () => splitNames(allMeta(root, 'dc.creator')),
    () => splitNames(allMeta(root, 'article:author').filter((text) => !/^https?:/i.test(text))),
    () => namesInByline(byline),
  ]
  let authors: readonly Named[] = []
  for (const way of ways) {
    authors = way().filter(isName)
    if (authors.length > 0) break
  }
  const named = [
    ...authors,
    ...fromData('editor', 'editor').filter(isName),
    ...fromData('translator', 'translator').filter(isName),
  ].slice(0, 100)
  const people: Person[] = []
  const credits: Credit[] = []
  for (const one of named) {
    const name = limitedLine(one.name, 'name', context.losses)
    let person = people.find((known) => known.name === name)
    if (!person) {
      person = {
        id: personId(name, people),
        name,
        sortName: limitedLine(one.sortName ?? '', 'name', context.losses),
        url: one.url,
        bio: limitedText(one.bio, 'biography', context.losses),
        portrait: '',
      }
      people.push(person)
    }
    if (!credits.some((credit) => credit.person === person.id && credit.role === one.role))
      credits.push({ person: person.id, role: one.role, label: '', visible: true })
  }
  return { people, credits }
}

function isName({ name }: Named): boolean {
  return /\p{L}/u.test(name) && name.length < 120 && !/^https?:/i.test(name)
}

/** Highwire's `Keeper, Ada`. */
function invertedName(text: string): Named {
  const [last = '', first = '', ...more] = text.split(/,\s*/)
  const inverted = first !== '' && more.length === 0
  return {
    name: inverted ? `${first} ${last}` : text,
    sortName: inverted ? text : '',
    url: '',
    bio: '',
    role: 'author',
  }
}

function splitNames(texts: readonly string[]): readonly Named[] {
  return texts.flatMap((text) => {
    const bare = text
      .replace(/^\s*(?:by|von|par|por|di|door)\s+/i, '')
      .replace(/\s+/g, ' ')
      .trim()
    const parts = bare.split(/,?\s+(?:and|&|und|et|y|e|en)\s+|;\s*/)
    // "Ada Keeper, Bo Lind" are two people, "Keeper, Ada" is one.
    const all = parts.flatMap((part) =>
      part.split(/,\s*/).every((one) => one.includes(' ')) ? part.split(/,\s*/) : [part],
    )
    return all.map((name): Named => ({ name: name.trim(), url: '', bio: '', role: 'author' }))
  })
}

function namesInByline(nodes: readonly HastElement[]): readonly Named[] {
  const links = nodes.flatMap((node) =>
    node.tagName === 'a' ? [node] : findAll(node, (one) => one.tagName === 'a' && plainTextOf(one) !== ''),
  )
  if (links.length > 0 && links.length < 8)
    return [...new Map(links.map((link) => [plainTextOf(link), link])).values()].flatMap((link) =>
      splitNames([plainTextOf(link)]).map((one) => ({ ...one, url: httpAddress(attribute(link, 'href')) })),
    )
  const [first] = nodes
  return first && plainTextOf(first).length < 120 ? splitNames([plainTextOf(first)]) : []
}

function httpAddress(address: string): string {
  return /^https?:/i.test(address) ? (normaliseHref(address) ?? '') : ''
}

function personId(name: string, people: readonly Person[]): string {
  const stem =
    slugify(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'person'
  let id = stem
  for (let count = 2; people.some((person) => person.id === id); count++) id = `${stem}-${count}`
  return id
}
