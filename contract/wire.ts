import type { EssayChange, EssayRef } from './host.ts'
import { MOST_BYTES } from './limits.ts'

/**
 * How an operation's input and its Result travel as text between a page and the loopback host. JSON, with one addition:
 * bytes are `{"$bytes":"<base64, RFC 4648 section 4>"}`. A key of a value that itself begins with `$` gets a second `$`, so
 * that no essay can be mistaken for bytes. Both sides use this file; nothing else may read or write the wire.
 */

/** What the loopback host tells a page unasked: one JSON object a line, over one answer that stays open. */
export type HostEvent =
  /** the host is there; nothing to do. Also sent now and then, so that a dead connection is noticed. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'show-essay'; readonly essay: EssayRef }
  | { readonly kind: 'essay-changed'; readonly change: EssayChange }
  /** a newer tab took this place; ask again when this tab is looked at */
  | { readonly kind: 'replaced' }

/** Most bytes of one request: one file at the contract's cap as base64 (4 characters for 3 bytes), and room for its fields. */
export const MOST_WIRE_BYTES = Math.ceil(MOST_BYTES / 3) * 4 + 1024 * 1024

/** Deepest nesting on the wire; above the essay reader's own limit (core/essay/scan-json.ts), so that one names the place. */
const MOST_DEPTH = 1_000
/** Bytes per `String.fromCharCode` call: a multiple of 3, small enough for an argument list. */
const SLICE = 0x3000

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const LETTERS = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0))
const VALUES = new Uint8Array(128).fill(255)
LETTERS.forEach((code, value) => {
  VALUES[code] = value
})
const PADDING = '='.charCodeAt(0)

/**
 * The text of a value made of plain objects, arrays, strings, finite numbers, booleans, null and Uint8Array. Fields that
 * are undefined are left out, as in JSON. Throws a RangeError when it is nested deeper than the wire allows.
 */
export function encodeWire(value: unknown): string {
  return JSON.stringify(outward(value, 0))
}

/** The value of a text that `encodeWire` wrote. Throws a SyntaxError naming what is wrong for any other text. */
export function decodeWire(text: string): unknown {
  return inward(JSON.parse(text), 0)
}

function outward(value: unknown, depth: number): unknown {
  if (depth > MOST_DEPTH) throw new RangeError(`nested deeper than ${MOST_DEPTH} levels`)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return { $bytes: toBase64(value) }
  if (Array.isArray(value)) return value.map((item) => outward(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.startsWith('$') ? `$${key}` : key, outward(item, depth + 1)]),
  )
}

function inward(value: unknown, depth: number): unknown {
  if (depth > MOST_DEPTH) throw new SyntaxError(`nested deeper than ${MOST_DEPTH} levels`)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => inward(item, depth + 1))
  const entries = Object.entries(value)
  const [first] = entries
  if (first?.[0] === '$bytes') {
    if (entries.length !== 1 || typeof first[1] !== 'string')
      throw new SyntaxError('$bytes stands alone and holds a string')
    return fromBase64(first[1])
  }
  return Object.fromEntries(
    entries.map(([key, item]) => {
      if (key === '__proto__') throw new SyntaxError('__proto__ is no field')
      if (key.startsWith('$') && !key.startsWith('$$')) throw new SyntaxError('a field of the wire that is not known')
      return [key.startsWith('$') ? key.slice(1) : key, inward(item, depth + 1)]
    }),
  )
}

/** Base64 (RFC 4648 section 4, padded) of bytes. By hand, because neither Buffer nor btoa exists on both sides. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let start = 0; start < bytes.length; start += SLICE) {
    const end = Math.min(start + SLICE, bytes.length)
    const codes = new Uint8Array(Math.ceil((end - start) / 3) * 4).fill(PADDING)
    for (let from = start, to = 0; from < end; from += 3, to += 4) {
      const rest = end - from
      const group =
        (at(bytes, from) << 16) | (rest > 1 ? at(bytes, from + 1) << 8 : 0) | (rest > 2 ? at(bytes, from + 2) : 0)
      codes[to] = at(LETTERS, group >> 18)
      codes[to + 1] = at(LETTERS, (group >> 12) & 63)
      if (rest > 1) codes[to + 2] = at(LETTERS, (group >> 6) & 63)
      if (rest > 2) codes[to + 3] = at(LETTERS, group & 63)
    }
    // Not spread: iterating a typed array is several times slower.
    pieces.push(Reflect.apply(String.fromCharCode, null, codes))
  }
  return pieces.join('')
}

/** The bytes of padded base64. Throws a SyntaxError for anything that `toBase64` would not have written. */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  if (text.length % 4 !== 0) throw new SyntaxError('base64 whose length is not a multiple of four')
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const letters = text.length - padding
  let group = 0
  let filled = 0
  let to = 0
  for (let from = 0; from < letters; from++) {
    const value = VALUES[text.charCodeAt(from)] ?? 255
    if (value === 255) throw new SyntaxError('a character that is not base64')
    group = ((group << 6) | value) & 0xffffff
    filled += 6
    if (filled >= 8) {
      filled -= 8
      bytes[to++] = (group >> filled) & 255
    }
  }
  if ((group & ((1 << filled) - 1)) !== 0) throw new SyntaxError('base64 with stray bits at its end')
  return bytes
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] as number
}
