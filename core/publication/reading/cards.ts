import { attribute, findAll, type HastRoot, plainTextOf } from '../../formats/html/read/hast.ts'

/** How the page stands on another site. */
export interface PageCard {
  readonly kind: 'search' | 'open-graph' | 'twitter'
  /** The site and the path, as they are shown; '' where the page has no address yet. */
  readonly address: string
  /** As it is shown: cut where the other site cuts it. */
  readonly title: string
  readonly description: string
  /** The page's picture as its head names it, with its alt text; null for none. */
  readonly picture: { readonly address: string; readonly alt: string } | null
  /** What is cut or missing, for people. */
  readonly warnings: readonly string[]
}

/**
 * Where the other sites cut, in UTF-16 units. None of them promises a number: search results cut by pixels (about 600 px of a title, two lines of a
 * description), cards by lines. These are the lengths up to which nothing is usually cut.
 */
const CARD_LENGTHS = {
  search: { title: 60, description: 155 },
  'open-graph': { title: 88, description: 200 },
  twitter: { title: 70, description: 200 },
} as const

/** The search result and the cards that other sites make of a page, from its head alone (ogp.me; Twitter's `summary_large_image`). */
export function cardsOf(root: HastRoot): readonly PageCard[] {
  const metas = new Map<string, string>()
  for (const meta of findAll(root, ({ tagName }) => tagName === 'meta')) {
    const name = attribute(meta, 'name') || attribute(meta, 'property')
    if (name !== '' && !metas.has(name)) metas.set(name, attribute(meta, 'content'))
  }
  const [title] = findAll(root, ({ tagName }) => tagName === 'title')
  const [canonical] = findAll(root, (node) => node.tagName === 'link' && attribute(node, 'rel') === 'canonical')
  const of = (...names: readonly string[]) =>
    names.map((name) => metas.get(name) ?? '').find((text) => text !== '') ?? ''
  const address = canonical ? attribute(canonical, 'href') : ''
  const picture = (place: 'og' | 'twitter') => {
    const at = of(`${place}:image`, 'og:image')
    return at === '' ? null : { address: at, alt: of(`${place}:image:alt`, 'og:image:alt') }
  }
  const heading = title ? plainTextOf(title) : ''
  return [
    card('search', address, heading, of('description'), null),
    card('open-graph', address, of('og:title') || heading, of('og:description', 'description'), picture('og')),
    card(
      'twitter',
      address,
      of('twitter:title', 'og:title') || heading,
      of('twitter:description', 'og:description'),
      picture('twitter'),
    ),
  ]
}

function card(
  kind: PageCard['kind'],
  address: string,
  title: string,
  description: string,
  picture: PageCard['picture'],
): PageCard {
  const lengths = CARD_LENGTHS[kind]
  const warnings = [
    ...lengthWarning('title', title, lengths.title),
    ...lengthWarning('description', description, lengths.description),
    ...(kind === 'search' || picture ? [] : ['There is no picture. A cover gives one, in a web page with images.']),
    ...(picture && picture.alt === '' ? ['Its picture has no alt text.'] : []),
    ...(address === '' && kind === 'search' ? ['The page has no address yet; it is a detail of the essay.'] : []),
  ]
  return {
    kind,
    address: shownAddress(address),
    title: cut(title, lengths.title),
    description: cut(description, lengths.description),
    picture,
    warnings,
  }
}

function lengthWarning(what: 'title' | 'description', text: string, most: number): readonly string[] {
  if (text === '')
    return what === 'title' ? ['There is no title.'] : ['There is no description: write an excerpt or a standfirst.']
  return text.length > most
    ? [`The ${what} is cut: it has ${text.length} characters, and about ${most} are shown.`]
    : []
}

/** Cut at a word, with an ellipsis. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const whole = text.slice(0, most).replace(/\s+\S*$/, '')
  return `${whole === '' ? text.slice(0, most) : whole}…`
}

function shownAddress(address: string): string {
  const match = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(address)
  if (!match) return ''
  return [match[1] ?? '', ...(match[2] ?? '').split('/').filter(Boolean)].join(' › ')
}
