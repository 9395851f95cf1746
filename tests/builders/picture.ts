import { crc32, deflateSync } from 'node:zlib'

/**
 * Pictures for tests, made here: 12 × 6 pixels unless said otherwise, decodable, with as much metadata as a test asks for.
 */

/** What goes into an EXIF block. */
export interface ExifParts {
  readonly orientation?: number
  /** A place: latitude and longitude in degrees, as a phone writes them. */
  readonly place?: readonly [number, number]
  readonly littleEndian?: boolean
}

/** The camera's name in every EXIF block that is built here; it must survive. */
export const CAMERA = 'Galley Test Camera'
/** What must not be found after cleaning: the map datum stands next to the coordinates in the GPS directory. */
export const DATUM = 'GALLEY-DATUM-84'

/** A TIFF block with camera name, orientation and perhaps a GPS directory. */
export function exifBlock({ orientation, place, littleEndian = true }: ExifParts = {}): Uint8Array {
  const bytes = new Uint8Array(1_000)
  const view = new DataView(bytes.buffer)
  const ascii = (at: number, text: string) => bytes.set(Buffer.from(text, 'latin1'), at)
  const u16 = (at: number, value: number) => view.setUint16(at, value, littleEndian)
  const u32 = (at: number, value: number) => view.setUint32(at, value, littleEndian)
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    u16(at, tag)
    u16(at + 2, type)
    u32(at + 4, count)
    if (type === 3) u16(at + 8, value)
    else u32(at + 8, value)
  }
  ascii(0, littleEndian ? 'II*\0' : 'MM\0*')
  if (!littleEndian) bytes.set([0x4d, 0x4d, 0, 0x2a], 0)
  u32(4, 8)
  const entries: [number, number, number, number][] = [[0x0110, 2, CAMERA.length + 1, 200]]
  if (orientation !== undefined) entries.push([0x0112, 3, 1, orientation])
  entries.push([0x8769, 4, 1, 240])
  if (place) entries.push([0x8825, 4, 1, 300])
  u16(8, entries.length)
  for (const [index, [tag, type, count, value]] of entries.entries()) entry(10 + index * 12, tag, type, count, value)
  ascii(200, `${CAMERA}\0`)
  u16(240, 1)
  entry(242, 0x9003, 2, 20, 260)
  ascii(260, '2026:05:04 10:20:30\0')
  if (place) {
    u16(300, 6)
    entry(302, 0, 1, 4, 0x00000302)
    entry(314, 1, 2, 2, littleEndian ? 'N'.charCodeAt(0) : 'N'.charCodeAt(0) << 24)
    entry(326, 2, 5, 3, 400)
    entry(338, 3, 2, 2, littleEndian ? 'E'.charCodeAt(0) : 'E'.charCodeAt(0) << 24)
    entry(350, 4, 5, 3, 430)
    entry(362, 18, 2, DATUM.length + 1, 460)
    for (const [index, degrees] of place.entries()) {
      const at = index === 0 ? 400 : 430
      for (const [part, value] of [Math.floor(degrees), Math.floor((degrees % 1) * 60), 1234].entries()) {
        u32(at + part * 8, value)
        u32(at + part * 8 + 4, part === 2 ? 100 : 1)
      }
    }
    ascii(460, `${DATUM}\0`)
  }
  return bytes.slice(0, 500)
}

/** An XMP packet that names a title and, where asked for, a place in the ways that cameras and editors write it. */
export function xmpPacket(place: boolean): Uint8Array {
  const attributes = place ? ` exif:GPSLatitude="52,31.2N" drone:GpsLongtitude='13,24.5E'` : ''
  const elements = place
    ? '<exif:GPSAltitude>34/1</exif:GPSAltitude><p:GPSImg rdf:parseType="Resource"><a>here</a></p:GPSImg>'
    : ''
  return Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"${attributes} dc:title="Lamp"><dc:creator>Ana Li</dc:creator>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  )
}

const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/wAARCAAGAAwDAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAj/xAAZEAABBQAAAAAAAAAAAAAAAAAAAgQXUZH/xAAWAQEBAQAAAAAAAAAAAAAAAAAABwj/xAAaEQAABwAAAAAAAAAAAAAAAAAAAgUYUZHh/9oADAMBAAIRAxEAPwCJpDfUvTVLXUSS1grrjVeDXoSG+pehrqJJawHGq8GvR//Z',
  'base64',
)
const WEBP = Buffer.from(
  'UklGRlQAAABXRUJQVlA4IEgAAAAwAwCdASoMAAYAAgA0JagCdLcAlgH8AwgD9APf/A9EArXgAP73nEpAeVM/+euOGOKv7kYY4q/99pf69v/gm/QruYB7V5jaAAA=',
  'base64',
)
/** A plain AVIF. */
export const AVIF: Uint8Array = Buffer.from(
  'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAJAAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAAMAAAABgAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAACxtZGF0EgAKBRgMrrAhMhkYAAooooQAUL8dKZv1dgCQOQFw6cAqEPxA',
  'base64',
)

/** A JPEG with EXIF, XMP and bytes behind its end as asked for. */
export function jpegPicture(
  parts: { exif?: Uint8Array; xmp?: Uint8Array; segments?: readonly Uint8Array[]; behind?: Uint8Array } = {},
): Uint8Array {
  const pieces: Uint8Array[] = [JPEG.subarray(0, 2)]
  if (parts.exif) pieces.push(jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), parts.exif])))
  if (parts.xmp)
    pieces.push(jpegSegment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), parts.xmp])))
  pieces.push(...(parts.segments ?? []), JPEG.subarray(2))
  if (parts.behind) pieces.push(parts.behind)
  return new Uint8Array(Buffer.concat(pieces))
}

/** One marker segment of a JPEG. */
export function jpegSegment(marker: number, data: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** A PNG of a size, grey, with further chunks before its pixels. `tone` (0 to 255) makes pictures differ. */
export function pngPicture(
  parts: { width?: number; height?: number; tone?: number; chunks?: readonly Uint8Array[]; behind?: Uint8Array } = {},
): Uint8Array {
  const { width = 12, height = 6, tone = 128 } = parts
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const row = Buffer.alloc(width + 1, tone)
  row[0] = 0
  const pixels = width * height > 1e6 ? Buffer.alloc(0) : Buffer.concat(Array.from({ length: height }, () => row))
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      pngChunk('IHDR', head),
      ...(parts.chunks ?? []),
      pngChunk('IDAT', deflateSync(pixels)),
      pngChunk('IEND', new Uint8Array()),
      ...(parts.behind ? [parts.behind] : []),
    ]),
  )
}

/** One chunk of a PNG with its checksum. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4)
  return bytes
}

/** A WebP, extended where it carries metadata. */
export function webpPicture(parts: { exif?: Uint8Array; xmp?: Uint8Array; behind?: Uint8Array } = {}): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
    head.writeUInt32LE(data.length, 4)
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
  }
  const extended = Buffer.from([(parts.exif ? 8 : 0) | (parts.xmp ? 4 : 0), 0, 0, 0, 11, 0, 0, 5, 0, 0])
  const body = Buffer.concat([
    ...(parts.exif || parts.xmp ? [chunk('VP8X', extended)] : []),
    WEBP.subarray(12),
    ...(parts.exif ? [chunk('EXIF', parts.exif)] : []),
    ...(parts.xmp ? [chunk('XMP ', parts.xmp)] : []),
  ])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return new Uint8Array(Buffer.concat([head, body, parts.behind ?? Buffer.alloc(0)]))
}

/** A GIF of 2 × 1 pixels. */
export function gifPicture(parts: { xmp?: Uint8Array; behind?: Uint8Array } = {}): Uint8Array {
  const xmp = parts.xmp
    ? Buffer.concat([
        Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'),
        parts.xmp,
        // The "magic trailer" of the XMP specification: from any byte of it, readers of blocks come out at the end.
        Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]),
      ])
    : Buffer.alloc(0)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('GIF89a', 'latin1'),
      Buffer.from([2, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
      xmp,
      Buffer.from([0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0a, 0, 0x3b]),
      parts.behind ?? Buffer.alloc(0),
    ]),
  )
}

/** An SVG drawing around some content. */
export function svgPicture(
  content = '<rect width="10" height="5" fill="#123"/>',
  attributes = 'width="20" height="10"',
): Uint8Array {
  return new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`,
  )
}

/** An AVIF with EXIF and XMP items and a quarter turn as asked for. */
export function avifPicture(parts: { exif?: Uint8Array; xmp?: Uint8Array; turned?: boolean } = {}): Uint8Array {
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const u16 = (value: number) => u32(value).subarray(2)
  const box = (type: string, ...content: Uint8Array[]) => {
    const data = Buffer.concat(content)
    return Buffer.concat([u32(data.length + 8), Buffer.from(type, 'latin1'), data])
  }
  const plain = Buffer.from(AVIF)
  const find = (type: string) => {
    const at = plain.indexOf(type, 0, 'latin1')
    return plain.subarray(at + 4, at - 4 + plain.readUInt32BE(at - 4))
  }
  const items: { type: string; rest: string; data: Uint8Array }[] = [{ type: 'av01', rest: '\0', data: find('mdat') }]
  if (parts.exif) items.push({ type: 'Exif', rest: '\0', data: Buffer.concat([u32(0), parts.exif]) })
  if (parts.xmp) items.push({ type: 'mime', rest: 'xmp\0application/rdf+xml\0', data: parts.xmp })
  const properties = parts.turned
    ? [
        box('ipco', find('ipco'), box('irot', Buffer.from([1]))),
        box('ipma', u32(0), u32(1), u16(1), Buffer.from([5, 0x81, 2, 0x83, 4, 0x85])),
      ]
    : [box('ipco', find('ipco')), box('ipma', find('ipma'))]
  const meta = (start: number) => {
    let at = start
    const places = items.map((item, index) => {
      const place = Buffer.concat([u16(index + 1), u16(0), u16(1), u32(at), u32(item.data.length)])
      at += item.data.length
      return place
    })
    return box(
      'meta',
      u32(0),
      box('hdlr', find('hdlr')),
      box('pitm', find('pitm')),
      box('iloc', u32(0), u16(0x4400), u16(items.length), ...places),
      box(
        'iinf',
        u32(0),
        u16(items.length),
        ...items.map((item, index) =>
          box('infe', u32(0x02000000), u16(index + 1), u16(0), Buffer.from(item.type + item.rest, 'latin1')),
        ),
      ),
      box('iprp', ...properties),
    )
  }
  const head = box('ftyp', find('ftyp'))
  const start = head.length + meta(0).length + 8
  return new Uint8Array(Buffer.concat([head, meta(start), box('mdat', ...items.map((item) => item.data))]))
}
