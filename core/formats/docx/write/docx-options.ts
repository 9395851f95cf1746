import type { Asset } from '../../../essay/essay.ts'
import type { NotesPlace } from '../../../publication/notes-place.ts'
import type { Wording } from '../../../publication/wording.ts'

/** How an essay is written as DOCX. */
export interface DocxOptions {
  /** `reading`: set to be read. `manuscript`: the manuscript format of shunn.net (2021, modern): 12 points, double spaced, half-inch indents. */
  readonly kind: 'reading' | 'manuscript'
  /**
   * True for a blind submission: no byline, contact block, biographies or credits, and no name in the header. The essay's own text is
   * written as it is; core/publication/anonymous.ts takes names out of it first.
   */
  readonly anonymous: boolean
  /** Where notes stand: below their page, as usual, or behind the text. */
  readonly notes?: NotesPlace
  /** The words of the essay's language, where the caller has its own; else the usual ones. */
  readonly wording?: Wording
  /** The bytes of a picture, or null where nobody has them: then its description stands in its place. */
  readonly picture: (asset: Asset) => Uint8Array | null
}
