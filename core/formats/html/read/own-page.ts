import { authorsOf, editorsOf, otherCreditsOf } from '../../../essay/credits.ts'
import {
  type Cover,
  type Credit,
  type Essay,
  type Metadata,
  type Person,
  ROLES,
  type Role,
} from '../../../essay/essay.ts'
import { EMPTY_METADATA } from '../../../essay/new-essay.ts'
import { NOTE_ID } from '../../../essay/schema.ts'
import { normaliseHref } from '../../../essay/url.ts'
import type { Taken } from '../../conversion.ts'
import { coverInPage } from './cover-in-page.ts'
import {
  attribute,
  childElements,
  classesOf,
  find,
  findAll,
  type HastElement,
  type HastNode,
  type HastRoot,
  hasClass,
  isElement,
  plainTextOf,
} from './hast.ts'
import { hastToBody, walkIn } from './hast-to-body.ts'
import type { ImportContext } from './import-context.ts'
import { articleJsonLd, isObject, type JsonObject, listOf, textIn } from './json-ld.ts'
import { dateOf, limitedLine, limitedText } from './limited-text.ts'
import { ownFigure } from './own-figure.ts'
import { placePicture } from './read-picture.ts'
import { TOP } from './walk.ts'

/** What a page gives of an essay. */
export interface PageEssay extends Pick<Essay, 'metadata' | 'people' | 'credits' | 'body'> {
  /** What a page's words, not its markup, said to be no text. */
  readonly taken?: readonly Taken[]
}

/** True for a page that Galley wrote. */
export function isOwnPage(root: HastRoot): boolean {
  return (
    find(
      root,
      (node) =>
        node.tagName === 'meta' && attribute(node, 'name') === 'generator' && attribute(node, 'content') === 'Galley',
    ) !== undefined
  )
}

/** Reads a page that Galley wrote, by core/formats/html/write/README.md. `data-derived` is out of the tree already; JSON-LD still in. */
export function readOwnPage(root: HastRoot, context: ImportContext): PageEssay {
  const article = find(root, (node) => node.tagName === 'article' && hasClass(node, 'h-entry')) ?? root
  const data = articleJsonLd(root) ?? dataOfChapter(article, ownLanguage(root))
  const content = find(article, (node) => hasClass(node, 'e-content'))
  const body = hastToBody(content ? withoutNotesHeading(content.children) : [], context)
  // What is said of the essay stands around its text.
  const around = { ...article, children: article.children.filter((child) => child !== content) }
  const staff = readStaff(around, data, context)
  return { metadata: readMetadata(around, data, context), ...staff, body }
}

/** What JSON-LD says of a page, from the markup of a book's chapter, which has none (page/xhtml.ts). */
function dataOfChapter(article: HastElement | HastRoot, language: string): JsonObject {
  const one = (tag: string, name: string) => find(article, (node) => node.tagName === tag && hasClass(node, name))
  const all = (tag: string, name: string) => findAll(article, (node) => node.tagName === tag && hasClass(node, name))
  const category = one('p', 'category')
  const date = one('time', 'dt-published')
  const updated = one('time', 'dt-updated')
  const license = one('p', 'license')
  const link = license && find(license, (node) => attribute(node, 'rel') === 'license')
  const url = link ? attribute(link, 'href') : ''
  // Where it has no address, its name stands behind the word for it; where it has no name, its address in the name's place.
  const shown = link ? plainTextOf(link) : license ? plainTextOf(license).replace(/^[^:]*: /, '') : ''
  return {
    inLanguage: language,
    articleSection: category ? plainTextOf(category) : '',
    keywords: all('li', 'p-category').map(plainTextOf),
    datePublished: date ? attribute(date, 'datetime') : '',
    dateModified: updated ? attribute(updated, 'datetime') : '',
    ...(license ? { license: { name: shown === url ? '' : shown, url } } : {}),
  }
}

/** The language that the page declares for the essay. */
export function ownLanguage(root: HastRoot): string {
  const data = articleJsonLd(root)
  if (data) return ownTag(data.inLanguage)
  const html = find(root, (node) => node.tagName === 'html')
  return html ? ownTag(attribute(html, 'lang')) : ''
}

/** As the essay had it, however unusual. */
function ownTag(value: unknown): string {
  const tag = textIn(value)
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : ''
}

function withoutNotesHeading(blocks: readonly HastNode[]): readonly HastNode[] {
  return blocks.map((node) =>
    isElement(node, 'section') && hasClass(node, 'footnotes')
      ? { ...node, children: node.children.filter((child) => !isElement(child, 'h2')) }
      : node,
  )
}

function readMetadata(article: HastElement | HastRoot, data: JsonObject, context: ImportContext): Metadata {
  const { losses } = context
  const text = (name: string, selector: (node: HastElement) => boolean): string => {
    const said = textIn(data[name])
    const shown = said === '' ? find(article, selector) : undefined
    return shown ? plainTextOf(shown) : said
  }
  const license = isObject(data.license) ? data.license : null
  const slug = limitedLine(textIn(data.identifier), 'slug', losses).slice(0, 200)
  const question = find(article, (node) => hasClass(node, 'closing-question'))
  const updated = dateOf(textIn(data.dateModified))
  return {
    ...EMPTY_METADATA,
    title: limitedLine(
      text('headline', (node) => node.tagName === 'h1' && hasClass(node, 'p-name')),
      'title',
      losses,
    ),
    standfirst: limitedText(
      text('alternativeHeadline', (node) => hasClass(node, 'standfirst')),
      'standfirst',
      losses,
    ),
    slug: slug === '' ? null : slug,
    category: limitedLine(textIn(data.articleSection), 'category', losses),
    tags: listOf(data.keywords)
      .slice(0, 500)
      .map(textIn)
      .map((tag) => limitedLine(tag, 'tag', losses))
      .filter((tag) => tag !== ''),
    excerpt: limitedText(textIn(data.abstract), 'excerpt', losses),
    language: ownTag(data.inLanguage),
    date: dateOf(textIn(data.datePublished)),
    ...(updated === '' ? {} : { updated }),
    cover: readCover(article, context),
    license: license
      ? { name: limitedLine(textIn(license.name), 'licence', losses), url: normaliseHref(textIn(license.url)) ?? '' }
      : null,
    closingQuestion: question ? limitedText(paragraphsOf(question), 'closing question', losses) : '',
    canonicalUrl: normaliseHref(textIn(data.url)) ?? '',
  }
}

function readCover(article: HastElement | HastRoot, context: ImportContext): Cover | null {
  const node = find(article, (one) => one.tagName === 'figure' && hasClass(one, 'cover'))
  if (!node) return null
  return coverInPage(ownFigure(node, TOP, walkIn(context)), context)
}

/** Text of paragraphs: parted by an empty line, breaks as newlines. */
function paragraphsOf(node: HastElement): string {
  return childElements(node)
    .filter((child) => child.tagName === 'p')
    .map(lines)
    .join('\n\n')
}

function lines(node: HastElement): string {
  let text = ''
  for (const child of node.children) {
    if (child.type === 'text') text += child.value.replace(/\s+/g, ' ')
    else if (child.type === 'element') text += child.tagName === 'br' ? '\n' : lines(child)
  }
  return text.trim()
}

interface Card {
  readonly node: HastElement
  readonly id: string
  readonly order: number
}

function readStaff(
  article: HastElement | HastRoot,
  data: JsonObject,
  context: ImportContext,
): Pick<Essay, 'people' | 'credits'> {
  const cards = findAll(
    article,
    (node) => hasClass(node, 'h-card') && NOTE_ID.test(attribute(node, 'data-person')),
  ).map(
    (node): Card => ({
      node,
      id: attribute(node, 'data-person'),
      order: Number(attribute(node, 'data-order') || Number.NaN),
    }),
  )
  const named = cards
    .filter((card) => Number.isInteger(card.order))
    .sort((a, b) => a.order - b.order)
    .slice(0, 1_000)
  const credits = named.map(
    ({ node, id }): Credit => ({
      person: id,
      role: roleOf(node),
      label: limitedLine(attribute(node, 'data-label'), 'label', context.losses),
      visible: true,
    }),
  )
  const ids = [...new Set(named.map((card) => card.id))]
  const people = ids.map((id): Person => {
    const all = cards.filter((card) => card.id === id).map((card) => card.node)
    const note = all.find((node) => hasClass(node, 'author-note'))
    const name = all.map((node) => find(node, (one) => hasClass(one, 'p-name'))).find((one) => one !== undefined)
    const link = all.map((node) => find(node, (one) => hasClass(one, 'u-url'))).find((one) => one !== undefined)
    const bio = note && find(note, (one) => hasClass(one, 'p-note'))
    const photo = note && find(note, (one) => one.tagName === 'img' && hasClass(one, 'u-photo'))
    return {
      id,
      name: limitedLine(name ? plainTextOf(name) : '', 'name', context.losses),
      sortName: limitedLine(
        all.map((node) => attribute(node, 'data-sort-name')).find((one) => one !== '') ?? '',
        'name',
        context.losses,
      ),
      url: (link && normaliseHref(attribute(link, 'href'))) ?? '',
      bio: bio ? limitedText(paragraphsOf(bio), 'biography', context.losses) : '',
      portrait: photo ? (placePicture(attribute(photo, 'src'), '', context)?.src ?? '') : '',
    }
  })
  return { people: withDescriptions(people, credits, data, context), credits }
}

function roleOf(node: HastElement): Role {
  const role = attribute(node, 'data-role')
  if ((ROLES as readonly string[]).includes(role)) return role as Role
  return classesOf(node).includes('p-author') ? 'author' : 'other'
}

/** JSON-LD names everyone in the order of the credits, with biographies that are printed for authors only. */
function withDescriptions(
  people: readonly Person[],
  credits: readonly Credit[],
  data: JsonObject,
  context: ImportContext,
): readonly Person[] {
  const essay = { people, credits }
  const bios = new Map<string, string>()
  const take = (who: readonly Person[], said: readonly unknown[]) => {
    who.forEach((person, index) => {
      const one = said[index]
      const bio = isObject(one) && textIn(one.name) === person.name ? textIn(one.description) : ''
      if (bio !== '') bios.set(person.id, limitedText(bio, 'biography', context.losses))
    })
  }
  take(authorsOf(essay), listOf(data.author))
  take(editorsOf(essay), listOf(data.editor))
  take(
    otherCreditsOf(essay).map((credit) => credit.who),
    listOf(data.contributor).map((role) => (isObject(role) ? role.contributor : null)),
  )
  return people.map((person) => ({ ...person, bio: bios.get(person.id) ?? person.bio }))
}
