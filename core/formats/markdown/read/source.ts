import type { NodeJson } from '../../../essay/json.ts'
import type { Piece } from './pieces.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

/** The tokens being read, with what is known of their pairs. */
export interface Source {
  readonly tokens: readonly Token[]
  /** For each opening token the index of its closing one. */
  readonly closeOf: Int32Array
  readonly reading: Reading
  /** Reads pieces in order; an attribution can come out as the last block. `depth` counts containers. */
  readonly blocks: (pieces: readonly Piece[], depth: number) => readonly NodeJson[]
}
