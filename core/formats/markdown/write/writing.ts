import type { NodeJson } from '../../../essay/json.ts'
import type { Dialect } from './dialect.ts'
import type { Variant } from './variant.ts'
import type { Stage } from './write-inline.ts'

/** What one block's writing shares. */
export interface Writing {
  readonly dialect: Dialect
  /** What the consumer wants otherwise; undefined while a text is proved. */
  readonly variant?: Variant | undefined
  /** The address to write for a picture. */
  readonly address: (src: string) => string
  /** How careful the text of this textblock is to be. */
  readonly stageOf: (textblock: NodeJson) => Stage
  /** Set to false by any block whose text could be read in another way, so that it is proved by reading it back. */
  plain: boolean
}

/** Where a block stands among its siblings. */
export interface BlockPlace {
  /** How many lists of the same kind stand directly before it: they take turns with their markers. */
  readonly listTurn: 0 | 1
  /** True for the first block of a list item, which shares its line with the marker. */
  readonly afterMarker: boolean
}

/** A block that stands free. */
export const FREE: BlockPlace = { listTurn: 0, afterMarker: false }
