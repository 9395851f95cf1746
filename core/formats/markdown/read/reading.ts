import type { Asset } from '../../../essay/essay.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { assetSrc, normaliseHref, normalisePictureSrc } from '../../../essay/url.ts'
import type { Problem } from '../../../result.ts'
import type { LossLedger, PictureSource } from '../../conversion.ts'
import type { NoteNames } from './note-names.ts'
import type { Flavour, Token } from './tokens.ts'

/** What one reading of a text shares between its parts. */
export interface Reading {
  readonly flavour: Flavour
  readonly losses: LossLedger
  readonly picture: PictureSource
  /** Every picture found, by hash. */
  readonly assets: Map<string, Asset>
  readonly notes: NoteNames
  /** Notes in the order in which they are written, definitions and `^[text]` alike. */
  readonly footnotes: NodeJson[]
  /** Pictures that the writer marked as inline, so that they are no figures though they stand alone. */
  readonly inlineImages: WeakSet<NodeJson>
  /** Bare `https://…` becomes a link. */
  readonly linkify: boolean
  /** HTML opens in one block and closes in another, so that only an HTML reader can say what it means. */
  unbalanced: boolean
  /** Elements nest deeper than a body may. */
  tooDeep: boolean
  /** What the HTML importer refused. */
  problem: Problem | null
  /** Reads the HTML that some tokens stand for. */
  readonly island: (tokens: readonly Token[], reading: Reading) => readonly NodeJson[]
  /** The same for inline content. */
  readonly inlineIsland: (children: readonly Token[], reading: Reading) => readonly NodeJson[]
}

/** The address of a picture for the body: a known picture's `asset:…`, a kept address, or '' with a loss. */
export function pictureAddress(address: string, reading: Reading): string {
  if (address === '') return ''
  const asset = reading.picture(address)
  if (asset) {
    reading.assets.set(asset.hash, asset)
    return assetSrc(asset.hash)
  }
  const kept = normalisePictureSrc(address)
  if (kept !== null) return kept
  reading.losses.add(
    'unsafe-picture',
    'A picture with an address that is not allowed was left out; its description is kept.',
    address.slice(0, 80),
  )
  return ''
}

/** A link's address for the body, or null with a loss where it may not be kept. */
export function linkAddress(address: string, reading: Reading): string | null {
  const href = normaliseHref(address)
  if (href === null)
    reading.losses.add(
      'unsafe-link',
      'A link to an address that is not allowed was dropped; its text is kept.',
      address.slice(0, 80),
    )
  return href
}
