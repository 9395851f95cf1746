import { authorsOf, editorsOf, otherCreditsOf } from '../../../../essay/credits.ts'
import type { Asset, Essay, Person } from '../../../../essay/essay.ts'
import { type NodeJson, textOf } from '../../../../essay/json.ts'
import { assetHash } from '../../../../essay/url.ts'
import type { EssayCount } from '../../../../essay/word-count.ts'
import type { AssetAddress } from '../../../conversion.ts'
import { scriptJson } from '../escape.ts'
import { type FigureParts, figureParts } from '../figures.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * The essay as schema.org's `Article` (schema.org/Article) in JSON for a script element, with editors, contributors in `Role`s and an `ImageObject` for
 * every picture (developers.google.com, "Image metadata"), which `imagesJson` gives. Fields that are empty are left out.
 */
export function articleJsonLd(essay: Essay, count: EssayCount, images: string): string {
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
      filled({ '@type': 'Role', roleName: credit.label || credit.role, contributor: personJson(credit.who) }),
    ),
    license: metadata.license ? filled({ '@type': 'CreativeWork', ...metadata.license }) : '',
  })
  return `${scriptJson(article).slice(0, -1)}${images === '' ? '' : `,"image":[${images}]`},"isAccessibleForFree":true}`
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
    caption: textOf({ type: 'figcaption', content: picture.caption }),
    description: picture.decorative ? '' : picture.alt,
    creditText: textOf({ type: 'figcredit', content: picture.credit }),
    creator: picture.creator === '' ? '' : { '@type': 'Person', name: picture.creator },
    license: picture.licenseUrl || picture.license,
    acquireLicensePage: picture.sourceUrl,
    width: picture.width ?? asset?.width ?? '',
    height: picture.height ?? asset?.height ?? '',
  })
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
