import { join } from 'node:path'
import type { Essay } from '../../core/essay/essay.ts'
import { replayChanges } from '../../core/essay/replay.ts'
import { stableJson } from '../../core/essay/stable-json.ts'
import { durableWrite } from '../durable-write.ts'
import { readWhole } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { mayBeThere } from '../is-there.ts'
import { isSameFile } from '../same-file.ts'
import { changesIn, isWhole, lastChange, type ReadLog, readLog } from './entries.ts'
import { logNumbers, logPath } from './log-writer.ts'

/** Text that a journal holds and the file does not. */
export interface Unsaved {
  readonly essay: Essay
  /** When the last of it was protected, milliseconds since 1970. */
  readonly when: number
  /** Words that could not be put back in their place and stand at the end. */
  readonly salvaged: readonly string[]
  readonly detailsFit: boolean
  /** True when the file is not the one that the journal started from or was about to write: somebody else changed it. */
  readonly changedOutside: boolean
}

/** What the logs of an essay say about one file of it. */
export interface FoundJournal {
  readonly unsaved: Unsaved | null
  /** Logs that hold nothing beyond that, by number. */
  readonly replaces: readonly number[]
}

/**
 * Keeps a text that was saved and never left: whoever wrote it had no time for the version that closing makes. It may be in the file still (`closed`), or another
 * program put something else in its place (`outside`), and then the log is the only one that has it. False where it cannot be kept; the log stays then.
 */
export type KeepSaved = (essay: Essay, cause: 'closed' | 'outside') => Promise<boolean>

const LARGEST = 512 * 1024 * 1024

/**
 * Reads an essay's logs and finds what the file `path` lacks. Logs of other files with the same id are passed over. A torn end is kept
 * beside its log as `<n>.torn`; a log that cannot be read at all, or holds text that a newer log does not, is renamed `<n>.kept`. Rejects with the
 * system's errors only where the folder cannot be read.
 */
export async function findUnsaved(
  io: Io,
  folder: string,
  file: { readonly path: string; readonly sha256: string; readonly essay: Essay },
  keepSaved: KeepSaved,
): Promise<FoundJournal> {
  const replaced = new Set<number>()
  const done: number[] = []
  let unsaved: Unsaved | null = null
  let found = false
  for (const number of await logNumbers(io, folder)) {
    const read = await readWhole(logPath(folder, number), LARGEST, io)
    if (!read.ok) continue
    const log = readLog(read.value.bytes)
    if (log === 'newer') continue
    if (log === null) {
      // Text that was acknowledged always stands behind a readable head; this one is kept for whoever wants to look.
      await keepAside(io, folder, number)
      continue
    }
    if (!(await isSameFile(io, log.head.path, file.path)) && (await mayBeThere(io, log.head.path))) continue
    // The log before it holds more and was never removed: removing waits until the new one is on the disk.
    if (!isWhole(log)) {
      await keepAside(io, folder, number)
      continue
    }
    for (const old of log.head.replaces) replaced.add(old)
    if (replaced.has(number)) {
      done.push(number)
      continue
    }
    if (log.torn.length > 0)
      await durableWrite(join(folder, `${number}.torn`), log.torn, { mode: 'replace', io }).catch(() => {})
    const held = heldIn(log, file)
    if (held === null) done.push(number)
    else if (held.kind === 'saved') {
      if (await keepSaved(held.essay, held.stands ? 'closed' : 'outside')) done.push(number)
    } else if (found) await keepAside(io, folder, number)
    else {
      found = true
      unsaved = held.unsaved
      if (unsaved.salvaged.length === 0 && unsaved.detailsFit) done.push(number)
      else await keepCopy(io, folder, number, read.value.bytes, done)
    }
  }
  return { unsaved, replaces: done }
}

/** What a log holds: changes that no file had, or what was saved from it (whether it stands in the file or not); null: nothing. */
type Held =
  | { readonly kind: 'unsaved'; readonly unsaved: Unsaved }
  | { readonly kind: 'saved'; readonly essay: Essay; readonly stands: boolean }
  | null

function heldIn(log: ReadLog, file: { readonly sha256: string; readonly essay: Essay }): Held {
  const { head, first, rest } = log
  const last = lastChange(log)
  const seals = rest.filter((entry) => entry.kind === 'seal' && entry.sha256 === file.sha256)
  const isBase = head.base.sha256 === file.sha256
  const saved = seals.reduce(
    (most, entry) => (entry.kind === 'seal' ? Math.max(most, entry.upTo) : most),
    isBase ? head.saved : -1,
  )
  const changedOutside = !isBase && seals.length === 0
  if (!changedOutside && last <= saved) return { kind: 'saved', essay: file.essay, stands: true }
  const replayed = replayChanges(file.essay, changesIn(log))
  // The file's own essay was judged when the file was read.
  if (!replayed.ok) throw new Error(`${file.essay.id}: an essay that was read is none`)
  const { essay, salvaged, detailsFit } = replayed.value
  if (salvaged.length === 0 && detailsFit && stableJson(essay) === stableJson(file.essay)) return null
  if (last <= head.saved) return { kind: 'saved', essay, stands: false }
  return {
    kind: 'unsaved',
    unsaved: { essay, when: rest.at(-1)?.at ?? first.at, salvaged, detailsFit, changedOutside },
  }
}

/** Renames all logs of an essay `<n>.kept`, the oldest first: none of them is unsaved text any more, and for a month they can be looked at. */
export async function keepLogsAside(io: Io, folder: string): Promise<void> {
  const numbers = await logNumbers(io, folder).catch(() => [])
  for (const number of [...numbers].reverse()) await keepAside(io, folder, number)
}

async function keepAside(io: Io, folder: string, number: number): Promise<void> {
  await io.rename(logPath(folder, number), join(folder, `${number}.kept`)).catch(() => {})
}

async function keepCopy(io: Io, folder: string, number: number, bytes: Uint8Array, done: number[]): Promise<void> {
  const kept = await durableWrite(join(folder, `${number}.kept`), bytes, { mode: 'replace', io })
  if (kept.ok) done.push(number)
}
