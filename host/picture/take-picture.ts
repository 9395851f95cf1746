import type { Asset } from '../../core/essay/essay.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { sha256Of } from '../file-stamp.ts'
import { PICTURE_LIMITS, withinLimits } from './check-picture.ts'
import { isFault } from './clean-picture.ts'
import { recognisePicture } from './formats.ts'

/** A picture that came in: what is known of it, and the bytes to keep. */
export interface TakenPicture {
  readonly asset: Asset
  readonly bytes: Uint8Array
}

const KINDS = 'PNG, JPEG, GIF, WebP, AVIF and SVG'
const NOTHING_TAKEN = 'The essay is unchanged.'

/**
 * Takes a picture in: recognises it by its bytes (never by its name), reads its size, checks the limits, removes the place from its
 * metadata, makes a drawing inert, and names it by the SHA-256 of what is kept. Pixels are never coded anew. Problems:
 * `not-recognised`, `damaged`, `too-large`; each names the file.
 */
export function takePicture(bytes: Uint8Array, name: string): Result<TakenPicture> {
  const label = pictureName(name)
  const about = { subject: label, safe: NOTHING_TAKEN }
  if (bytes.length > PICTURE_LIMITS.bytes)
    return fail(
      'too-large',
      `“${label}” was not taken: it is larger than ${PICTURE_LIMITS.bytes / 1024 / 1024} MB.`,
      about,
    )
  const format = recognisePicture(bytes)
  if (format === null)
    return fail('not-recognised', `“${label}” is not a picture.`, { ...about, next: `Galley takes ${KINDS}.` })
  if ('foreign' in format)
    return fail('not-recognised', `“${label}” is a ${format.foreign} file, which browsers cannot show everywhere.`, {
      ...about,
      next:
        format.foreign === 'HEIC'
          ? 'Export it as JPEG (on a phone: share it as “most compatible”), then put that in.'
          : `Save it as PNG or JPEG; Galley takes ${KINDS}.`,
    })
  const cleaned = format.clean(bytes)
  if (isFault(cleaned)) return fail(cleaned.fault, `“${label}” ${cleaned.what}.`, about)
  const size = withinLimits(cleaned.bytes, cleaned)
  if (!size.ok) return fail(size.problem.code, `“${label}” was not taken: ${size.problem.message}.`, about)
  return ok({
    asset: {
      hash: sha256Of(cleaned.bytes),
      mime: format.mime,
      bytes: cleaned.bytes.length,
      width: cleaned.width,
      height: cleaned.height,
      name: label,
      locationRemoved: cleaned.locationRemoved,
    },
    bytes: cleaned.bytes,
  })
}

/** A file name without folders and control characters, at most 255 characters. */
function pictureName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return [...last.replace(/\p{C}/gu, '').trim()].slice(0, 255).join('') || 'picture'
}
