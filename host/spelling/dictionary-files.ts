import { extname } from 'node:path'
import type { NamedBytes } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { readZip } from '../zip/read-zip.ts'

/** A spelling dictionary in Hunspell's two files, decoded. */
export interface DictionaryText {
  /** BCP 47: `fr`, `de-AT`. */
  readonly language: string
  readonly aff: string
  readonly dic: string
}

const MB = 1024 * 1024
const LARGEST_FILE = 24 * MB
const PACK = { file: 64 * MB, entries: 2_048, total: 128 * MB }
const NAME = /(?:^|[/\\])([a-z]{2,3})(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.][^/\\]*)?\.(aff|dic)$/i
const SAFE = { safe: 'No dictionary was changed.' }

/**
 * Reads spelling dictionaries from files of the person's choice: pairs of Hunspell's `.aff` and `.dic` named by their language
 * (`fr.aff`, `de_AT.dic`), or LibreOffice's and Firefox's packages of them (`.oxt`, `.xpi`, zips). Texts are decoded by the
 * affix file's `SET` line (hunspell(5)). Problems: `not-recognised`, `too-large`, `damaged`.
 */
export function readDictionaryFiles(files: readonly NamedBytes[]): Result<readonly DictionaryText[]> {
  const halves = new Map<string, { aff?: Uint8Array; dic?: Uint8Array }>()
  for (const file of files) {
    const unpacked = isPack(file.name) ? unpack(file) : ok([file])
    if (!unpacked.ok) return unpacked
    for (const { name, bytes } of unpacked.value) {
      const language = languageOf(name)
      if (language === null)
        return fail('not-recognised', `“${name}” does not say which language it is for.`, {
          ...SAFE,
          subject: name,
          next: 'Name both files by the language, for instance fr.aff and fr.dic.',
        })
      if (bytes.length > LARGEST_FILE)
        return fail('too-large', `“${name}” is larger than ${LARGEST_FILE / MB} MB.`, { ...SAFE, subject: name })
      const half = halves.get(language) ?? {}
      half[extname(name).toLowerCase() === '.aff' ? 'aff' : 'dic'] = bytes
      halves.set(language, half)
    }
  }
  const found: DictionaryText[] = []
  for (const [language, { aff, dic }] of halves) {
    if (!aff || !dic)
      return fail('not-recognised', `The dictionary for ${language} lacks its ${aff ? '.dic' : '.aff'} file.`, {
        ...SAFE,
        next: 'A dictionary has two files of one name, .aff and .dic. Choose both.',
      })
    const decoded = decode(language, aff, dic)
    if (!decoded.ok) return decoded
    found.push(decoded.value)
  }
  if (found.length > 0) return ok(found)
  return fail('not-recognised', 'There is no spelling dictionary in what was chosen.', {
    ...SAFE,
    next: 'Choose the .aff and .dic file of a Hunspell dictionary, or an .oxt package of LibreOffice.',
  })
}

function isPack(name: string): boolean {
  return ['.oxt', '.xpi', '.zip'].includes(extname(name).toLowerCase())
}

/** The dictionaries of a package. Its other files (thesaurus, hyphenation) are not looked at. */
function unpack({ name, bytes }: NamedBytes): Result<readonly NamedBytes[]> {
  const read = readZip(
    bytes,
    (entry) =>
      NAME.test(entry) && !/hyph|thes/i.test(entry) ? { kind: 'keep', mostBytes: LARGEST_FILE } : { kind: 'ignore' },
    PACK,
  )
  if (!read.ok) return fail(read.problem.code, `“${name}”: ${read.problem.message}`, { ...SAFE, subject: name })
  return ok(
    [...read.value].map(([entry, content]) => ({ name: entry.slice(entry.lastIndexOf('/') + 1), bytes: content })),
  )
}

function languageOf(name: string): string | null {
  const match = NAME.exec(name)
  if (!match?.[1]) return null
  return match[2] ? `${match[1].toLowerCase()}-${match[2].toUpperCase()}` : match[1].toLowerCase()
}

function decode(language: string, aff: Uint8Array, dic: Uint8Array): Result<DictionaryText> {
  const head = new TextDecoder('latin1').decode(aff.subarray(0, 64 * 1024))
  const set = /^\s*SET\s+(\S+)/m.exec(head)?.[1] ?? 'UTF-8'
  // Hunspell's names of encodings: ISO8859-1, microsoft-cp1251, KOI8-R, UTF-8.
  const label = set.replace(/^ISO8859/i, 'ISO-8859').replace(/^microsoft-cp/i, 'windows-')
  try {
    const decoder = new TextDecoder(label, { fatal: true })
    const text = { aff: decoder.decode(aff), dic: decoder.decode(dic) }
    if (!/^\s*\d+\s*$/m.test(text.dic.slice(0, 4_000)))
      return fail(
        'not-recognised',
        `The .dic file for ${language} is no Hunspell dictionary: it does not begin with its number of words.`,
        SAFE,
      )
    return ok({ language, ...text })
  } catch {
    return fail('not-recognised', `The dictionary for ${language} is not in the encoding that it names (${set}).`, SAFE)
  }
}
