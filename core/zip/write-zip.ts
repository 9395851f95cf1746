import { deflateSync, strToU8 } from 'fflate'

/** One entry of a zip file to be written. A name ending in `/` is a folder and has no bytes. */
export interface ZipEntry {
  readonly name: string
  /** What it holds; text is written as UTF-8. */
  readonly bytes: Uint8Array | string
  /** Whether deflating is worth the time; pictures are packed already. */
  readonly deflate: boolean
  /** CRC-32 of `bytes`, where it is known already. */
  readonly crc?: number
  /** `bytes` as a raw deflate stream (RFC 1951) in pieces, where a quicker hand made it. */
  readonly deflated?: readonly Uint8Array[]
}

/** 1 January 1980, 00:00, as the format counts (MS-DOS): its first moment, the same in every time zone. */
const TIME = 0
const DATE = (1 << 5) | 1
/** Bit 4 of the DOS attributes: a folder. */
const FOLDER = 0x10
/** Version 2.0 of the format: folders and deflate. */
const NEEDS = 20
const NAMES_ARE_UTF8 = 1 << 11
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const LOCAL_LENGTH = 30
const CENTRAL_LENGTH = 46
const END_LENGTH = 22

/**
 * Writes a zip file (PKWARE APPNOTE 6.3.10): entries in the given order, all dated 1 January 1980, so that equal input gives equal bytes on every
 * machine and in every time zone, as long as nobody else deflated it. Names must differ. By hand, because a library would compute every picture's checksum again at each save.
 * `room` gives the bytes to write into.
 */
export function writeZip(
  entries: readonly ZipEntry[],
  room: (length: number) => Uint8Array = (length) => new Uint8Array(length),
): Uint8Array {
  const packed = entries.map((entry) => {
    const bytes = typeof entry.bytes === 'string' ? strToU8(entry.bytes) : entry.bytes
    const pieces = entry.deflate ? (entry.deflated ?? [deflateSync(bytes, { level: 6 })]) : [bytes]
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0)
    const isFolder = entry.name.endsWith('/')
    return { ...entry, name: strToU8(entry.name), bytes, pieces, size, crc: entry.crc ?? crcOf(bytes), isFolder }
  })
  const sizes = packed.map(({ name, size }) => LOCAL_LENGTH + name.length + size)
  const start = sizes.reduce((sum, size) => sum + size, 0)
  const directory = packed.reduce((sum, { name }) => sum + CENTRAL_LENGTH + name.length, 0)
  const zip = room(start + directory + END_LENGTH).fill(0)
  const view = new DataView(zip.buffer, zip.byteOffset)
  const common = (at: number, { name, size, crc, bytes, deflate }: (typeof packed)[number]): void => {
    view.setUint16(at, NEEDS, true)
    view.setUint16(at + 2, name.some((byte) => byte > 127) ? NAMES_ARE_UTF8 : 0, true)
    view.setUint16(at + 4, deflate ? 8 : 0, true)
    view.setUint16(at + 6, TIME, true)
    view.setUint16(at + 8, DATE, true)
    view.setUint32(at + 10, crc, true)
    view.setUint32(at + 14, size, true)
    view.setUint32(at + 18, bytes.length, true)
    view.setUint16(at + 22, name.length, true)
  }
  let local = 0
  let central = start
  packed.forEach((entry, index) => {
    view.setUint32(local, LOCAL, true)
    common(local + 4, entry)
    zip.set(entry.name, local + LOCAL_LENGTH)
    let at = local + LOCAL_LENGTH + entry.name.length
    for (const piece of entry.pieces) {
      zip.set(piece, at)
      at += piece.length
    }
    view.setUint32(central, CENTRAL, true)
    view.setUint16(central + 4, NEEDS, true)
    common(central + 6, entry)
    view.setUint32(central + 38, entry.isFolder ? FOLDER : 0, true)
    view.setUint32(central + 42, local, true)
    zip.set(entry.name, central + CENTRAL_LENGTH)
    local += sizes[index] as number
    central += CENTRAL_LENGTH + entry.name.length
  })
  view.setUint32(central, END, true)
  view.setUint16(central + 8, packed.length, true)
  view.setUint16(central + 10, packed.length, true)
  view.setUint32(central + 12, directory, true)
  view.setUint32(central + 16, start, true)
  return zip
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 as zip has it (ISO 3309, reflected polynomial 0xedb88320). */
function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
