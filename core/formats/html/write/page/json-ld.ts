import { authorsOf, editorsOf, otherCreditsOf } from '../../../../essay/credits.ts'
import type { Asset, Essay, Person, Role } from '../../../../essay/essay.ts'
import { type NodeJson, textOf } from '../../../../essay/json.ts'
import { assetHash } from '../../../../essay/url.ts'
import type { EssayCount } from '../../../../essay/word-count.ts'
import type { PublicationSite } from '../../../../publication/profile.ts'
import type { AssetAddress } from '../../../conversion.ts'
import { acceptReview } from '../../../markdown/write/accept-review.ts'
import { scriptJson } from '../escape.ts'
import { type FigureParts, figureParts } from '../figures.ts'

type Json = Readonly<Record<string, unknown>>

/** What the head lists of an essay's body, each as the members of a JSON array: kept by whoever writes the page again after every key. */
export interface EssayLists {
  /** What `imagesJson` gives. */
  readonly images: string
  /** What `citationsJson` gives. */
  readonly citations: string
}

/** What JSON-LD says beside the essay. */
export interface ArticleParts extends EssayLists {
  readonly count: EssayCount
  readonly publication: PublicationSite | null
}

/**
 * The essay as schema.org's `Article` (schema.org/Article) in JSON for a script element, with editors, contributors in `Role`s and an `ImageObject` for
 * every picture (developers.google.com, "Image metadata"), which `imagesJson` gives, and the works cited of `citationsJson`. Fields that are empty are left out.
 */
export function articleJsonLd(essay: Essay, { count, images, citations, publication }: ArticleParts): string {
  const { metadata } = essay
  const article = filled({
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: metadata.title,
    alternativeHeadline: metadata.standfirst,
    description: descriptionOf(essay),
    abstract: metadata.excerpt,
    inLanguage: metadata.language,
    datePublished: metadata.date,
    dateModified: metadata.updated ?? '',
    url: metadata.canonicalUrl,
    mainEntityOfPage: metadata.canonicalUrl,
    identifier: metadata.slug ?? '',
    articleSection: metadata.category,
    keywords: metadata.tags,
    wordCount: count.body.words,
    timeRequired: count.readingMinutes > 0 ? `PT${count.readingMinutes}M` : '',
    author: authorsOf(essay).map(personJson),
    editor: editorsOf(essay).map(personJson),
    contributor: otherCreditsOf(essay).map((credit) =>
      filled({ '@type': 'Role', roleName: credit.label || roleName(credit.role), contributor: personJson(credit.who) }),
    ),
    license: metadata.license ? filled({ '@type': 'CreativeWork', ...metadata.license }) : '',
    publisher: publication ? filled({ '@type': 'Organization', ...publication }) : '',
    isBasedOn: isElsewhere(metadata.canonicalUrl, publication) ? metadata.canonicalUrl : '',
  })
  const list = (name: string, members: string) => (members === '' ? '' : `,"${name}":[${members}]`)
  return `${scriptJson(article).slice(0, -1)}${list('image', images)}${list('citation', citations)},"isAccessibleForFree":true}`
}

/** Whether an essay that is published here was published first on another site: then its page is a copy. */
function isElsewhere(address: string, publication: ArticleParts['publication']): boolean {
  const first = hostOf(address)
  const here = hostOf(publication?.url ?? '')
  return first !== '' && here !== '' && first !== here
}

function hostOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? ''
}

/** JSON of the pictures of blocks, for one set of addresses and pictures each. */
const known = new WeakMap<object, WeakMap<NodeJson, string>>()

/**
 * An `ImageObject` for the cover and every figure of the body that holds a picture, in reading order: JSON for a script element, parted by commas. With an object that
 * stands for these addresses and pictures, what was written for a block is written no more.
 */
export function imagesJson(essay: Essay, publicAddress: AssetAddress | undefined, surroundings?: object): string {
  const assets = new Map(essay.assets.map((asset) => [asset.hash, asset]))
  const written = (pictures: readonly Picture[]) =>
    pictures
      .filter((picture) => picture.src !== '')
      .map((picture) => scriptJson(imageJson(picture, assets.get(assetHash(picture.src) ?? ''), publicAddress)))
      .join(',')
  const cache = surroundings && (known.get(surroundings) ?? new WeakMap<NodeJson, string>())
  if (surroundings && cache) known.set(surroundings, cache)
  const { cover } = essay.metadata
  const all = cover ? [written([{ ...cover, width: null, height: null }])] : []
  for (const block of essay.body.content ?? []) {
    if (!mayHoldPictures(block)) continue
    let images = cache?.get(block)
    if (images === undefined) {
      images = written(picturesIn(block))
      cache?.set(block, images)
    }
    all.push(images)
  }
  return all.filter((images) => images !== '').join(',')
}

/** What search engines and cards say about the essay: its excerpt, else its standfirst. */
export function descriptionOf(essay: Essay): string {
  return essay.metadata.excerpt || essay.metadata.standfirst
}

function personJson(person: Person): Json {
  return filled({ '@type': 'Person', name: person.name, url: person.url, description: person.bio })
}

function imageJson(picture: Picture, asset: Asset | undefined, publicAddress: AssetAddress | undefined): Json {
  return filled({
    '@type': 'ImageObject',
    contentUrl: asset && publicAddress ? publicAddress(asset) : '',
    caption: wordsOf(picture.caption),
    description: picture.decorative ? '' : picture.alt,
    creditText: wordsOf(picture.credit),
    creator: picture.creator === '' ? '' : { '@type': 'Person', name: picture.creator },
    license: picture.licenseUrl || picture.license,
    acquireLicensePage: picture.sourceUrl,
    width: picture.width ?? asset?.width ?? '',
    height: picture.height ?? asset?.height ?? '',
  })
}

/** `Fact checker`; '' for a part that has no name. */
function roleName(role: Role): string {
  return role === 'other' ? '' : `${role.charAt(0).toUpperCase()}${role.slice(1).replaceAll('-', ' ')}`
}

/** As the page prints them: suggestions accepted. */
function wordsOf(content: readonly NodeJson[]): string {
  return textOf(acceptReview({ type: 'figcaption', content }))
}

type Picture = Omit<FigureParts, 'href'>

function picturesIn(block: NodeJson): readonly Picture[] {
  if (block.type === 'figure') return [figureParts(block)]
  return (block.content ?? []).filter(mayHoldPictures).flatMap(picturesIn)
}

/** False for a block that can hold no figure, whatever it says. */
export function mayHoldPictures(block: NodeJson): boolean {
  return block.type !== 'paragraph' && block.type !== 'heading' && block.type !== 'text'
}

function filled(fields: Json): Json {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields))
    if (value !== '' && !(Array.isArray(value) && value.length === 0)) kept[name] = value
  return kept
}
