import { basename, join } from 'node:path'
import { replayChanges } from '../../core/essay/replay.ts'
import { ok, type Result } from '../../core/result.ts'
import { packEssay } from '../essay-file.ts'
import { writeUnderFreeName } from '../essays/file-moves.ts'
import { fileNameOf } from '../file-name.ts'
import { readWhole } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { mayBeThere, namesIn } from '../is-there.ts'
import { changesIn, lastChange, type ReadLog, readLog } from '../journal/entries.ts'
import { logNumbers, logPath } from '../journal/log-writer.ts'
import { referencedPictures } from '../referenced-pictures.ts'
import type { Symptom } from './symptom.ts'

const LARGEST = 512 * 1024 * 1024
const ID = /^[0-9a-f-]{36}$/

/** What the check of journals needs. */
export interface JournalsCheckParts {
  readonly io: Io
  /** `journal/` in the data folder. */
  readonly folder: string
  readonly essaysFolder: string
  /** A picture of an essay that is kept somewhere in the data folder, or null. */
  readonly picture: (essayId: string, hash: string) => Promise<Uint8Array | null>
}

/**
 * Reads every journal. Text in one whose essay's file is there is no symptom: it comes back when that essay is opened. Text whose file is gone can be written as a
 * file.
 */
export async function checkJournals(
  parts: JournalsCheckParts,
): Promise<{ readonly checked: number; readonly symptoms: readonly Symptom[] }> {
  const { io, folder } = parts
  const symptoms: Symptom[] = []
  let checked = 0
  for (const id of await namesIn(io, folder)) {
    if (!ID.test(id)) continue
    for (const number of await logNumbers(io, join(folder, id))) {
      checked++
      const place = `journal/${id}/${number}.log`
      const read = await readWhole(logPath(join(folder, id), number), LARGEST, io)
      const log = read.ok ? readLog(read.value.bytes) : null
      if (log === 'newer') continue
      if (log === null) {
        const message = read.ok
          ? 'Nothing in it can be read. No change in it was ever confirmed.'
          : read.problem.message
        symptoms.push({ kind: 'journal', place, message, cure: null })
        continue
      }
      if (log.torn.length > 0)
        symptoms.push({
          kind: 'journal',
          place,
          message: `Its last ${log.torn.length} bytes were never finished. All changes before them are whole.`,
          cure: null,
        })
      if (!(await mayBeThere(io, log.head.path)) && isUnsaved(log)) symptoms.push(orphan(parts, id, place, log))
    }
  }
  return { checked, symptoms }
}

function orphan(parts: JournalsCheckParts, id: string, place: string, log: ReadLog): Symptom {
  const name = fileNameOf(log.head.path)
  return {
    kind: 'journal',
    place,
    message: `It holds text of “${name}” that was not saved, and that file is gone.`,
    cure: {
      what: `write the text as a file in the essays folder`,
      apply: () => writeOrphan(parts, id, name, log),
    },
  }
}

async function writeOrphan(
  { io, essaysFolder, picture }: JournalsCheckParts,
  id: string,
  name: string,
  log: ReadLog,
): Promise<Result<string>> {
  const replayed = replayChanges(log.first.essay, changesIn(log).slice(1))
  if (!replayed.ok) return replayed
  const { essay } = replayed.value
  const pictures = new Map<string, Uint8Array>()
  for (const hash of referencedPictures(essay)) {
    const bytes = await picture(id, hash)
    if (bytes) pictures.set(hash, bytes)
  }
  const packed = await packEssay(essay, pictures)
  if (!packed.ok) return packed
  // With the essay's own id: when it is opened, the journal is found to hold nothing more.
  const written = await writeUnderFreeName(io, essaysFolder, `${name} (recovered)`, '.essay', packed.value.bytes)
  return written.ok ? ok(`wrote ${basename(written.value.path)}`) : written
}

function isUnsaved(log: ReadLog): boolean {
  const saved = log.rest.reduce(
    (most, entry) => (entry.kind === 'seal' ? Math.max(most, entry.upTo) : most),
    log.head.saved,
  )
  return lastChange(log) > saved
}
