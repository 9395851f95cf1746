import { crc32 } from 'node:zlib'

/**
 * The chain of records in a log (safety.md 3.1): `[length][number][CRC of the record before][CRC][payload]`, each head field 32 bits,
 * little-endian. The CRC (CRC-32 of zlib) covers the three fields before it and the payload; numbers count from 0. A record that was torn, changed,
 * moved or taken out ends the chain.
 */

/** Bytes before each payload. */
const HEAD = 16
/** Largest payload in bytes: a whole essay at its caps, and room. */
const LARGEST = 128 * 1024 * 1024

/** Where a chain ends, so that the next record can follow. */
export interface ChainEnd {
  /** The number of the next record. */
  readonly next: number
  /** CRC of the last record; 0 before the first. */
  readonly crc: number
}

/** The end of a chain without records. */
export const EMPTY_CHAIN: ChainEnd = { next: 0, crc: 0 }

/** The bytes of payloads as records that follow `end`, and the new end. */
export function chainRecords(
  end: ChainEnd,
  payloads: readonly Uint8Array[],
): { readonly bytes: Uint8Array; readonly end: ChainEnd } {
  const bytes = new Uint8Array(payloads.reduce((sum, payload) => sum + HEAD + payload.length, 0))
  const view = new DataView(bytes.buffer)
  let { next, crc } = end
  let at = 0
  for (const payload of payloads) {
    view.setUint32(at, payload.length, true)
    view.setUint32(at + 4, next, true)
    view.setUint32(at + 8, crc, true)
    crc = crc32(payload, crc32(bytes.subarray(at, at + 12)))
    view.setUint32(at + 12, crc, true)
    bytes.set(payload, at + HEAD)
    at += HEAD + payload.length
    next++
  }
  return { bytes, end: { next, crc } }
}

/** The payloads of the longest valid prefix (views into `bytes`), where each ends, and how many bytes the prefix has. */
export function readRecords(bytes: Uint8Array): {
  readonly payloads: readonly Uint8Array[]
  readonly ends: readonly number[]
  readonly validBytes: number
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const payloads: Uint8Array[] = []
  const ends: number[] = []
  let at = 0
  let before = 0
  while (at + HEAD <= bytes.length) {
    const length = view.getUint32(at, true)
    const start = at + HEAD
    if (length > LARGEST || start + length > bytes.length) break
    if (view.getUint32(at + 4, true) !== payloads.length || view.getUint32(at + 8, true) !== before) break
    const payload = bytes.subarray(start, start + length)
    const crc = view.getUint32(at + 12, true)
    if (crc32(payload, crc32(bytes.subarray(at, at + 12))) !== crc) break
    payloads.push(payload)
    before = crc
    at = start + length
    ends.push(at)
  }
  return { payloads, ends, validBytes: at }
}
