import {
  type CleanPicture,
  damaged,
  hasAscii,
  isFault,
  type PictureFault,
  type PictureFormat,
  type PictureSize,
  viewOf,
} from './clean-picture.ts'
import { blankXmpLocation } from './xmp.ts'

const HEADER = 13
const [EXTENSION, IMAGE, TRAILER, APPLICATION] = [0x21, 0x2c, 0x3b, 0xff] as const

/** GIF (87a and 89a), animated ones included. What stands behind the trailer is cut off. */
export const gif: PictureFormat = { mime: 'image/gif', size: readSize, clean }

function readSize(bytes: Uint8Array): PictureSize | PictureFault {
  if (bytes.length < HEADER) return damaged()
  const view = viewOf(bytes)
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function clean(input: Uint8Array): CleanPicture | PictureFault {
  const size = readSize(input)
  if (isFault(size)) return size
  const bytes = input.slice()
  let locationRemoved = false
  let images = 0
  let at = HEADER + colourTable(bytes[10] ?? 0)
  while (at < bytes.length && bytes[at] !== TRAILER) {
    const block = bytes[at]
    const start = at
    if (block === IMAGE) {
      if (at + 10 > bytes.length) return damaged()
      images++
      // The descriptor, its colour table, and one byte of code size before the data.
      at = endOfBlocks(bytes, at + 10 + colourTable(bytes[at + 9] ?? 0) + 1)
    } else if (block === EXTENSION) {
      at = endOfBlocks(bytes, at + 2)
      const isXmp = bytes[start + 1] === APPLICATION && hasAscii(bytes, start + 3, 'XMP DataXMP')
      if (isXmp && at > 0) {
        if (blankXmpLocation(bytes.subarray(start + 14, at))) locationRemoved = true
        // The packet's own bytes serve as block lengths, so a reader of the blanked one must come out at the same place.
        if (endOfBlocks(bytes, start + 2) !== at) return damaged('holds metadata that cannot be read')
      }
    } else {
      return damaged()
    }
    if (at < 0) return damaged()
  }
  if (images === 0) return damaged('holds no picture')
  const end = at < bytes.length ? at + 1 : bytes.length
  return { ...size, bytes: bytes.slice(0, end), locationRemoved }
}

function colourTable(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

/** Behind the empty block that ends a run of blocks, or -1. */
function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length) {
    const length = bytes[at] as number
    at += 1 + length
    if (length === 0) return at
  }
  return -1
}
