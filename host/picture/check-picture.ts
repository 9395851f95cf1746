import type { PictureMime } from '../../core/essay/essay.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { isFault, type PictureSize } from './clean-picture.ts'
import { recognisePicture } from './formats.ts'
import { sanitiseSvg } from './svg.ts'

/** Largest picture in bytes, in pixels of one side, and in pixels altogether (safety.md section 6). */
export const PICTURE_LIMITS = { bytes: 64 * 1024 * 1024, side: 16_384, pixels: 100_000_000 } as const

/**
 * Whether bytes are a picture of the kind that they are said to be, within the limits, and inert. Looks at the head of the file only (at a drawing as a
 * whole). Problems: `not-recognised`, `damaged`, `too-large`.
 */
export function checkPicture(bytes: Uint8Array, mime: PictureMime): Result<PictureSize> {
  const format = recognisePicture(bytes)
  if (format === null || 'foreign' in format || format.mime !== mime)
    return fail('not-recognised', `it is not of the kind ${mime}`)
  if (mime === 'image/svg+xml') {
    const cleaned = sanitiseSvg(bytes)
    if (isFault(cleaned)) return fail(cleaned.fault, `it ${cleaned.what}`)
    return cleaned.removedActive
      ? fail('damaged', 'it holds active content')
      : ok({ width: cleaned.width, height: cleaned.height })
  }
  const size = format.size(bytes)
  if (isFault(size)) return fail(size.fault, `it ${size.what}`)
  return withinLimits(bytes, size)
}

/** Judges a size by the limits; the message completes a sentence about "it". */
export function withinLimits(bytes: Uint8Array, size: PictureSize): Result<PictureSize> {
  if (size.width < 1 || size.height < 1) return fail('damaged', 'it has no width or no height')
  if (bytes.length > PICTURE_LIMITS.bytes)
    return fail('too-large', `it is larger than ${PICTURE_LIMITS.bytes / 1024 / 1024} MB`)
  if (size.width > PICTURE_LIMITS.side || size.height > PICTURE_LIMITS.side)
    return fail(
      'too-large',
      `it is ${size.width} × ${size.height} pixels; a side may have at most ${PICTURE_LIMITS.side}`,
    )
  if (size.width * size.height > PICTURE_LIMITS.pixels)
    return fail(
      'too-large',
      `it is ${size.width} × ${size.height} pixels; at most ${PICTURE_LIMITS.pixels / 1e6} million in all are taken`,
    )
  return ok(size)
}
