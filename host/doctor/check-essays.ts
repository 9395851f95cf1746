import { basename, extname, join } from 'node:path'
import { ok, type Result } from '../../core/result.ts'
import { errnoOf } from '../disk-problem.ts'
import { packEssay } from '../essay-file.ts'
import { writeUnderFreeName } from '../essays/file-moves.ts'
import { loadEssay } from '../essays/load-essay.ts'
import { ownerOf } from '../essays/owner-file.ts'
import { fileNameOf } from '../file-name.ts'
import type { History } from '../history/history.ts'
import type { Io } from '../io.ts'
import { referencedPictures } from '../referenced-pictures.ts'
import type { Symptom } from './symptom.ts'

/** What the check of an essays folder needs. */
export interface EssaysCheckParts {
  readonly io: Io
  readonly folder: string
  /** Before the names of its files, for people. */
  readonly prefix?: string
  readonly history: History
  /** The id of the essay whose file stood at a path when it was opened last, or null. */
  readonly idAt: (path: string) => Promise<string | null>
  readonly now: number
}

/** Reads every essay of a folder as strictly as opening does, and looks for what crashes left. */
export async function checkEssays(
  parts: EssaysCheckParts,
): Promise<{ readonly checked: number; readonly symptoms: readonly Symptom[] }> {
  const { io, folder, now, prefix = '' } = parts
  const symptoms: Symptom[] = []
  let checked = 0
  for (const name of [...(await io.readdir(folder))].sort()) {
    const path = join(folder, name)
    if (/^\.~lock\..*#$/s.test(name)) symptoms.push(...(await checkOwner(io, path, prefix + name, now)))
    if (name.startsWith('.') || extname(name).toLowerCase() !== '.essay') continue
    checked++
    const loaded = await loadEssay(io, path)
    if (loaded.ok && loaded.value.readOnly === null) {
      const { missing } = loaded.value
      if (missing.length > 0)
        symptoms.push({
          kind: 'essay',
          place: prefix + name,
          message: `It lacks ${missing.length === 1 ? 'one of its pictures' : `${missing.length} of its pictures`}. Its text is whole.`,
          cure: null,
        })
      continue
    }
    const isNewer = loaded.ok
      ? loaded.value.readOnly?.reason === 'newer-format'
      : loaded.problem.code === 'newer-version'
    symptoms.push({
      kind: 'essay',
      place: prefix + name,
      message: loaded.ok ? (loaded.value.readOnly?.sentence ?? '') : loaded.problem.message,
      cure: isNewer ? null : await fromHistory(parts, path),
    })
  }
  return { checked, symptoms }
}

/** The symptom of a temporary file that a crash left. */
export function leftover(io: Io, path: string): Symptom {
  return {
    kind: 'leftover',
    place: basename(path),
    message: 'A temporary file that a crash left. No essay needs it.',
    cure: { what: 'remove it', apply: () => remove(io, path) },
  }
}

async function checkOwner(io: Io, path: string, name: string, now: number): Promise<readonly Symptom[]> {
  const essay = join(path, '..', basename(path).slice('.~lock.'.length, -1))
  if ((await ownerOf(io, essay, now)) !== null) return []
  return [
    {
      kind: 'leftover',
      place: name,
      message: 'A note that an essay is open, left by a program that has ended.',
      cure: { what: 'remove it', apply: () => remove(io, path) },
    },
  ]
}

/** The newest version of the history as a file of its own; the damaged one stays. */
async function fromHistory({ io, folder, history, idAt }: EssaysCheckParts, path: string): Promise<Symptom['cure']> {
  const id = await idAt(path)
  const versions = id === null ? null : await history.list(id)
  const newest = versions?.ok ? versions.value.at(-1) : undefined
  if (id === null || newest === undefined) return null
  return {
    what: `write its newest version, of ${new Date(newest.time).toISOString().slice(0, 16).replace('T', ' ')} UTC, as a file beside it`,
    async apply() {
      const essay = await history.read(id, newest.id)
      if (!essay.ok) return essay
      const pictures = new Map<string, Uint8Array>()
      for (const hash of referencedPictures(essay.value)) {
        const bytes = await history.picture(id, hash)
        if (bytes) pictures.set(hash, bytes)
      }
      const packed = await packEssay(essay.value, pictures)
      if (!packed.ok) return packed
      const name = `${fileNameOf(path)} (recovered)`
      const written = await writeUnderFreeName(io, folder, name, '.essay', packed.value.bytes)
      return written.ok ? ok(`wrote ${basename(written.value.path)}`) : written
    },
  }
}

async function remove(io: Io, path: string): Promise<Result<string>> {
  try {
    await io.removeTree(path)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
  }
  return ok('removed it')
}
