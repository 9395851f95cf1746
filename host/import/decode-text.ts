import { fail, ok, type Result } from '../../core/result.ts'

/**
 * The text of a file that a person wrote: UTF-8 with or without a mark, or UTF-16 with one. Nothing is guessed, because a
 * wrong guess changes letters silently. Problem: `not-recognised`, naming the encoding that it looks like and the way out.
 */
export function decodeText(bytes: Uint8Array, name: string): Result<string> {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  try {
    // TextDecoder drops the byte order mark.
    return ok(new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes))
  } catch {
    const next = 'Open it in a text editor, save it with the encoding UTF-8, and import it again.'
    const about = { subject: name, safe: 'The file is unchanged.' }
    if (bytes.includes(0)) return fail('not-recognised', `“${name}” is not a text file.`, about)
    return fail('not-recognised', `“${name}” is not UTF-8 text. It looks like ${guess(bytes)}.`, { ...about, next })
  }
}

/** What single-byte text most likely is, in words. */
function guess(bytes: Uint8Array): string {
  const windows = bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)
  return windows
    ? 'Windows-1252, as older Windows programs write it'
    : 'Latin-1 (ISO 8859-1), as older programs write it'
}
