/** A square PNG of a known size. */
export interface SizedPng {
  /** Width and height in pixels. */
  readonly size: number
  readonly bytes: Uint8Array
}

/**
 * Composes a Windows icon file of PNG images (allowed at every size since Windows Vista). Format: ICONDIR and ICONDIRENTRY of
 * Microsoft's "Icons" article: 6-byte header, 16 bytes per image, then the images; a size of 256 is written as 0.
 * Throws a RangeError for an image larger than 256 pixels.
 */
export function composeIco(images: readonly SizedPng[]): Uint8Array {
  const head = new DataView(new ArrayBuffer(6 + 16 * images.length))
  head.setUint16(2, 1, true)
  head.setUint16(4, images.length, true)
  let offset = head.byteLength
  images.forEach((image, index) => {
    if (image.size > 256) throw new RangeError(`an .ico holds images up to 256 pixels, not ${image.size}`)
    const at = 6 + 16 * index
    head.setUint8(at, image.size % 256)
    head.setUint8(at + 1, image.size % 256)
    head.setUint16(at + 4, 1, true)
    head.setUint16(at + 6, 32, true)
    head.setUint32(at + 8, image.bytes.length, true)
    head.setUint32(at + 12, offset, true)
    offset += image.bytes.length
  })
  return join([new Uint8Array(head.buffer), ...images.map((image) => image.bytes)])
}

/**
 * The entry types of an Apple icon file that hold a PNG, with their pixel size; `ic11` to `ic14` are the doubled sizes of
 * 16, 32, 128 and 256 points. Smaller types hold raw pixels and are left out: macOS scales `ic11` down.
 */
export const ICNS_TYPES: readonly { readonly type: string; readonly size: number }[] = [
  { type: 'ic11', size: 32 },
  { type: 'ic12', size: 64 },
  { type: 'ic07', size: 128 },
  { type: 'ic08', size: 256 },
  { type: 'ic13', size: 256 },
  { type: 'ic09', size: 512 },
  { type: 'ic14', size: 512 },
  { type: 'ic10', size: 1024 },
]

/**
 * Composes an Apple icon file: the magic `icns`, the length of the whole, then for each entry its type, its length
 * (8 bytes of head included) and its PNG, all lengths big-endian. Throws a RangeError when a needed size is missing.
 */
export function composeIcns(images: readonly SizedPng[]): Uint8Array {
  const entries = ICNS_TYPES.map(({ type, size }) => {
    const image = images.find((candidate) => candidate.size === size)
    if (image === undefined) throw new RangeError(`an .icns needs an image of ${size} pixels`)
    return block(type, [image.bytes])
  })
  return block('icns', entries)
}

function block(type: string, parts: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(8)
  head.set(new TextEncoder().encode(type))
  new DataView(head.buffer).setUint32(4, 8 + parts.reduce((sum, part) => sum + part.length, 0))
  return join([head, ...parts])
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
