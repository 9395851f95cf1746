import {
  type CleanPicture,
  damaged,
  isFault,
  type PictureFault,
  type PictureFormat,
  type PictureSize,
  viewOf,
} from './clean-picture.ts'
import { blankExifLocation } from './exif.ts'
import { blankXmpLocation } from './xmp.ts'

interface Box {
  readonly type: string
  /** Offsets of the content in the file. */
  readonly start: number
  readonly end: number
}

interface Item {
  readonly id: number
  readonly type: string
  readonly contentType: string
}

const MOST_BOXES = 10_000

/** AVIF (AOMedia AVIF 1.1 over ISO/IEC 14496-12 and 23008-12). Sizes stand in its item properties; EXIF and XMP are items of their own. */
export const avif: PictureFormat = { mime: 'image/avif', size: readSize, clean }

function readSize(bytes: Uint8Array): PictureSize | PictureFault {
  const meta = metaOf(bytes)
  if (meta === null) return damaged()
  const view = viewOf(bytes)
  const pitm = meta.find((box) => box.type === 'pitm')
  const iprp = meta.find((box) => box.type === 'iprp')
  if (!pitm || !iprp || pitm.end - pitm.start < 6) return damaged()
  const primary =
    bytes[pitm.start] === 0 || pitm.end - pitm.start < 8
      ? view.getUint16(pitm.start + 4)
      : view.getUint32(pitm.start + 4)
  const parts = boxesIn(bytes, iprp.start, iprp.end) ?? []
  const ipco = parts.find((box) => box.type === 'ipco')
  const properties = ipco ? (boxesIn(bytes, ipco.start, ipco.end) ?? []) : []
  const own = parts
    .filter((box) => box.type === 'ipma')
    .flatMap((box) => associationsOf(bytes, box, primary))
    .flatMap((index) => properties[index - 1] ?? [])
  const extent = own.find((box) => box.type === 'ispe' && box.end - box.start >= 12)
  if (extent === undefined) return damaged()
  const turn = own.find((box) => box.type === 'irot' && box.end > box.start)
  const size = { width: view.getUint32(extent.start + 4), height: view.getUint32(extent.start + 8) }
  return turn && (bytes[turn.start] ?? 0) % 2 === 1 ? { width: size.height, height: size.width } : size
}

function clean(input: Uint8Array): CleanPicture | PictureFault {
  const size = readSize(input)
  if (isFault(size)) return size
  const bytes = input.slice()
  const top = boxesIn(bytes, 0, bytes.length)
  const meta = metaOf(bytes)
  if (top === null || meta === null) return damaged()
  let locationRemoved = false
  const idat = meta.find((box) => box.type === 'idat')
  const places = placesOf(bytes, meta)
  for (const item of itemsOf(bytes, meta)) {
    const isExif = item.type === 'Exif'
    const isXmp = item.type === 'mime' && item.contentType === 'application/rdf+xml'
    if (!isExif && !isXmp) continue
    for (const place of places.get(item.id) ?? []) {
      const start = place.inMeta ? (idat?.start ?? bytes.length) + place.offset : place.offset
      const end = place.length === 0 ? bytes.length : start + place.length
      if (start > bytes.length || end > bytes.length) return damaged()
      const data = bytes.subarray(start, end)
      if (isXmp) locationRemoved = blankXmpLocation(data) || locationRemoved
      else if (data.length > 4) {
        // The block begins with the distance to the TIFF header.
        const tiff = data.subarray(4 + viewOf(data).getUint32(0))
        locationRemoved = blankExifLocation(tiff).hadLocation || locationRemoved
      }
    }
  }
  return { ...size, bytes, locationRemoved }
}

/** The boxes inside the file's meta box, or null. */
function metaOf(bytes: Uint8Array): readonly Box[] | null {
  const meta = boxesIn(bytes, 0, bytes.length)?.find((box) => box.type === 'meta')
  return meta ? boxesIn(bytes, meta.start + 4, meta.end) : null
}

/** The boxes that fill a range; null where they do not. */
function boxesIn(bytes: Uint8Array, from: number, to: number): readonly Box[] | null {
  const view = viewOf(bytes)
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    if (boxes.length >= MOST_BOXES) return null
    let length = view.getUint32(at)
    let head = 8
    if (length === 1) {
      if (at + 16 > to || view.getUint32(at + 8) !== 0) return null
      length = view.getUint32(at + 12)
      head = 16
    } else if (length === 0) length = to - at
    if (length < head || at + length > to) return null
    boxes.push({ type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), start: at + head, end: at + length })
    at += length
  }
  return at === to ? boxes : null
}

/** Indexes (from 1) of the properties of one item, from an ipma box. */
function associationsOf(bytes: Uint8Array, box: Box, item: number): readonly number[] {
  const reader = readerOf(bytes, box)
  const version = reader.number(1)
  const wide = (reader.number(3) & 1) === 1
  const found: number[] = []
  for (let count = reader.number(4); count > 0 && !reader.done(); count--) {
    const id = reader.number(version === 0 ? 2 : 4)
    for (let left = reader.number(1); left > 0 && !reader.done(); left--) {
      const index = wide ? reader.number(2) & 0x7fff : reader.number(1) & 0x7f
      if (id === item) found.push(index)
    }
  }
  return found
}

/** The items by their entries in iinf. */
function itemsOf(bytes: Uint8Array, meta: readonly Box[]): readonly Item[] {
  const iinf = meta.find((box) => box.type === 'iinf')
  if (!iinf) return []
  const head = 4 + (bytes[iinf.start] === 0 ? 2 : 4)
  const entries = (iinf.start + head <= iinf.end ? boxesIn(bytes, iinf.start + head, iinf.end) : null) ?? []
  return entries.flatMap((box) => {
    const reader = readerOf(bytes, box)
    const version = reader.number(1)
    reader.number(3)
    if (box.type !== 'infe' || version < 2) return []
    const id = reader.number(version === 2 ? 2 : 4)
    reader.number(2)
    const type = reader.ascii(4)
    reader.string()
    return [{ id, type, contentType: type === 'mime' ? reader.string() : '' }]
  })
}

interface Place {
  readonly inMeta: boolean
  readonly offset: number
  /** 0: to the end of the file. */
  readonly length: number
}

/** Where the items' bytes lie, from iloc. */
function placesOf(bytes: Uint8Array, meta: readonly Box[]): ReadonlyMap<number, readonly Place[]> {
  const places = new Map<number, Place[]>()
  const iloc = meta.find((box) => box.type === 'iloc')
  if (!iloc) return places
  const reader = readerOf(bytes, iloc)
  const version = reader.number(1)
  reader.number(3)
  const sizes = reader.number(2)
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version === 0 ? 0 : sizes & 15
  for (let count = reader.number(version < 2 ? 2 : 4); count > 0 && !reader.done(); count--) {
    const id = reader.number(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : reader.number(2) & 15
    reader.number(2)
    const base = reader.number(baseSize)
    const own: Place[] = []
    for (let left = reader.number(2); left > 0 && !reader.done(); left--) {
      reader.number(indexSize)
      const offset = base + reader.number(offsetSize)
      own.push({ inMeta: method === 1, offset, length: reader.number(lengthSize) })
    }
    // Method 2 builds an item from other items; metadata is never kept so.
    if (method < 2) places.set(id, own)
  }
  return places
}

/** Reads a box from its start; beyond its end everything is 0 or ''. */
function readerOf(bytes: Uint8Array, box: Box) {
  let at = box.start
  return {
    number(size: number): number {
      let value = 0
      for (let index = 0; index < size; index++)
        value = value * 256 + (at + index < box.end ? (bytes[at + index] ?? 0) : 0)
      at += size
      return value
    },
    ascii(length: number): string {
      at += length
      return String.fromCharCode(...bytes.subarray(at - length, Math.min(at, box.end)))
    },
    string(): string {
      const zero = bytes.subarray(at, box.end).indexOf(0)
      const end = zero < 0 ? box.end : at + zero
      const text = Buffer.from(bytes.subarray(at, end)).toString('latin1')
      at = end + 1
      return text
    },
    done: () => at >= box.end,
  }
}
