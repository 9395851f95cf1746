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
import { blankExifLocation, exifOrientation } from './exif.ts'
import { blankXmpLocation } from './xmp.ts'

/** A piece of the file: a marker with its payload and, after a start of scan, the coded data. */
interface Segment {
  readonly marker: number
  readonly start: number
  readonly end: number
  /** The payload behind marker and length. */
  readonly data: Uint8Array
}

const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const XMP_EXTENSION = 'http://ns.adobe.com/xmp/extension/\0'
const MULTI_PICTURE = 'MPF\0'
const [SOI, EOI, SOS, APP1, APP2, APP13] = [0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xed] as const

/**
 * JPEG (ITU-T T.81). What stands behind the end of the picture is cut off: phones hide further pictures and films there, each with a
 * place of its own.
 */
export const jpeg: PictureFormat = { mime: 'image/jpeg', size: readSize, clean }

function readSize(bytes: Uint8Array): PictureSize | PictureFault {
  let orientation = 1
  for (const segment of segments(bytes, { coded: false })) {
    if (isFault(segment)) return segment
    if (segment.marker === APP1 && hasAscii(segment.data, 0, EXIF))
      orientation = exifOrientation(segment.data.subarray(6))
    if (isFrame(segment.marker)) {
      if (segment.data.length < 6) return damaged()
      const view = viewOf(segment.data)
      return turned({ width: view.getUint16(3), height: view.getUint16(1) }, orientation)
    }
  }
  return damaged('has no size: it is damaged or cut short')
}

function clean(input: Uint8Array): CleanPicture | PictureFault {
  const bytes = input.slice()
  const found: Segment[] = []
  for (const segment of segments(bytes, { coded: true })) {
    if (isFault(segment)) return segment
    found.push(segment)
  }
  const last = found.at(-1)
  if (last?.marker !== EOI) return damaged()
  let locationRemoved = false
  const note = (had: boolean) => {
    if (had) locationRemoved = true
    return had
  }
  const extension = found.filter((segment) => segment.marker === APP1 && hasAscii(segment.data, 0, XMP_EXTENSION))
  // A long packet goes on from segment to segment, so it is judged as a whole and dropped as a whole.
  const dropsExtension = note(
    /gps/i.test(
      extension
        .map((segment) => Buffer.from(segment.data.subarray(XMP_EXTENSION.length + 40)).toString('latin1'))
        .join(''),
    ),
  )
  const behind = bytes.subarray(last.end)
  note(namesPlace(behind))
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  for (const segment of found) {
    const { marker, data } = segment
    if (marker === APP1 && hasAscii(data, 0, EXIF)) note(blankExifLocation(data.subarray(EXIF.length)).hadLocation)
    else if (marker === APP1 && hasAscii(data, 0, XMP)) note(blankXmpLocation(data.subarray(XMP.length)))
    else if (dropsExtension && extension.includes(segment)) continue
    // The index of the pictures behind the end, which are cut off.
    else if (marker === APP2 && hasAscii(data, 0, MULTI_PICTURE) && behind.length > 0) continue
    else if (marker === APP13 && note(namesPlace(data))) continue
    kept.push(bytes.subarray(segment.start, segment.end))
  }
  const cleaned = new Uint8Array(Buffer.concat(kept))
  const size = readSize(cleaned)
  return isFault(size) ? size : { ...size, bytes: cleaned, locationRemoved }
}

/** Walks the markers; `coded: false` stops before the coded data and does not ask for an end. */
function* segments(bytes: Uint8Array, want: { readonly coded: boolean }): Generator<Segment | PictureFault> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const view = viewOf(bytes)
  let at = 2
  while (at + 2 <= bytes.length) {
    const start = at
    if (bytes[at] !== 0xff) {
      yield damaged()
      return
    }
    // Any number of 0xFF may fill the space before a marker.
    while (bytes[at + 1] === 0xff) at++
    const marker = bytes[at + 1] ?? 0
    if (marker === EOI) {
      yield { marker, start, end: at + 2, data: new Uint8Array() }
      return
    }
    if (marker === SOI || marker === 0 || at + 4 > bytes.length) {
      yield damaged()
      return
    }
    const length = view.getUint16(at + 2)
    let end = at + 2 + length
    if (length < 2 || end > bytes.length) {
      yield damaged()
      return
    }
    const data = bytes.subarray(at + 4, end)
    if (marker === SOS) {
      if (!want.coded) return
      end = endOfScan(buffer, end)
    }
    yield { marker, start, end, data }
    at = end
  }
}

/** The next 0xFF that begins a real marker: neither a stuffed byte nor a restart. */
function endOfScan(buffer: Buffer, from: number): number {
  for (let at = buffer.indexOf(0xff, from); at >= 0; at = buffer.indexOf(0xff, at + 2)) {
    const next = buffer[at + 1]
    if (next === undefined) break
    if (next === 0xff) {
      at--
      continue
    }
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return buffer.length
}

/** Start of frame of any coding; C4, C8 and CC are other things. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Whether EXIF, XMP or film metadata somewhere in these bytes names a place. Works on a copy. */
function namesPlace(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  const copy = Buffer.from(bytes)
  for (const mark of ['II*\0', 'MM\0*']) {
    for (
      let at = copy.indexOf(mark, 0, 'latin1'), tries = 0;
      at >= 0 && tries < 100;
      at = copy.indexOf(mark, at + 4, 'latin1'), tries++
    )
      if (blankExifLocation(copy.subarray(at)).hadLocation) return true
  }
  return /gps(?:lat|lon)|\xa9xyz/i.test(copy.toString('latin1'))
}
