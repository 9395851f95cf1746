import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

/** Deflates a text again and again, as it grows. */
export interface DeflatedPieces {
  /** A raw deflate stream (RFC 1951) of the bytes, in pieces. */
  deflate(bytes: Uint8Array): Promise<readonly Uint8Array[]>
}

/** Least length of a piece in bytes: long enough to deflate well. */
const LEAST = 16 * 1024
/** From there on, one delimiter in so many ends it. */
const ONE_IN = 32
/** Bytes behind a delimiter that decide. */
const LOOK = 64
/** Level 3 takes a fifth of the time of level 6 and leaves prose a sixth larger. */
const OPTIONS = { level: 3, finishFlush: constants.Z_SYNC_FLUSH }
/** A piece of the last bytes with what was made of it. */
interface Deflated {
  readonly piece: Buffer
  readonly stream: Promise<Uint8Array>
}

/** An empty last block. */
const END = Uint8Array.of(3, 0)

const deflated = promisify(deflateRaw)

/**
 * Remembers how the pieces of the last bytes were deflated, so that a save after one more word deflates one piece of a long text and not all of it.
 * Pieces end where the bytes that follow say so, and only before a `delimiter` (one character): what is put in early moves no later end.
 */
export function deflatedPieces(delimiter: string): DeflatedPieces {
  let known = new Map<number, Deflated>()
  return {
    async deflate(bytes) {
      const now = new Map<number, Deflated>()
      const pieces = cut(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), delimiter).map((piece) => {
        const key = crc32(piece)
        const before = [now.get(key), known.get(key)].find((one) => one?.piece.equals(piece))
        const stream = before?.stream ?? deflated(piece, OPTIONS)
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

function cut(bytes: Buffer, delimiter: string): readonly Buffer[] {
  const pieces: Buffer[] = []
  let start = 0
  for (let at = bytes.indexOf(delimiter, LEAST); at >= 0; ) {
    const isEnd = sumOf(bytes, at) % ONE_IN === 0
    if (isEnd) {
      pieces.push(bytes.subarray(start, at))
      start = at
    }
    at = bytes.indexOf(delimiter, at + (isEnd ? LEAST : 1))
  }
  pieces.push(bytes.subarray(start))
  return pieces
}

/** A number that depends on all of the bytes that follow a place, for the eye of nobody. */
function sumOf(bytes: Buffer, at: number): number {
  let sum = 0
  for (let index = at, end = Math.min(bytes.length, at + LOOK); index < end; index++)
    sum = (Math.imul(sum, 31) + (bytes[index] as number)) >>> 0
  return sum >>> 7
}
