import { crc32, inflateSync } from 'node:zlib'
import {
  type CleanPicture,
  damaged,
  hasAscii,
  isFault,
  type PictureFault,
  type PictureFormat,
  type PictureSize,
  turned,
  viewOf,
} from './clean-picture.ts'
import { blankExifLocation } from './exif.ts'
import { blankXmpLocation } from './xmp.ts'

interface Chunk {
  readonly type: string
  /** The whole chunk: length, type, data, checksum. */
  readonly bytes: Uint8Array
  readonly data: Uint8Array
}

const SIGNATURE = 8
const TEXT_CHUNKS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt'])
const LONGEST_TEXT = 4 * 1024 * 1024

/** PNG (W3C PNG, third edition), animated ones included. What stands behind the last chunk is cut off. */
export const png: PictureFormat = { mime: 'image/png', size: readSize, clean }

function readSize(bytes: Uint8Array): PictureSize | PictureFault {
  if (bytes.length < 33 || !hasAscii(bytes, 12, 'IHDR')) return damaged()
  const view = viewOf(bytes)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function clean(input: Uint8Array): CleanPicture | PictureFault {
  const size = readSize(input)
  if (isFault(size)) return size
  const bytes = input.slice()
  const chunks = readChunks(bytes)
  if (chunks === null) return damaged()
  let locationRemoved = false
  let orientation = 1
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE)]
  for (const chunk of chunks) {
    let out = chunk.bytes
    if (chunk.type === 'eXIf') {
      const findings = blankExifLocation(chunk.data)
      orientation = findings.orientation
      locationRemoved ||= findings.hadLocation
      sign(chunk)
    } else if (TEXT_CHUNKS.has(chunk.type)) {
      const cleaned = cleanText(chunk)
      locationRemoved ||= cleaned.hadLocation
      out = cleaned.bytes
    }
    kept.push(out)
  }
  return { ...turned(size, orientation), bytes: new Uint8Array(Buffer.concat(kept)), locationRemoved }
}

/** All chunks up to IEND, their checksums right; null for anything else. */
function readChunks(bytes: Uint8Array): readonly Chunk[] | null {
  const view = viewOf(bytes)
  const chunks: Chunk[] = []
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) return null
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    chunks.push({ type, bytes: bytes.subarray(at, end), data: bytes.subarray(at + 8, end - 4) })
    at = end
    if (type === 'IEND') return chunks.some((chunk) => chunk.type === 'IDAT') ? chunks : null
  }
  return null
}

/** Writes the checksum of a chunk that was changed. */
function sign(chunk: Pick<Chunk, 'bytes'>): void {
  const end = chunk.bytes.length - 4
  viewOf(chunk.bytes).setUint32(end, crc32(chunk.bytes.subarray(4, end)))
}

/** A text chunk without the place it names: edited where it is plain XMP, dropped where it is a packed profile that names one. */
function cleanText(chunk: Chunk): { readonly bytes: Uint8Array; readonly hadLocation: boolean } {
  const dropped = { bytes: new Uint8Array(), hadLocation: true }
  const end = chunk.data.indexOf(0)
  if (end < 0) return { bytes: chunk.bytes, hadLocation: false }
  const keyword = Buffer.from(chunk.data.subarray(0, end)).toString('latin1')
  if (/gps/i.test(keyword)) return dropped
  const isXmp = keyword === 'XML:com.adobe.xmp'
  // ImageMagick and others keep whole profiles as hexadecimal text under this keyword.
  const isProfile = /^raw profile type (?:exif|app1|xmp)$/i.test(keyword)
  if (!isXmp && !isProfile) return { bytes: chunk.bytes, hadLocation: false }
  const text = textOf(chunk, end)
  if (isProfile) {
    if (text === null) return dropped
    const hex = Buffer.from(
      Buffer.from(text)
        .toString('latin1')
        .replace(/^\s*\w+\s+\d+\s/, '')
        .replace(/\s+/g, ''),
      'hex',
    )
    const profile = new Uint8Array(hex)
    const tiff = hasAscii(profile, 0, 'Exif\0\0') ? profile.subarray(6) : profile
    return blankExifLocation(tiff).hadLocation || blankXmpLocation(profile)
      ? dropped
      : { bytes: chunk.bytes, hadLocation: false }
  }
  if (text === null) return dropped
  if (!blankXmpLocation(text)) return { bytes: chunk.bytes, hadLocation: false }
  const data = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), text])
  const bytes = new Uint8Array(12 + data.length)
  viewOf(bytes).setUint32(0, data.length)
  bytes.set(Buffer.from('iTXt', 'latin1'), 4)
  bytes.set(data, 8)
  sign({ bytes })
  return { bytes, hadLocation: true }
}

/** The text of a chunk whose keyword ends at `end`, unpacked; null where it cannot be had. */
function textOf(chunk: Chunk, end: number): Uint8Array | null {
  const { data, type } = chunk
  if (type === 'tEXt') return data.slice(end + 1)
  let start = end + 2
  let packed = true
  if (type === 'iTXt') {
    packed = data[end + 1] === 1
    const language = data.indexOf(0, end + 3)
    const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
    if (translated < 0) return null
    start = translated + 1
  }
  if (!packed) return data.slice(start)
  try {
    return new Uint8Array(inflateSync(data.subarray(start), { maxOutputLength: LONGEST_TEXT }))
  } catch {
    return null
  }
}
