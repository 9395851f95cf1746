import { strFromU8, strToU8 } from 'fflate'
import type { PictureMime } from '../essay/essay.ts'

/**
 * A picture without what its makers wrote into it: EXIF, IPTC, XMP, comments, titles (publishing.md, finding 10). Pixels are not coded anew; the
 * orientation and the colour profile stay, because they change what is seen. Takes pictures that the host has checked; a file that it cannot
 * follow comes back as null, and must not be handed in where names matter.
 */
export function stripPicture(bytes: Uint8Array, mime: PictureMime): Uint8Array | null {
  switch (mime) {
    case 'image/jpeg':
      return stripJpeg(bytes)
    case 'image/png':
      return stripPng(bytes)
    case 'image/webp':
      return stripWebp(bytes)
    case 'image/gif':
      return stripGif(bytes)
    case 'image/svg+xml':
      return stripSvg(bytes)
    case 'image/avif':
      return holdsMetadata(bytes) ? null : bytes
    default:
      throw new Error(`Unknown kind of picture: ${String(mime satisfies never)}`)
  }
}

/** JPEG (ITU-T T.81): keeps JFIF, the colour profile (ICC in APP2) and Adobe's colour transform (APP14); of EXIF the orientation alone. */
function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let orientation = 1
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xda) {
      const rest = bytes.subarray(at)
      return join([
        ...kept.slice(0, 1),
        ...(orientation === 1 ? [] : [orientationSegment(orientation)]),
        ...kept.slice(1),
        rest,
      ])
    }
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) return null
    const data = bytes.subarray(at + 4, end)
    if (marker === 0xe1 && startsWith(data, 'Exif\0\0')) orientation = orientationOf(data.subarray(6)) ?? orientation
    const application = marker >= 0xe0 && marker <= 0xef
    const keeps = marker === 0xe0 || marker === 0xee || (marker === 0xe2 && startsWith(data, 'ICC_PROFILE\0'))
    if (marker !== 0xfe && (!application || keeps)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

/** An EXIF block that holds an orientation and nothing else (CIPA DC-008, tag 0x0112). */
function orientationSegment(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const data = [...'Exif\0\0'].map((char) => char.charCodeAt(0)).concat(tiff)
  return Uint8Array.from([0xff, 0xe1, 0, data.length + 2, ...data])
}

function orientationOf(tiff: Uint8Array): number | null {
  if (tiff.length < 14) return null
  const little = tiff[0] === 0x49
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const first = view.getUint32(4, little)
  if (first + 2 > tiff.length) return null
  const count = view.getUint16(first, little)
  for (let index = 0; index < count; index++) {
    const entry = first + 2 + index * 12
    if (entry + 12 > tiff.length) return null
    if (view.getUint16(entry, little) !== 0x0112) continue
    const value = view.getUint16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

const PNG_TEXT: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

/** PNG (W3C, third edition): drops text, EXIF and time; an orientation in EXIF, which browsers follow, keeps its block. */
function stripPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return null
    const type = ascii(bytes, at + 4, 4)
    const turned = type === 'eXIf' && (orientationOf(bytes.subarray(at + 8, end - 4)) ?? 1) !== 1
    if (turned) return null
    if (!PNG_TEXT.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return join(kept)
    at = end
  }
  return null
}

/** WebP (RFC 9649): drops the EXIF and XMP chunks and says so in VP8X. */
function stripWebp(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = []
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > bytes.length) return null
    const type = ascii(bytes, at, 4)
    const chunk = bytes.slice(at, Math.min(end, bytes.length))
    if (type === 'VP8X' && chunk.length > 8) chunk[8] = (chunk[8] as number) & ~0x0c
    if (type !== 'EXIF' && type !== 'XMP ') kept.push(chunk)
    at = end
  }
  const body = join(kept)
  const head = bytes.slice(0, 12)
  new DataView(head.buffer).setUint32(4, body.length + 4, true)
  return join([head, body])
}

/** GIF89a: drops comments, plain text and every application block but the one that repeats an animation. */
function stripGif(bytes: Uint8Array): Uint8Array | null {
  const table = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1))
  const endOf = (from: number): number => {
    let at = from
    while (at < bytes.length) {
      const length = bytes[at] as number
      at += 1 + length
      if (length === 0) return at
    }
    return -1
  }
  let at = 13 + table(bytes[10] ?? 0)
  const kept: Uint8Array[] = [bytes.subarray(0, at)]
  while (at < bytes.length) {
    const start = at
    if (bytes[at] === 0x3b) return join([...kept, bytes.subarray(at, at + 1)])
    const isImage = bytes[at] === 0x2c
    if (isImage) at = endOf(at + 10 + table(bytes[at + 9] ?? 0) + 1)
    else if (bytes[at] === 0x21) at = endOf(at + 2)
    else return null
    if (at < 0) return null
    const label = bytes[start + 1]
    const loops = label === 0xff && ascii(bytes, start + 3, 11) === 'NETSCAPE2.0'
    if (isImage || label === 0xf9 || loops) kept.push(bytes.subarray(start, at))
  }
  return null
}

/** SVG as the host wrote it anew: without comments, metadata, titles and descriptions. */
function stripSvg(bytes: Uint8Array): Uint8Array {
  const text = strFromU8(bytes)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(metadata|title|desc)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1\s*>)/gi, '')
  return strToU8(text)
}

/** Whether an AVIF (ISO 23008-12) declares an item of EXIF or XMP; one is looked for in the head, where `iinf` stands. */
function holdsMetadata(bytes: Uint8Array): boolean {
  const head = strFromU8(bytes.subarray(0, 65_536), true)
  return head.includes('Exif') || head.includes('mime') || head.includes('xmpmeta')
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return ascii(bytes, 0, text.length) === text
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
