import type { PictureMime } from '../../core/essay/essay.ts'
import { avif } from './avif.ts'
import { hasAscii, type PictureFormat } from './clean-picture.ts'
import { gif } from './gif.ts'
import { jpeg } from './jpeg.ts'
import { png } from './png.ts'
import { svg } from './svg.ts'
import { webp } from './webp.ts'

/** The readers by kind of picture. */
export const PICTURE_FORMATS: Readonly<Record<PictureMime, PictureFormat>> = {
  'image/png': png,
  'image/jpeg': jpeg,
  'image/gif': gif,
  'image/webp': webp,
  'image/avif': avif,
  'image/svg+xml': svg,
}

/** What the first bytes of a file say: a kind that Galley takes, the name of one that it does not, or null for no picture at all. */
export function recognisePicture(bytes: Uint8Array): PictureFormat | { readonly foreign: string } | null {
  if (hasAscii(bytes, 0, '\x89PNG\r\n\x1a\n')) return png
  if (hasAscii(bytes, 0, '\xff\xd8\xff')) return jpeg
  if (hasAscii(bytes, 0, 'GIF87a') || hasAscii(bytes, 0, 'GIF89a')) return gif
  if (hasAscii(bytes, 0, 'RIFF') && hasAscii(bytes, 8, 'WEBP')) return webp
  if (hasAscii(bytes, 4, 'ftyp')) return byBrands(brandsOf(bytes))
  if (looksLikeSvg(bytes)) return svg
  const foreign = FOREIGN.find(([at, magic]) => hasAscii(bytes, at, magic))
  return foreign ? { foreign: foreign[2] } : null
}

const FOREIGN: readonly (readonly [number, string, string])[] = [
  [0, 'II*\0', 'TIFF'],
  [0, 'MM\0*', 'TIFF'],
  [0, 'BM', 'BMP'],
  [0, '8BPS', 'Photoshop'],
  [0, '%PDF', 'PDF'],
  [0, '\0\0\x01\0', 'ICO'],
  [0, '\xff\x0a', 'JPEG XL'],
  [0, '\0\0\0\x0cJXL ', 'JPEG XL'],
  [0, '\0\0\0\x0cjP  ', 'JPEG 2000'],
  [0, '\x1f\x8b', 'compressed (gzip, perhaps SVGZ)'],
]

/** The major brand and the compatible ones of an ISO base media file. */
function brandsOf(bytes: Uint8Array): readonly string[] {
  const length = Math.min(bytes.length, ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0))
  const brands: string[] = []
  for (let at = 8; at + 4 <= length; at += 4)
    if (at !== 12) brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)))
  return brands
}

function byBrands(brands: readonly string[]): PictureFormat | { readonly foreign: string } | null {
  if (brands.includes('avif') || brands.includes('avis')) return avif
  if (brands.some((brand) => /^(?:hei|hev|mif1|msf1)/.test(brand))) return { foreign: 'HEIC' }
  return null
}

/** An SVG begins with its root, perhaps after a declaration, comments and a document type. */
function looksLikeSvg(bytes: Uint8Array): boolean {
  let head = Buffer.from(bytes.subarray(0, 64 * 1024))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
  for (;;) {
    head = head.trimStart()
    const aside =
      /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE\s+(?:[A-Za-z_][\w.-]*:)?svg[^>[]*(?:\[[^\]]*\]\s*)?>)/.exec(head)
    if (aside === null) return /^<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]/.test(head)
    head = head.slice(aside[0].length)
  }
}
