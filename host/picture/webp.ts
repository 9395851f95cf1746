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
import { blankExifLocation } from './exif.ts'
import { blankXmpLocation } from './xmp.ts'

const FIRST_CHUNK = 12
const VP8L_SIGNATURE = 0x2f

/** WebP (RFC 9649), animated ones included. What stands behind the RIFF container is cut off. */
export const webp: PictureFormat = { mime: 'image/webp', size: readSize, clean }

interface Chunk {
  readonly type: string
  readonly data: Uint8Array
}

function readSize(bytes: Uint8Array): PictureSize | PictureFault {
  const chunk = chunkAt(bytes, FIRST_CHUNK, bytes.length)
  if (chunk === null) return damaged()
  const { type, data } = chunk
  const view = viewOf(data)
  if (type === 'VP8X' && data.length >= 10) return { width: 1 + threeBytes(data, 4), height: 1 + threeBytes(data, 7) }
  if (type === 'VP8 ' && data.length >= 10 && data[3] === 0x9d && data[4] === 0x01 && data[5] === 0x2a)
    return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
  if (type === 'VP8L' && data.length >= 5 && data[0] === VP8L_SIGNATURE) {
    const bits = view.getUint32(1, true)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  return damaged()
}

function clean(input: Uint8Array): CleanPicture | PictureFault {
  const size = readSize(input)
  if (isFault(size)) return size
  const end = 8 + viewOf(input).getUint32(4, true)
  if (end > input.length) return damaged()
  const bytes = input.slice(0, end)
  let locationRemoved = false
  let images = 0
  for (let at = FIRST_CHUNK; at < end; ) {
    const chunk = chunkAt(bytes, at, end)
    if (chunk === null) return damaged()
    const { type, data } = chunk
    if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') images++
    if (type === 'EXIF') {
      const tiff = hasAscii(data, 0, 'Exif\0\0') ? data.subarray(6) : data
      if (blankExifLocation(tiff).hadLocation) locationRemoved = true
    }
    if (type === 'XMP ' && blankXmpLocation(data)) locationRemoved = true
    at += 8 + data.length + (data.length % 2)
  }
  return images === 0 ? damaged('holds no picture') : { ...size, bytes, locationRemoved }
}

function chunkAt(bytes: Uint8Array, at: number, end: number): Chunk | null {
  if (at + 8 > end) return null
  const length = viewOf(bytes).getUint32(at + 4, true)
  if (at + 8 + length > end) return null
  return { type: String.fromCharCode(...bytes.subarray(at, at + 4)), data: bytes.subarray(at + 8, at + 8 + length) }
}

function threeBytes(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16)
}
