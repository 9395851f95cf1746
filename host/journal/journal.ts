import { join } from 'node:path'
import { ESSAY_VERSION, type Essay } from '../../core/essay/essay.ts'
import { type Change, replayChanges } from '../../core/essay/replay.ts'
import { sameJson } from '../../core/essay/same-json.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf, onDisk } from '../disk-problem.ts'
import { syncFolder } from '../durable-write.ts'
import { queues } from '../essays/queues.ts'
import { shrinks, textSize } from '../essays/text-size.ts'
import type { FileStamp } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { type Head, JOURNAL_VERSION, type Seal, type Steps, type Whole } from './entries.ts'
import { beginLog, type LogWriter, logPath } from './log-writer.ts'

/** Changes as a window sends them: numbered `from` to `to`, as steps with details or as the whole essay after `to`. */
export interface JournalChanges {
  readonly from: number
  readonly to: number
  readonly steps: readonly unknown[]
  /** The details as they stand after `to`, where they changed. */
  readonly details: object | null
  /** The whole essay in place of steps. */
  readonly snapshot: object | null
}

/** The essay file that a journal starts from. */
export interface JournalBase {
  readonly path: string
  readonly stamp: FileStamp
}

/** The journal of one opening of an essay (safety.md 3.1). One thing at a time; every answer means that it is on the disk. */
export interface Journal {
  /** Makes changes durable. Answers the number of the last change that is. Sending the same again is no error. Problems: `conflict` for a gap; those of the disk. */
  write(changes: JournalChanges): Promise<Result<{ readonly sequence: number; readonly protectedAt: number }>>
  /** Notes, before a save, that a file with this hash holds the changes up to `upTo`. */
  seal(sha256: string, upTo: number): Promise<Result<null>>
  /** After the save is durable: goes on in a new log that starts from the saved file; the old one goes. */
  rotate(base: JournalBase, essay: Essay, upTo: number): Promise<Result<null>>
  /** Puts what the journal starts from on the disk although nothing was written yet. */
  begin(): Promise<Result<null>>
  /** Number of the last change that the journal knows. */
  last(): number
  /**
   * Characters of the body that the changes up to `upTo` lead to, by edits alone; null when a whole essay that lacked most of the text came in
   * without edits that say how.
   */
  sizeByEdits(upTo: number): number | null
  /** Ends it. */
  end(log?: LogFate): Promise<void>
}

/** What becomes of a log whose journal ends: it goes when the file holds all of it, in any case, or in none. */
export type LogFate = 'go-when-saved' | 'go' | 'stay'

/** What a journal starts from. */
export interface JournalStart extends JournalBase {
  readonly essay: Essay
  /** False when the file does not hold `essay`, because it was recovered. */
  readonly saved: boolean
  /** Logs (their numbers) that hold nothing beyond `essay`: they go when this one is on the disk. */
  readonly replaces: readonly number[]
}

/** What journals work with. */
export interface JournalParts {
  readonly io: Io
  /** `journal/` in the data folder. */
  readonly folder: string
  readonly dataFolder: string
  readonly version: string
  readonly now: () => number
  /**
   * The highest number that a log was given since the program began, by essay. No number is given twice: an opening that outlives its log takes it away by its
   * number.
   */
  readonly numbers: Map<string, number>
}

const ID = /^[0-9a-f-]{36}$/
/** Size from which a log is begun anew at the next whole essay (bytes). */
const LONG_LOG = 4 * 1024 * 1024

/** The folder of an essay's logs. */
export function journalFolder(folder: string, essayId: string): string {
  // Ids were parsed before; this keeps a mistake elsewhere from becoming a path.
  if (!ID.test(essayId)) throw new Error('not an id')
  return join(folder, essayId)
}

/** The journal of an opening. Nothing is written before it is needed, so that looking at an essay costs nothing. */
export function openJournal(parts: JournalParts, essayId: string, start: JournalStart): Journal {
  const { io, now } = parts
  const folder = journalFolder(parts.folder, essayId)
  const turns = queues()
  let base: JournalBase = start
  let saved = start.saved ? 0 : -1
  let first: Whole = { kind: 'whole', to: 0, at: now(), essay: start.essay }
  let tail: (Steps | Seal)[] = []
  let last = 0
  let writer: LogWriter | null = null
  let replaces: readonly number[] = start.replaces
  /** Logs that are removed and that a power cut could still bring back. */
  let unsure: readonly number[] = []
  /** What the disk has of the log beyond what was acknowledged is unknown: it gets nothing more. */
  let broken = false
  let ended = false
  let isExplained = true

  /** What the changes up to `upTo` make of the first essay, in characters of its body. */
  function sizeAfter(upTo: number): number {
    const changes = tail.flatMap((entry): Change[] => {
      if (entry.kind === 'seal' || entry.from > upTo) return []
      const steps = entry.steps.slice(0, upTo - entry.from + 1)
      return [{ kind: 'steps', steps, details: null }]
    })
    const replayed = replayChanges(first.essay, changes)
    return textSize(replayed.ok ? replayed.value.essay : first.essay)
  }

  async function begin(): Promise<void> {
    const before = writer
    const old = [...replaces, ...(before ? [before.number] : [])]
    const head: Head = {
      kind: 'head',
      format: 'galley.journal',
      version: JOURNAL_VERSION,
      schema: ESSAY_VERSION,
      base: {
        sha256: base.stamp.sha256,
        size: base.stamp.state.size,
        mtime: Number(base.stamp.state.mtimeNs / 1_000_000n),
      },
      saved,
      path: base.path,
      app: parts.version,
      replaces: [...old, ...unsure],
      last: Math.max(first.to, ...tail.flatMap((entry) => (entry.kind === 'steps' ? [entry.to] : []))),
      at: now(),
    }
    const above = Math.max(0, parts.numbers.get(essayId) ?? 0, ...head.replaces)
    writer = await beginLog(io, folder, [parts.folder, parts.dataFolder], { head, entries: [first, ...tail], above })
    parts.numbers.set(essayId, writer.number)
    // Only now, when the new log is on the disk. One that stays says in the new one's head that it is out of date.
    replaces = []
    await before?.close().catch(() => {})
    for (const number of old) await io.unlink(logPath(folder, number)).catch(() => {})
    unsure = old
  }

  /** Adds to the log, or begins one with everything where there is none that can be trusted. */
  async function put(entry: Whole | Steps | Seal): Promise<void> {
    if (writer !== null && !broken) {
      try {
        await writer.append(entry)
        return
      } catch (error) {
        if (errnoOf(error) === '') throw error
        broken = true
      }
    }
    await begin()
    broken = false
  }

  const inTurn = (work: () => Promise<Result<null>>): Promise<Result<null>> =>
    turns.run('', () => onDisk('the journal', NOT_PROTECTED, work))

  return {
    last: () => last,
    sizeByEdits: (upTo) => (isExplained ? sizeAfter(upTo) : null),
    write: (changes) =>
      turns.run('', () =>
        onDisk('the journal', NOT_PROTECTED, async () => {
          if (ended) return ENDED
          const at = now()
          const isNew = changes.to > last
          if (changes.to <= saved) return ok({ sequence: Math.max(changes.to, saved), protectedAt: at })
          if (changes.snapshot !== null) {
            if (changes.to < last) return GAP
            const size = textSize(changes.snapshot)
            if (shrinks(textSize(first.essay), size) && shrinks(sizeAfter(last), size)) isExplained = false
            first = { kind: 'whole', to: changes.to, at, essay: changes.snapshot }
            tail = tail.filter((entry) => entry.kind === 'seal')
            last = changes.to
            if (writer !== null && writer.size() > LONG_LOG) broken = true
            await put(first)
          } else if (changes.from > last + 1) {
            return GAP
          } else if (isNew) {
            const steps = changes.steps.slice(last + 1 - changes.from)
            const entry: Steps = { kind: 'steps', from: last + 1, to: changes.to, at, steps, details: changes.details }
            tail.push(entry)
            last = changes.to
            await put(entry)
          } else if (writer === null || broken) {
            await begin()
            broken = false
          }
          return ok({ sequence: last, protectedAt: at })
        }),
      ),
    seal: (sha256, upTo) =>
      inTurn(async () => {
        // Without a log there is nothing that a reader could take for unsaved.
        if (ended || (writer === null && last <= saved)) return ok(null)
        const entry: Seal = { kind: 'seal', sha256, upTo, at: now() }
        tail.push(entry)
        await put(entry)
        return ok(null)
      }),
    rotate: (next, essay, upTo) =>
      inTurn(async () => {
        if (ended) return ok(null)
        base = next
        saved = upTo
        isExplained = true
        // A text that came without changes (“mine” in a conflict) would stand in the file alone until there is a version of it.
        const isInLog = writer !== null || sameJson(first.essay, essay)
        tail = tail
          .filter((entry) => entry.kind === 'steps' && entry.to > upTo)
          .map((entry) => after(entry as Steps, upTo))
        if (first.to <= upTo) first = { kind: 'whole', to: upTo, at: now(), essay }
        last = Math.max(last, upTo)
        if (isInLog && writer === null && replaces.length === 0 && tail.length === 0) return ok(null)
        // Numbers that only the file holds would be a gap in the old log.
        broken = true
        await begin()
        broken = false
        return ok(null)
      }),
    begin: () =>
      inTurn(async () => {
        if (ended || (writer !== null && !broken)) return ok(null)
        await begin()
        broken = false
        return ok(null)
      }),
    end: (log = 'go-when-saved') =>
      turns.run('', async () => {
        if (ended) return
        ended = true
        await writer?.close().catch(() => {})
        if (log === 'stay' || (log === 'go-when-saved' && last > saved)) return
        const gone = [...replaces, ...(writer ? [writer.number] : [])].sort((one, other) => one - other)
        const newest = gone.pop()
        for (const number of gone) await io.unlink(logPath(folder, number)).catch(() => {})
        if (newest !== undefined) {
          // The newest says that the others are out of date; without it one that came back after a power cut would pass for unsaved text.
          const areGone = await syncFolder(io, folder).then(
            () => true,
            () => false,
          )
          if (areGone) await io.unlink(logPath(folder, newest)).catch(() => {})
        }
        await io.rmdir(folder).catch(() => {})
      }),
  }
}

/** The part of an entry that a save did not take in. */
function after(entry: Steps, upTo: number): Steps {
  if (entry.from > upTo) return entry
  return { ...entry, from: upTo + 1, steps: entry.steps.slice(upTo + 1 - entry.from) }
}

const NOT_PROTECTED = 'What you see is still open in this window, but a crash would lose what the file does not hold.'
const GAP = fail('conflict', 'The journal lacks changes that came before these.', { safe: NOT_PROTECTED })
const ENDED = fail('conflict', 'This essay is not open any more.', {
  safe: 'Your text is still open here, and what is on the disk is unchanged.',
  next: 'Save yours as a copy, or open the essay again.',
})
