import type { Host, InputOf, OpenedEssay, SavedEssay, ValueOf, VersionSummary } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { type Change, type DetailsJson, replayChanges } from '../../core/essay/replay.ts'
import { fail, ok, type Problem, type Result } from '../../core/result.ts'
import { buildEssay } from './essay.ts'

/** A host of one essay, as far as a session needs one: a journal that numbers and replays, a file, and answers that wait until they are let go. */
export interface JournalHost {
  readonly host: Host
  readonly opened: OpenedEssay
  /** Requests to the journal, in the order in which they came. */
  readonly journal: readonly InputOf<'writeJournal'>[]
  /** Essays as saves sent them. */
  readonly saves: readonly InputOf<'saveEssay'>[]
  readonly kept: readonly InputOf<'keepVersion'>[]
  /** The essay that a recovery would give: the journal's changes, put upon the essay as it was opened. */
  recovered(): Essay
  /** What the journal or the save answers from now on; null: as it should. */
  failing: { journal: Problem | null; save: Problem | null }
  /** While true, the journal takes requests in and answers none. */
  silent: boolean
  /** Answers what was held back. */
  letGo(): Promise<void>
  /** Number of the last change in the journal. */
  last(): number
  file: 'same' | 'changed' | 'gone'
}

/** A host with an essay of these paragraphs open. */
export function journalHost(paragraphs: readonly string[], changes: Partial<OpenedEssay> = {}): JournalHost {
  const { essay: document } = buildEssay({ text: paragraphs })
  const journal: InputOf<'writeJournal'>[] = []
  const saves: InputOf<'saveEssay'>[] = []
  const kept: InputOf<'keepVersion'>[] = []
  let log: Change[] = []
  let last = 0
  let revision = 0
  let held: (() => void)[] = []
  const take = (input: InputOf<'writeJournal'>): Result<ValueOf<'writeJournal'>> => {
    if (fake.failing.journal) return { ok: false, problem: fake.failing.journal }
    if (input.snapshot) {
      log = [{ kind: 'snapshot', essay: input.snapshot }]
      last = input.to
    } else if (input.from > last + 1) {
      return fail('conflict', 'The journal lacks changes that came before these.')
    } else if (input.to > last) {
      const steps = input.steps.slice(last + 1 - input.from)
      log.push({ kind: 'steps', steps, details: input.details as DetailsJson | null })
      last = input.to
    }
    return ok({ sequence: last, protectedAt: Date.now() })
  }
  const host: Partial<Host> = {
    async writeJournal(input) {
      journal.push(structuredClone(input))
      const answer = take(input)
      if (fake.silent) await new Promise<void>((resolve) => held.push(resolve))
      return answer
    },
    async saveEssay(input) {
      saves.push(input)
      if (fake.failing.save) return { ok: false, problem: fake.failing.save }
      revision++
      last = Math.max(last, input.sequence ?? 0)
      const saved: SavedEssay = { revision, savedAt: Date.now(), bytes: 1, sha256: '', fileName: 'Essay' }
      return ok(saved)
    },
    async keepVersion(input) {
      kept.push(input)
      return ok({} as VersionSummary)
    },
    checkEssay: async () => ok({ state: fake.file }),
    closeEssay: async () => ok(null),
  }
  const opened: OpenedEssay = {
    essay: 'essay',
    document,
    generation: 1,
    revision: 0,
    fileName: 'Essay',
    assetBase: '/asset/essay/',
    place: null,
    recovered: null,
    readOnly: null,
    isAside: false,
    ...changes,
  }
  const fake: JournalHost = {
    host: host as Host,
    opened,
    journal,
    saves,
    kept,
    failing: { journal: null, save: null },
    silent: false,
    file: 'same',
    last: () => last,
    async letGo() {
      fake.silent = false
      const waiting = held
      held = []
      for (const resolve of waiting) resolve()
      await settled()
    },
    recovered() {
      const replayed = replayChanges(document, log)
      if (!replayed.ok || replayed.value.salvaged.length > 0) throw new Error('the journal does not replay')
      return replayed.value.essay
    },
  }
  return fake
}

/** Lets everything that waits for nothing but its turn go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
