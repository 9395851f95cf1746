import type { SavedEssay } from '../../contract/host.ts'
import type { Problem, Result } from '../../core/result.ts'

/** What the window may truthfully say about the essay's file. `at`: when it was last read back and compared (milliseconds since 1970), null before. */
export type FileState =
  /** opened and not changed since */
  | { readonly kind: 'unchanged' }
  /** the file holds this text; it was written, read back and compared */
  | { readonly kind: 'on-disk'; readonly at: number }
  /** the file holds an earlier state */
  | { readonly kind: 'behind'; readonly at: number | null }
  /** `isLate`: for more than ten seconds */
  | { readonly kind: 'saving'; readonly isLate: boolean }
  /** the last save failed; the file is as it was */
  | { readonly kind: 'problem'; readonly problem: Problem }

/** The saves of one essay's file (safety.md 3.1): by hand, after a rest, when the window is left, when the essay is. */
export interface FileSaving {
  /** Something changed. */
  edited(): void
  /** True where the file lacks something. */
  isBehind(): boolean
  /** Writes what the file lacks. One save runs at a time. `rest` writes only what was changed here; `leaving` what was recovered, too; neither writes over another program's file. */
  save(how: { readonly why: 'rest' | 'leaving' | 'by-hand'; readonly confirmShrink?: true }): Promise<void>
  /** The file holds the essay as it stood at that version. */
  holds(version: number, at: number): void
  end(): void
}

/** What `fileSaving` works with. */
export interface FileSavingParts {
  /** Captures the essay and writes it. */
  readonly save: (how: { readonly confirmShrink?: true }) => Promise<Result<SavedEssay>>
  /** Counts changes. */
  readonly version: () => number
  /** False where the essay was opened with text that its file does not hold. */
  readonly isSavedAtFirst: boolean
  readonly isWritable: () => boolean
  readonly mayWriteUnasked: () => boolean
  readonly onState: (state: FileState) => void
}

/** Rest after which the file is written, and the longest that typing holds it back (milliseconds). The journal protects every second. */
const REST = 30_000
const AT_LATEST = 300_000
/** A save that takes longer is said to (milliseconds; safety.md 2, the stall watchdog). */
const LATE = 10_000

/** Keeps an essay's file up with its text. */
export function fileSaving(parts: FileSavingParts): FileSaving {
  const { version, onState } = parts
  /** The version that the file holds; -1 where it holds not even the text as it was opened. */
  let held = parts.isSavedAtFirst ? 0 : -1
  let comparedAt: number | null = null
  let saving: Promise<void> | null = null
  let rest: ReturnType<typeof setTimeout> | undefined
  let changedSince = 0
  let state: FileState['kind'] = parts.isSavedAtFirst ? 'unchanged' : 'behind'
  let ended = false

  const tell = (next: FileState) => {
    state = next.kind
    if (!ended) onState(next)
  }
  const tellWhatIsHeld = () => {
    if (held !== version()) tell({ kind: 'behind', at: comparedAt })
    else tell(comparedAt === null ? { kind: 'unchanged' } : { kind: 'on-disk', at: comparedAt })
  }
  async function write(how: { readonly confirmShrink?: true }): Promise<void> {
    const captured = version()
    changedSince = 0
    tell({ kind: 'saving', isLate: false })
    const late = setTimeout(() => tell({ kind: 'saving', isLate: true }), LATE)
    const saved = await parts.save(how)
    clearTimeout(late)
    if (!saved.ok) {
      tell({ kind: 'problem', problem: saved.problem })
      return
    }
    // Only what was captured is on disk; keys typed during the write are still to be saved.
    held = captured
    comparedAt = saved.value.savedAt
    tellWhatIsHeld()
  }

  const isBehind = () => held !== version()
  const save: FileSaving['save'] = async ({ why, ...how }) => {
    clearTimeout(rest)
    while (saving) await saving
    if (ended || !parts.isWritable() || !isBehind()) return
    if (why !== 'by-hand' && !parts.mayWriteUnasked()) return
    if (why === 'rest' && version() === 0) return
    saving = write(how).finally(() => {
      saving = null
    })
    await saving
  }

  return {
    edited() {
      // A problem stays in sight until a save ends it; the text that is typed on does not.
      if (state !== 'saving' && state !== 'problem' && state !== 'behind') tell({ kind: 'behind', at: comparedAt })
      if (changedSince === 0) changedSince = Date.now()
      clearTimeout(rest)
      const latest = Math.max(0, changedSince + AT_LATEST - Date.now())
      rest = setTimeout(() => void save({ why: 'rest' }), Math.min(REST, latest))
    },
    isBehind,
    save,
    holds(captured, at) {
      held = captured
      comparedAt = at
      tellWhatIsHeld()
    },
    end() {
      ended = true
      clearTimeout(rest)
    },
  }
}
