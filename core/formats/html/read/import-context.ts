import type { Asset } from '../../../essay/essay.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { LossLedger, type PictureSource } from '../../conversion.ts'

/**
 * What every step of one import shares: where pictures come from, where losses go, and how literally the markup is to be taken.
 */
export interface ImportContext {
  readonly picture: PictureSource
  readonly losses: LossLedger
  /**
   * True where empty paragraphs, breaks at the end of a line, `dir="ltr"` and a picture alone in a paragraph are meant as written: Galley's own
   * HTML, and HTML inside Markdown. False for the web, where they are by-products of an editor.
   */
  readonly faithful: boolean
  /** True for a page that Galley wrote (core/formats/html/write/README.md); then `faithful` is true as well. */
  readonly own: boolean
  /** Language of the whole text (BCP 47), or ''. In foreign markup a block's or word's own language is kept only where it differs. */
  readonly language: string
  /** True where credits among a page's paragraphs are to stay there (credit-paragraphs.ts). */
  readonly asItStands: boolean
  /** Every picture that was found, by hash: what the essay's `assets` must list. Filled by the import. */
  readonly assets: Map<string, Asset>
  /** Notes by id, each a `footnote` node, in the order in which they were met. Filled by the import; `hastToBody` puts them at the end. */
  readonly notes: Map<string, NodeJson>
}

/** A context with nothing found and nothing lost. */
export function importContext(
  picture: PictureSource,
  more: {
    readonly faithful?: boolean
    readonly own?: boolean
    readonly language?: string
    readonly asItStands?: boolean
    readonly losses?: LossLedger
    readonly assets?: Map<string, Asset>
  } = {},
): ImportContext {
  return {
    picture,
    losses: more.losses ?? new LossLedger(),
    faithful: more.faithful ?? more.own ?? false,
    own: more.own ?? false,
    language: more.language ?? '',
    asItStands: more.asItStands ?? false,
    assets: more.assets ?? new Map(),
    notes: new Map(),
  }
}
