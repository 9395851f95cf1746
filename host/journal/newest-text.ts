import type { Essay } from '../../core/essay/essay.ts'
import { replayChanges } from '../../core/essay/replay.ts'
import { readWhole } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { changesIn, readLog } from './entries.ts'
import { logNumbers, logPath } from './log-writer.ts'

/** The newest text in the logs of one essay. */
export interface NewestText {
  readonly essay: Essay
  /** Path of the file that it belongs to. */
  readonly path: string
  /** When the last of it was protected, milliseconds since 1970. */
  readonly when: number
}

const LARGEST = 512 * 1024 * 1024

/** Reads the newest log of a folder of `journal/` that can be read, and changes nothing. null: there is none. Rejects with the system's errors where the folder cannot be read. */
export async function newestText(io: Io, folder: string): Promise<NewestText | null> {
  for (const number of await logNumbers(io, folder)) {
    const read = await readWhole(logPath(folder, number), LARGEST, io)
    const log = read.ok ? readLog(read.value.bytes) : null
    if (log === null || log === 'newer') continue
    const replayed = replayChanges(log.first.essay, changesIn(log))
    if (!replayed.ok) continue
    return { essay: replayed.value.essay, path: log.head.path, when: log.rest.at(-1)?.at ?? log.first.at }
  }
  return null
}

/** The ids of the essays that have a folder in `journal/`. Empty where there is no such folder. */
export async function journalIds(io: Io, folder: string): Promise<readonly string[]> {
  const names = await io.readdir(folder).catch(() => [])
  return names.filter((name) => /^[0-9a-f-]{36}$/.test(name))
}
