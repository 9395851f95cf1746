import type { Room } from './reused-room.ts'

/** Most bytes of UTF-8 for one UTF-16 unit. */
const WIDEST = 3

/** The UTF-8 of a text in parts, without the whole text as one string in between. No part may end within a surrogate pair. */
export function bytesOfParts(parts: readonly string[], room: Room = (length) => new Uint8Array(length)): Uint8Array {
  // To count the bytes first takes as long as writing them; what lies behind the text is never touched.
  const most = WIDEST * parts.reduce((sum, part) => sum + part.length, 0)
  const { buffer, byteOffset } = room(most)
  const bytes = Buffer.from(buffer, byteOffset, most)
  let at = 0
  for (const part of parts) at += bytes.write(part, at)
  return new Uint8Array(buffer, byteOffset, at)
}
