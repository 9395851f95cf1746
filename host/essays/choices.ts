import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import type { ChangeChoice, OpenedEssay, RecoveryChoice, WorkingEssay } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf, onDisk } from '../disk-problem.ts'
import { durableWrite } from '../durable-write.ts'
import { LARGEST_ESSAY_FILE, packEssay, unpackEssay } from '../essay-file.ts'
import { fileNameOf } from '../file-name.ts'
import { type FileStamp, readStamped } from '../file-stamp.ts'
import type { History } from '../history/history.ts'
import type { Io } from '../io.ts'
import type { EssayFiles } from './essay-files.ts'
import { writeUnderFreeName } from './file-moves.ts'
import type { Handles } from './handles.ts'
import type { Opening } from './opening.ts'
import { conflictName, keepInTrash } from './recovery.ts'

/** What a person decides where a file and the text here are two versions of an essay. The side not chosen is a version before anything replaces it. */
export interface Choices {
  /** About a file that changed while unsaved text of it was in the journal. */
  decide(essay: string, path: string, generation: number, choice: RecoveryChoice): Promise<Result<OpenedEssay>>
  /** About a file that changed while the essay was open. */
  resolveChange(path: string, input: WorkingEssay & { readonly choice: ChangeChoice }): Promise<Result<OpenedEssay>>
}

/** What choices work with. */
export interface ChoicesParts {
  readonly io: Io
  readonly files: EssayFiles
  readonly handles: Handles
  readonly history: History
  readonly now: () => number
  readonly log: (line: string) => void
}

/** The file on the other side, as it is now; null where there is none any more. */
type Theirs = { readonly bytes: Uint8Array; readonly stamp: FileStamp } | null

/** Choices over open essays. */
export function choices({ io, files, handles, history, now, log }: ChoicesParts): Choices {
  const keepMine = (essay: Essay, path: string): Promise<Result<unknown>> =>
    history.keep(essay, {
      cause: 'conflict',
      file: fileNameOf(path),
      picture: (hash) => files.find(undefined, essay.id, hash),
    })

  /** As a version; a file that is no essay any more goes into the folder Trash beside it as it is. */
  async function keepTheirs(theirs: Theirs, essayId: string, path: string): Promise<Result<unknown>> {
    if (theirs === null) return ok(null)
    const unpacked = unpackEssay(theirs.bytes)
    if (!unpacked.ok) return keepInTrash(io, path, theirs.bytes)
    const { essay, pictures } = unpacked.value
    return history.keep(
      { ...essay, id: essayId },
      { cause: 'conflict', file: fileNameOf(path), picture: async (hash) => pictures.get(hash) ?? null },
    )
  }

  async function goOnInOwnFile(
    essay: Essay,
    path: string,
    opening: Opening,
    when: number,
  ): Promise<Result<{ readonly path: string }>> {
    const resolved = await files.resolve(handles.refOf(path), { generation: opening.generation, document: essay })
    if (!resolved.ok) return resolved
    const own = { ...resolved.value.essay, id: randomUUID() }
    const packed = await packEssay(own, resolved.value.pictures, opening.foreignInfo)
    if (!packed.ok) return packed
    return writeUnderFreeName(io, dirname(path), conflictName(fileNameOf(path), when), '.essay', packed.value.bytes)
  }

  async function openOther(essay: string, path: string, other: string): Promise<Result<OpenedEssay>> {
    const opener = { window: files.openings.get(essay)?.window ?? '' }
    // Only now: the text of the journal is on the disk under another name, and was read back.
    await files.end(essay, 'go')
    return other === path ? files.openAt(essay, path, opener) : files.openAt(handles.refOf(other), other, opener)
  }

  return {
    async decide(essay, path, generation, choice) {
      const refused = files.refusal(essay, generation)
      if (refused) return refused
      const opening = files.openings.get(essay)
      if (opening?.generation !== generation || opening.undecided === null) return NOTHING_TO_DECIDE
      const mine = opening.undecided
      if (choice === 'mine') {
        const theirs = await readStamped(path, LARGEST_ESSAY_FILE, io)
        if (!theirs.ok) return theirs
        if (theirs.value.stamp.sha256 !== opening.stamp.sha256) return files.openAt(essay, path)
        const kept = await keepTheirs(theirs.value, opening.essayId, path)
        if (!kept.ok) return kept
        opening.undecided = null
        const begun = await opening.journal.begin()
        if (!begun.ok) log(`${opening.essayId}: recovered text stays in its old log (${begun.problem.code})`)
        return ok({
          ...(await files.describe(essay, path, opening)),
          document: mine.essay,
          recovered: {
            sentence: 'Your text goes on. The other version is in the history.',
            when: mine.when,
            choice: null,
          },
        })
      }
      if (choice === 'theirs') {
        const kept = await keepMine(mine.essay, path)
        return kept.ok ? openOther(essay, path, path) : kept
      }
      const own = await goOnInOwnFile(mine.essay, path, opening, mine.when)
      return own.ok ? openOther(essay, path, own.value.path) : own
    },

    async resolveChange(path, input) {
      const turn = files.turn(input.essay, input)
      if (!turn.ok) return turn
      const opening = turn.value
      const resolved = await files.resolve(input.essay, input)
      if (!resolved.ok) return resolved
      const mine = resolved.value.essay
      const theirs = await readTheirs(io, path)
      if (!theirs.ok) return theirs
      switch (input.choice) {
        case 'mine': {
          const kept = await keepTheirs(theirs.value, opening.essayId, path)
          if (!kept.ok) return kept
          const isGone = theirs.value === null
          // What was just kept is what may be replaced; anything newer is a conflict again.
          if (theirs.value !== null) opening.stamp = theirs.value.stamp
          const back = isGone ? await putBack(io, path, opening, resolved.value) : ok(null)
          if (!back.ok) return back
          const saved = await files.save(path, { ...input, confirmShrink: true })
          if (!saved.ok) return saved
          const at = handles.pathOf(input.essay) ?? path
          return ok({ ...(await files.describe(input.essay, at, opening)), document: mine, recovered: null })
        }
        case 'theirs': {
          if (theirs.value === null) return GONE
          const loaded = unpackEssay(theirs.value.bytes, { pictures: false })
          if (!loaded.ok) return loaded
          const kept = await keepMine(mine, path)
          return kept.ok ? openOther(input.essay, path, path) : kept
        }
        case 'both': {
          const own = await goOnInOwnFile(mine, path, opening, now())
          return own.ok ? openOther(input.essay, path, own.value.path) : own
        }
        default:
          throw new Error(`unknown choice: ${input.choice satisfies never}`)
      }
    },
  }
}

async function readTheirs(io: Io, path: string): Promise<Result<Theirs>> {
  const isThere = await onDisk(fileNameOf(path), 'Nothing was changed.', async () => {
    try {
      await io.stat(path)
      return ok(true)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error
      return ok(false)
    }
  })
  if (!isThere.ok) return isThere
  return isThere.value ? readStamped(path, LARGEST_ESSAY_FILE, io) : ok(null)
}

/** Makes the file again where another program took it away. */
async function putBack(
  io: Io,
  path: string,
  opening: Opening,
  { essay, pictures }: { readonly essay: Essay; readonly pictures: ReadonlyMap<string, Uint8Array> },
): Promise<Result<null>> {
  const packed = await packEssay(essay, pictures, opening.foreignInfo)
  if (!packed.ok) return packed
  const written = await durableWrite(path, packed.value.bytes, { mode: 'create', io })
  if (!written.ok) return written
  opening.stamp = written.value.stamp
  return ok(null)
}

const NOTHING_TO_DECIDE = fail('not-found', 'There is nothing to decide about this essay any more.', {
  safe: 'No file was changed.',
  next: 'Open it again from the Desk.',
})
const GONE = fail('gone', 'The other program took the file away, so there is no other version.', {
  safe: 'Your text is still open here.',
  next: 'Keep yours, or save a copy.',
})
