import { basename, dirname, extname, join } from 'node:path'
import type { Io } from './io.ts'
import { namesIn } from './is-there.ts'

/** Longest name without extension in UTF-8 bytes: leaves room for an extension and the suffix of a temporary file in 255. */
const LONGEST_NAME = 180
/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

/**
 * A file name (without extension) made from a title, that every system can keep: characters that one of them refuses become
 * spaces, device names get a trailing underscore, at most 180 bytes of UTF-8 cut between characters. '' where nothing is left.
 */
export function safeFileName(title: string): string {
  const words = title
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[.~\s]+/u, '')
  const name = shortened(words).replace(/[.\s]+$/u, '')
  return DEVICE.test(name) ? `${name}_` : name
}

function shortened(words: string): string {
  if (Buffer.byteLength(words) <= LONGEST_NAME) return words
  let name = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(words.slice(0, 1_000))) {
    if (Buffer.byteLength(name + segment) > LONGEST_NAME) break
    name += segment
  }
  return name
}

/** A file's name without folders and extension, as people see it. */
export function fileNameOf(path: string): string {
  return basename(path, extname(path))
}

/**
 * A path in a folder that nothing has yet: `Name.essay`, `Name 2.essay` … Compared as systems that ignore case and composition do. The answer
 * can be outdated when it is used, so whoever writes there creates exclusively.
 */
export async function freePath(io: Io, folder: string, name: string, extension: string): Promise<string> {
  const taken = new Set((await namesIn(io, folder)).map(folded))
  for (let number = 1; ; number++) {
    const candidate = `${number === 1 ? name : `${name} ${number}`}${extension}`
    if (!taken.has(folded(candidate))) return join(folder, candidate)
  }
}

/** Whether two paths of one folder name the same file on a system that ignores case and composition. */
export function sameName(one: string, other: string): boolean {
  return dirname(one) === dirname(other) && folded(basename(one)) === folded(basename(other))
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC')
}
