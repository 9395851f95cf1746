import type { Credit, Person, Role } from '../../../essay/essay.ts'
import { personId } from '../../../essay/person-id.ts'
import { normaliseHref } from '../../../essay/url.ts'
import { attribute, findAll, type HastElement, type HastRoot, hasClass, plainTextOf } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { isObject, type JsonObject, listOf, textIn } from './json-ld.ts'
import { limitedLine, limitedText } from './limited-text.ts'
import { allMeta, relOf } from './page-metas.ts'

interface Named {
  readonly name: string
  readonly sortName?: string
  readonly url: string
  readonly bio: string
  readonly role: Role
}

/**
 * Reads who wrote, edited and translated the article: from JSON-LD, else from Highwire and author tags, else from the byline. The elements that name
 * the authors are added to `said`.
 */
export function readPageStaff(
  root: HastRoot,
  data: JsonObject,
  said: Set<HastElement>,
  context: ImportContext,
): { readonly people: readonly Person[]; readonly credits: readonly Credit[] } {
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
  giveBiography(root, people, credits, said, context)
  return { people, credits }
}

const BIOGRAPHY_CLASSES = [
  'author-bio',
  'author-description',
  'author__bio',
  'author-biography',
  'gh-author-bio',
  'wp-block-post-author__bio',
  'wp-block-post-author-biography',
] as const

/** The box about the author below an article, where there is one author whom nothing else describes. */
function giveBiography(
  root: HastRoot,
  people: Person[],
  credits: readonly Credit[],
  said: Set<HastElement>,
  context: ImportContext,
): void {
  const [author, ...more] = people.filter(({ id }) =>
    credits.some(({ person, role }) => person === id && role === 'author'),
  )
  if (!author || more.length > 0 || author.bio !== '') return
  const box = findAll(root, (node) => hasClass(node, ...BIOGRAPHY_CLASSES)).at(-1)
  const bio = box ? plainTextOf(box) : ''
  if (!box || bio === '' || bio.length > 3_000) return
  said.add(box)
  people.splice(people.indexOf(author), 1, { ...author, bio: limitedText(bio, 'biography', context.losses) })
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
