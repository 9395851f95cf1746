import type {
  EssayRef,
  InputOf,
  OpenedEssay,
  ValueOf,
  VersionCause,
  VersionSummary,
  WorkingEssay,
} from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { stableJson } from '../../core/essay/stable-json.ts'
import { countEssay } from '../../core/essay/word-count.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type KnownBlocks, knownBlocks } from '../essays/known-blocks.ts'
import type { OpenEssays } from '../essays/open-essays.ts'
import type { Spool } from '../essays/spool.ts'
import type { LogFate } from '../journal/journal.ts'
import { referencedPictures } from '../referenced-pictures.ts'
import type { History } from './history.ts'
import type { Version } from './index-lines.ts'

/** The operations of the contract that are about versions. */
export interface VersionOperations {
  list(input: InputOf<'listVersions'>): Promise<Result<ValueOf<'listVersions'>>>
  read(input: InputOf<'readVersion'>): Promise<Result<Essay>>
  keep(input: InputOf<'keepVersion'>): Promise<Result<VersionSummary>>
  name(input: InputOf<'nameVersion'>): Promise<Result<VersionSummary>>
  restore(input: InputOf<'restoreVersion'>): Promise<Result<OpenedEssay>>
}

/** What `withHistory` works with. */
export interface WithHistoryParts {
  readonly history: History
  readonly spool: Spool
  readonly now: () => number
  /** One line for the log; never holds text. */
  readonly log: (line: string) => void
}

/** An opening, as far as its versions are concerned. */
interface Watched {
  readonly essayId: string
  readonly generation: number
  file: string
  /** What the file holds. */
  document: Essay
  readonly blocks: KnownBlocks
  /** What the file held before this session's first change, until it is kept; null: nothing that is worth it. */
  start: Essay | 'not asked' | null
  /** Whether the file holds an earlier text than `document`, which a journal gave back. */
  readonly isRecovered: boolean
  /** Whether it was noticed that another program took the file away, and what it held is kept. */
  isGone: boolean
  /** Whether the file changed since the last version. */
  isChanged: boolean
  /** When and at how many words the last version was kept. */
  keptAt: number
  keptWords: number
  /** When this side of a conflict was kept last; 0: never. */
  conflictAt: number
  /** Resolves when the version is kept that the last save asked for. */
  keeping: Promise<void>
}

const TEN_MINUTES = 600_000
const WORDS = 500
/** While a conflict stands, every save meets it again. */
const BETWEEN_CONFLICTS = 60_000

/**
 * Essays that are open, with their versions kept (safety.md 3.2): before the first change of a session, after ten minutes or 500 words of
 * changes, on a conflict, before a file that changed outside takes the place of what was open, and when they are closed. A version that
 * cannot be kept is logged and holds up no save; a restore it does.
 */
export function withHistory(
  open: OpenEssays,
  { history, spool, now, log }: WithHistoryParts,
): { readonly open: OpenEssays; readonly versions: VersionOperations } {
  const watched = new Map<EssayRef, Watched>()

  const keep = (essay: EssayRef, document: Essay, cause: VersionCause, more: { name?: string; from?: string } = {}) =>
    history.keep(document, {
      cause,
      file: watched.get(essay)?.file ?? '',
      picture: (hash) => open.picture(essay, hash),
      ...more,
    })
  /** What reads or changes the history, or ends the opening, waits for the version that a save left behind. */
  const kept = async (essay: EssayRef): Promise<void> => watched.get(essay)?.keeping
  /** Whether it is kept. */
  const tryToKeep = async (essay: EssayRef, document: Essay, cause: VersionCause): Promise<boolean> => {
    const version = await keep(essay, document, cause)
    if (!version.ok) log(`${document.id}: no version was kept (${cause}): ${version.problem.code}`)
    else noteKept(essay, document)
    return version.ok
  }
  /** The version that ends a session. Where it cannot be kept, the log stays: it has the text, and the next opening tries again. */
  const keepLast = async (essay: EssayRef, { document, isChanged }: Watched): Promise<LogFate> => {
    const last = isChanged ? essayFromJson(document) : null
    return !last?.ok || (await tryToKeep(essay, last.value, 'closed')) ? 'go-when-saved' : 'stay'
  }
  /** The same for all that is open; the essays whose logs stay. */
  const keepAllLast = async (): Promise<ReadonlySet<string>> => {
    const staying = new Set<string>()
    for (const essay of watched.keys()) await kept(essay)
    for (const [essay, opening] of watched) if ((await keepLast(essay, opening)) === 'stay') staying.add(essay)
    return staying
  }
  const noteKept = (essay: EssayRef, document: Essay): void => {
    const opening = watched.get(essay)
    if (!opening) return
    opening.keptAt = now()
    opening.keptWords = countEssay(document).body.words
    opening.isChanged = false
  }
  /** `wroteFile`: what is open was just written here, and is no version yet. */
  const watch = async (opened: Result<OpenedEssay>, wroteFile = false): Promise<Result<OpenedEssay>> => {
    if (!opened.ok) return opened
    const { essay, document, generation, fileName } = opened.value
    // What is open for reading only may be another one's, and is no version of ours.
    if (opened.value.readOnly !== null && watched.has(essay)) return opened
    const before = watched.get(essay)
    const known = before?.essayId === document.id ? essayFromJson(before.document) : null
    const isSame = known?.ok === true && text(known.value) === text(document)
    watched.set(essay, {
      essayId: document.id,
      generation,
      file: fileName,
      document,
      blocks: knownBlocks(),
      start: 'not asked',
      isGone: false,
      isRecovered: opened.value.recovered !== null,
      isChanged: wroteFile || (isSame && before?.isChanged === true),
      keptAt: now(),
      keptWords: countEssay(document).body.words,
      conflictAt: 0,
      keeping: Promise.resolve(),
    })
    // Another program's file takes the place of what was open here.
    if (known?.ok && !isSame) await tryToKeep(essay, known.value, 'outside')
    return opened
  }
  const beforeChange = async (essay: EssayRef): Promise<void> => {
    const opening = watched.get(essay)
    if (!opening) return
    if (opening.start === 'not asked') opening.start = await startOf(essay, opening)
    // On a full disk it is tried again with each change.
    if (opening.start === null) return
    const { isChanged } = opening
    if (await tryToKeep(essay, opening.start, 'opened')) opening.start = null
    opening.isChanged = isChanged
  }
  const startOf = async (essay: EssayRef, { document, essayId, isRecovered }: Watched): Promise<Essay | null> => {
    if (!isRecovered) return isEmpty(document) ? null : document
    const file = await open.peek(essay)
    return file.ok ? { ...file.value.document, id: essayId } : null
  }
  const save = async (asked: WorkingEssay): ReturnType<OpenEssays['save']> => {
    await kept(asked.essay)
    await beforeChange(asked.essay)
    const blocks = watched.get(asked.essay)?.blocks
    const input = blocks ? { ...asked, document: blocks.recognise(asked.document) } : asked
    const saved = await open.save(input)
    const opening = watched.get(input.essay)
    if (!saved.ok) {
      if (saved.problem.code === 'conflict' && opening && now() - opening.conflictAt >= BETWEEN_CONFLICTS) {
        opening.conflictAt = now()
        const mine = await open.resolve(input)
        if (mine.ok) await tryToKeep(input.essay, mine.value.essay, 'conflict')
      }
      return saved
    }
    if (!opening || opening.generation !== input.generation) return saved
    opening.file = saved.value.fileName
    opening.document = input.document
    opening.isChanged = true
    const words = countEssay(input.document).body.words
    const isLong = Math.abs(words - opening.keptWords) >= WORDS
    if (!isLong && now() - opening.keptAt < TEN_MINUTES) return saved
    // What is on the disk is said at once, and not when its version is, too.
    opening.keeping = open
      .resolve(input)
      .then(async (whole) => {
        if (whole.ok) await tryToKeep(input.essay, whole.value.essay, isLong ? 'words' : 'time')
      })
      .catch((bug: unknown) => log(`${opening.essayId}: no version was kept, by a defect (${errorName(bug)})`))
    return saved
  }
  const summaryOf = (version: Version, all: readonly Version[]): VersionSummary => ({
    version: version.id,
    time: version.time,
    cause: version.cause,
    words: version.words,
    name: version.name,
    fileName: version.file,
    restoredFrom: version.cause === 'restored' ? (all.find(({ id }) => id === version.parent)?.time ?? null) : null,
  })
  const withEssay = async <T>(essay: EssayRef, work: (essayId: string) => Promise<Result<T>>): Promise<Result<T>> => {
    await kept(essay)
    const opening = watched.get(essay)
    return opening ? work(opening.essayId) : NOT_OPEN
  }
  const summarise = async (version: Result<Version>, essayId: string): Promise<Result<VersionSummary>> => {
    if (!version.ok) return version
    const all = await history.list(essayId)
    return all.ok ? ok(summaryOf(version.value, all.value)) : all
  }

  return {
    open: {
      ...open,
      async open(essay, opener) {
        await kept(essay)
        return watch(await open.open(essay, opener))
      },
      copy: async (essay, opener) => watch(await open.copy(essay, opener)),
      async check(essay, generation) {
        await kept(essay)
        const checked = await open.check(essay, generation)
        const opening = watched.get(essay)
        // Its pictures stand nowhere else any more.
        if (checked.ok && checked.value.state === 'gone' && opening?.generation === generation && !opening.isGone) {
          opening.isGone = isEmpty(opening.document) || (await tryToKeep(essay, opening.document, 'outside'))
        }
        return checked
      },
      async decide(essay, generation, choice) {
        await kept(essay)
        return watch(await open.decide(essay, generation, choice), choice === 'both')
      },
      async resolveChange(input) {
        await kept(input.essay)
        await beforeChange(input.essay)
        const opened = await open.resolveChange(input)
        // Both sides are kept by now; nothing took the place of what was open unasked.
        if (opened.ok) watched.delete(input.essay)
        return watch(opened, input.choice !== 'theirs')
      },
      save,
      async saveCopy(input, path, mode) {
        await kept(input.essay)
        return watch(await open.saveCopy(input, path, mode), true)
      },
      async close(essay, generation) {
        await kept(essay)
        const opening = watched.get(essay)
        const isCurrent = opening?.generation === generation
        const fate = isCurrent ? await keepLast(essay, opening) : 'go-when-saved'
        const closed = await open.close(essay, generation, fate)
        if (isCurrent && closed.ok) {
          // Nobody writes in it any more.
          const pruned = await history.prune(opening.essayId)
          if (!pruned.ok) log(`${opening.essayId}: the history was not pruned: ${pruned.problem.code}`)
        }
        return closed
      },
      async trash(essay) {
        await kept(essay)
        const opening = watched.get(essay)
        return open.trash(essay, opening ? await keepLast(essay, opening) : 'go-when-saved')
      },
      async picture(essay, hash) {
        const found = await open.picture(essay, hash)
        const opening = watched.get(essay)
        return found ?? (opening ? history.picture(opening.essayId, hash) : null)
      },
      async endOpenings() {
        await open.endOpenings(await keepAllLast())
        watched.clear()
      },
      async endAll() {
        await open.endAll(await keepAllLast())
        await history.idle()
        watched.clear()
      },
    },
    versions: {
      list: ({ essay }) =>
        withEssay(essay, async (essayId) => {
          const all = await history.list(essayId)
          return all.ok ? ok({ versions: all.value.map((one) => summaryOf(one, all.value)).reverse() }) : all
        }),
      read: ({ essay, version }) => withEssay(essay, (essayId) => history.read(essayId, version)),
      keep: (input) =>
        withEssay(input.essay, async (essayId) => {
          const refused = open.refusal(input.essay, input.generation)
          if (refused) return refused
          const whole = await open.resolve(input)
          if (!whole.ok) return whole
          if (whole.value.essay.id !== essayId) return OTHER_ESSAY
          const { name } = input
          const version = await keep(input.essay, whole.value.essay, name === '' ? 'saved' : 'named', { name })
          if (version.ok) noteKept(input.essay, whole.value.essay)
          return summarise(version, essayId)
        }),
      name: ({ essay, version, name }) =>
        withEssay(essay, async (essayId) => summarise(await history.name(essayId, version, name), essayId)),
      restore: (input) =>
        withEssay(input.essay, async (essayId) => {
          const { essay, version } = input
          const refused = open.refusal(essay, input.generation)
          if (refused) return refused
          const old = await history.read(essayId, version)
          if (!old.ok) return old
          const current = await open.resolve(input)
          if (!current.ok) return current
          if (current.value.essay.id !== essayId) return OTHER_ESSAY
          const before = await keep(essay, current.value.essay, 'before-restore')
          if (!before.ok) return before
          // A save takes pictures from the spool, and lets go of them there when the file has them.
          for (const hash of referencedPictures(old.value)) {
            const bytes = await history.picture(essayId, hash)
            const spooled = bytes ? await spool.keep(essayId, hash, bytes) : ok(null)
            if (!spooled.ok) return spooled
          }
          const working = {
            essay,
            generation: input.generation,
            revision: input.revision,
            document: old.value,
            confirmShrink: true as const,
          }
          const saved = await open.save(working)
          if (!saved.ok) return saved
          const restored = await keep(essay, old.value, 'restored', { from: version })
          if (!restored.ok) log(`${essayId}: the restored version is saved, but not in the history`)
          watched.delete(essay)
          return watch(await open.open(essay))
        }),
    },
  }
}

function errorName(bug: unknown): string {
  return bug instanceof Error ? bug.name : typeof bug
}

/** Equal for equal texts and details; the list of pictures follows from them. */
function text(essay: Essay): string {
  return stableJson({ ...essay, assets: [] })
}

function isEmpty(essay: Essay): boolean {
  const { body, notes, captions } = countEssay(essay)
  return body.words + notes.words + captions.words === 0 && essay.metadata.title === '' && essay.assets.length === 0
}

const NOT_OPEN = fail('not-found', 'This essay is not open.', {
  safe: 'No file was changed.',
  next: 'Open it again from the Desk.',
})
const OTHER_ESSAY = fail('conflict', 'This text belongs to another essay.', {
  safe: 'Your text is still open here, and what is on the disk is unchanged.',
})
