import type { Asset, Essay } from '../essay/essay.ts'
import { assetHash } from '../essay/url.ts'
import type { AssetAddress } from '../formats/conversion.ts'
import { picturePaths } from './file-names.ts'
import type { FormatInput, PublicationFile } from './format.ts'
import type { PictureNaming } from './house-rules.ts'

/** Where a publication's pictures go. */
export interface ShelfPlace {
  /** The folder in the publication, with `/` at its end: `images/`. */
  readonly folder?: string
  /** How a text names a picture, given its path in the publication; the path itself unless given. */
  readonly addressed?: (path: string, asset: Asset) => string
  /** How files are named where the profile has no rule for it. */
  readonly naming?: PictureNaming
}

/** The pictures of a publication: hands out addresses and remembers which pictures were asked for. */
export interface PictureShelf {
  /** The address of a picture for the text; in a proof the proof's. Asking puts the picture into the publication. */
  readonly address: AssetAddress
  /** The path of a picture in the publication. */
  readonly pathOf: AssetAddress
  /** Puts a picture into the publication that the text does not show (`asset:…`); anything else is passed over. */
  readonly add: (src: string) => void
  /** The files of the pictures that were asked for, in reading order. */
  readonly files: () => readonly PublicationFile[]
}

/** A shelf for one run of a writer. */
export function pictureShelf(
  input: Pick<FormatInput, 'essay' | 'shownAt' | 'profile'>,
  place: ShelfPlace = {},
): PictureShelf {
  const { essay, shownAt } = input
  const naming = input.profile.rules.pictures?.naming ?? place.naming
  const paths = picturePaths(essay, naming === undefined ? place : { ...place, naming })
  const used = new Set<string>()
  const pathOf = (asset: Asset) => paths.get(asset.hash) as string
  return {
    address: (asset) => {
      used.add(asset.hash)
      const path = pathOf(asset)
      return shownAt ? shownAt(asset) : (place.addressed?.(path, asset) ?? path)
    },
    pathOf,
    add: (src) => {
      const hash = assetHash(src)
      if (hash !== null && paths.has(hash)) used.add(hash)
    },
    files: () => [...paths].filter(([hash]) => used.has(hash)).map(([asset, path]) => ({ path, content: { asset } })),
  }
}

/** The picture of the cover, or undefined where there is none or the essay does not hold it. */
export function coverAsset(essay: Essay): Asset | undefined {
  const hash = assetHash(essay.metadata.cover?.src ?? '')
  return hash === null ? undefined : essay.assets.find((asset) => asset.hash === hash)
}
