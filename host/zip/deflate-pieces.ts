import { promisify } from 'node:util'
import { constants, deflateRaw } from 'node:zlib'
import { bytesOfParts } from '../text-parts.ts'

/** Deflates a text again and again, as it grows. */
export interface DeflatedPieces {
  /** A raw deflate stream (RFC 1951) of the UTF-8 of a text in parts, in pieces. */
  deflate(parts: readonly string[]): Promise<readonly Uint8Array[]>
}

/** Least length of a piece in characters: long enough to deflate well. */
const LEAST = 16 * 1024
/** From there on, one part in so many ends it. */
const ONE_IN = 8
/** Characters of a part that decide. */
const LOOK = 64
/** Parts below so many characters, such as a comma between two blocks, end nothing. */
const SHORT = 8
/** Level 3 takes a fifth of the time of level 6 and leaves prose a sixth larger. */
const OPTIONS = { level: 3, finishFlush: constants.Z_SYNC_FLUSH }
/** A piece of the last text with what was made of it. */
interface Deflated {
  readonly piece: readonly string[]
  readonly stream: Promise<Uint8Array>
}

/** An empty last block. */
const END = Uint8Array.of(3, 0)

const deflated = promisify(deflateRaw)

/**
 * Remembers how the pieces of the last text were deflated, so that a save after one more word deflates one piece of a long text and not all of it.
 * Pieces end between two parts, where the part that follows says so: what is put in early moves no later end. A piece is known again by its parts, which
 * costs next to nothing where they are the very same strings.
 */
export function deflatedPieces(): DeflatedPieces {
  let known = new Map<string, Deflated>()
  return {
    async deflate(parts) {
      const now = new Map<string, Deflated>()
      const pieces = cut(parts).map((piece) => {
        // Two pieces may begin with the same part: then one of them is deflated each time.
        const key = piece.find((part) => part.length >= SHORT) ?? ''
        const before = [now.get(key), known.get(key)].find((one) => one && isSame(one.piece, piece))
        const stream = before?.stream ?? deflated(bytesOfParts(piece), OPTIONS)
        now.set(key, { piece, stream })
        return stream
      })
      const streams = await Promise.all(pieces)
      // Only now: what could not be deflated is tried again by the next save.
      known = now
      return [...streams, END]
    },
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index])
}

function cut(parts: readonly string[]): readonly (readonly string[])[] {
  const pieces: (readonly string[])[] = []
  let start = 0
  let length = 0
  parts.forEach((part, index) => {
    if (length >= LEAST && part.length >= SHORT && sumOf(part) % ONE_IN === 0) {
      pieces.push(parts.slice(start, index))
      start = index
      length = 0
    }
    length += part.length
  })
  pieces.push(parts.slice(start))
  return pieces
}

/** A number that depends on the characters in the middle of a part (many begin and end alike), for the eye of nobody. */
function sumOf(part: string): number {
  let sum = 0
  const start = Math.max(0, (part.length - LOOK) >> 1)
  for (let index = start, end = Math.min(part.length, start + LOOK); index < end; index++)
    sum = (Math.imul(sum, 31) + part.charCodeAt(index)) >>> 0
  return sum >>> 7
}
