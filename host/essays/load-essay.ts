import { createHash } from 'node:crypto'
import type { ReadOnly } from '../../contract/host.ts'
import { ok, type ProblemCode, type Result } from '../../core/result.ts'
import { LARGEST_ESSAY_FILE, type UnpackedEssay, unpackEssay } from '../essay-file.ts'
import { type FileStamp, readStamped } from '../file-stamp.ts'
import { readFile } from '../import/read-file.ts'
import { readTextPack, type TextPack } from '../import/read-text-pack.ts'
import type { Io } from '../io.ts'
import { salvageText } from '../zip/salvage-text.ts'

/** An essay as its file has it. */
export interface LoadedEssay extends UnpackedEssay {
  readonly stamp: FileStamp
  /** Why it may not be saved again, or null. */
  readonly readOnly: ReadOnly | null
}

/** What the plain text in a file may stand in for. A file without any text of ours fails as it did. */
const READ_ONLY: Partial<Record<ProblemCode, ReadOnly>> = {
  'newer-version': {
    reason: 'newer-format',
    sentence:
      'This essay was written by a newer Galley. You see the plain text in it, and nothing of it can be saved here.',
  },
  damaged: {
    reason: 'unreadable',
    sentence: 'This essay is damaged. You see the plain text that is still in it, and the file is left as it is.',
  },
  'invalid-essay': {
    reason: 'unreadable',
    sentence:
      'This essay does not fit its format. You see the plain text that is in it, and the file is left as it is.',
  },
}

/**
 * Reads an essay's file. One of a newer or unknown format version, or whose essay.json is damaged, is read from its `text.md` and may not be saved
 * (safety.md R15, R16): to repair it would be to lose what is not understood. Problems: those of `unpackEssay` and of reading.
 */
export async function loadEssay(io: Io, path: string): Promise<Result<LoadedEssay>> {
  const read = await readStamped(path, LARGEST_ESSAY_FILE, io)
  if (!read.ok) return read
  const { bytes, stamp } = read.value
  const unpacked = unpackEssay(bytes)
  if (unpacked.ok) return ok({ ...unpacked.value, stamp, readOnly: null })
  const readOnly = READ_ONLY[unpacked.problem.code]
  const pack = readOnly ? plainTextIn(bytes) : null
  if (!readOnly || pack === null) return unpacked
  const text = await readFile(pack.name, pack.bytes, pack.find)
  if (!text.ok) return unpacked
  const { essay, pictures } = text.value
  return ok({
    essay: { ...essay, id: derivedId(stamp.sha256) },
    pictures,
    missing: [],
    textChangedElsewhere: false,
    foreignInfo: {},
    stamp,
    readOnly,
  })
}

/** The plain text of a file that is no whole essay: of a sound zip with its pictures, of a broken one as far as its words can be unpacked. */
function plainTextIn(bytes: Uint8Array): TextPack | null {
  const pack = readTextPack(bytes)
  if (pack.ok) return pack.value
  const salvaged = salvageText(bytes)
  return salvaged && { name: 'text.md', bytes: salvaged, find: () => null }
}

/** A UUID (RFC 9562, version 8) that the same words give each time. */
export function derivedId(...words: readonly string[]): string {
  const bytes = createHash('sha256').update(words.join('\n')).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
