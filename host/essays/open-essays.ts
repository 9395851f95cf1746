import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import type {
  EssayChange,
  InputOf,
  NamedBytes,
  OpenedEssay,
  Place,
  RecoveryChoice,
  SavedEssay,
  ValueOf,
  WorkingEssay,
} from '../../contract/host.ts'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'
import { durableWrite } from '../durable-write.ts'
import { type PictureBytes, packEssay } from '../essay-file.ts'
import { fileNameOf, safeFileName } from '../file-name.ts'
import type { LogFate } from '../journal/journal.ts'
import { takePicture } from '../picture/take-picture.ts'
import { choices } from './choices.ts'
import { type EssayFilesParts, essayFiles, type Opener } from './essay-files.ts'
import { moveOutOfTrash, moveToTrash, writeUnderFreeName } from './file-moves.ts'
import { loadEssay } from './load-essay.ts'
import { picturesAtHand } from './opening.ts'
import { lookAtFile, tellChanges } from './outside-changes.ts'
import { queues } from './queues.ts'
import { watchFolders } from './watch-folders.ts'

/** The essays that windows have open, and everything that happens to their files. One thing at a time per essay. */
export interface OpenEssays {
  open(essay: string, opener?: Opener): Promise<Result<OpenedEssay>>
  /** Reads an essay as its file stands, without opening it. */
  peek(essay: string): Promise<Result<ValueOf<'peekEssay'>>>
  /** Makes a copy with an id of its own beside the file and opens it. */
  copy(essay: string, opener: Opener): Promise<Result<OpenedEssay>>
  /** Whether the file of an opening is still what it was. */
  check(essay: string, generation: number): Promise<Result<ValueOf<'checkEssay'>>>
  save(input: WorkingEssay): Promise<Result<SavedEssay>>
  /** Makes changes durable in the essay's journal. Does not wait for a save that is under way. */
  journal(input: InputOf<'writeJournal'>): Promise<Result<ValueOf<'writeJournal'>>>
  /** Does what the person chose about a file that changed while unsaved text of it was in the journal. */
  decide(essay: string, generation: number, choice: RecoveryChoice): Promise<Result<OpenedEssay>>
  /** Does what the person chose about a file that changed while the essay was open. */
  resolveChange(input: InputOf<'resolveChange'>): Promise<Result<OpenedEssay>>
  /** Writes a copy with an id of its own to a path and opens it. `replace` only where the person was asked about that very name. */
  saveCopy(input: WorkingEssay, path: string, mode: 'create' | 'replace'): Promise<Result<OpenedEssay>>
  /** The file as a save would write it. Never a conflict: this is a way out of one. */
  pack(input: WorkingEssay): Promise<Result<NamedBytes>>
  close(essay: string, generation: number, log?: LogFate): Promise<Result<null>>
  trash(essay: string, log?: LogFate): Promise<Result<null>>
  /** Takes an essay back out of the Trash. */
  untrash(essay: string): Promise<Result<null>>
  takePicture(essay: string, picture: NamedBytes): Promise<Result<Asset>>
  /** An essay's text, judged, with every picture of it that is to be had. */
  resolve(input: WorkingEssay): Promise<Result<{ readonly essay: Essay; readonly pictures: PictureBytes }>>
  /** The refusal of an opening for reading only, or null. */
  refusal(essay: string, generation: number): ReturnType<typeof fail> | null
  /** The refusal to publish an opening that does not show the whole essay, or null. */
  refusalToPublish(essay: string, generation: number): ReturnType<typeof fail> | null
  /** One picture's bytes, or null. */
  picture(essay: string, hash: string): Promise<Uint8Array | null>
  /** Remembers where the person was. The essay must have been opened once, because places are kept by its id and not by its file. */
  rememberPlace(essay: string, place: Place): Promise<Result<null>>
  /** Whether an essay of this id is open. */
  isOpen(essayId: string): boolean
  /** Resolves when all that is under way now, saves among it, has ended. */
  settled(): Promise<void>
  /** Gives the file of an essay that is not open another path by `move`, in its turn. Answers the path that it has then. */
  relocate(essay: string, move: (path: string) => Promise<Result<string>>): Promise<Result<string>>
  /** Ends the openings of a window that is gone, when what is under way has ended; the logs of some stay. */
  endOpenings(staying?: ReadonlySet<string>): Promise<void>
  /** Ends all openings when what is under way has ended, and looks after no file any more; the logs of some stay. */
  endAll(staying?: ReadonlySet<string>): Promise<void>
}

/** The name of a file that nobody has named yet. */
export const UNTITLED = 'Untitled essay'

/** What `openEssays` works with. */
export interface OpenEssaysParts extends Omit<EssayFilesParts, 'watch' | 'inTurn'> {
  /** Hears of changes by other programs. */
  readonly tell: (change: EssayChange) => void
}

/** Nothing is open yet. */
export function openEssays(parts: OpenEssaysParts): OpenEssays {
  const { io, handles, spool, places, now, log } = parts
  const turns = queues()
  const inTurn = (essay: string, work: () => Promise<void>) => turns.run(essay, work)
  const watch = watchFolders(io, (folder, name) => {
    const { openings } = files
    void tellChanges({ io, openings, pathOf: handles.pathOf, inTurn, tell: parts.tell, now, log }, folder, name)
  })
  const files = essayFiles({ ...parts, watch, inTurn })
  const { openings } = files
  const { decide, resolveChange } = choices({ io, files, handles, history: parts.history, now, log })

  const withPath = <T>(essay: string, work: (path: string) => Promise<Result<T>>): Promise<Result<T>> =>
    turns.run(essay, async () => {
      const path = handles.pathOf(essay)
      return path === null ? UNKNOWN : work(path)
    })
  /** Like `withPath`, for what takes the text of an opening out of it: what this Galley cannot show whole may not leave it as if it were. */
  const withText = <T>(input: WorkingEssay, work: (path: string) => Promise<Result<T>>): Promise<Result<T>> =>
    withPath(input.essay, async (path) => files.refusal(input.essay, input.generation) ?? work(path))

  const endOpenings = async (staying?: ReadonlySet<string>): Promise<void> => {
    await turns.idle()
    for (const essay of [...openings.keys()]) await files.end(essay, staying?.has(essay) ? 'stay' : 'go-when-saved')
  }

  return {
    open: (essay, opener) => withPath(essay, (path) => files.openAt(essay, path, opener)),
    peek: (essay) =>
      withPath(essay, async (path) => {
        const loaded = await loadEssay(io, path)
        if (!loaded.ok) return loaded
        const changed = Number(loaded.value.stamp.state.mtimeNs / 1_000_000n)
        const assetBase = parts.assetBase(essay)
        return ok({ document: loaded.value.essay, fileName: fileNameOf(path), assetBase, changed })
      }),
    copy: (essay, opener) =>
      withPath(essay, async (path) => {
        const loaded = await loadEssay(io, path)
        if (!loaded.ok) return loaded
        const { essay: document, pictures, foreignInfo, readOnly } = loaded.value
        if (readOnly?.reason === 'newer-format')
          return fail('newer-version', 'A copy made here would lack what only the newer Galley understands.', {
            safe: 'The file is unchanged.',
            next: 'Copy the file itself in your file manager, or open it with that version.',
          })
        const packed = await packEssay({ ...document, id: randomUUID() }, pictures, foreignInfo)
        if (!packed.ok) return packed
        const name = `${fileNameOf(path)} copy`
        const written = await writeUnderFreeName(io, dirname(path), name, '.essay', packed.value.bytes)
        if (!written.ok) return written
        return files.openAt(handles.refOf(written.value.path), written.value.path, opener)
      }),
    check: (essay, generation) =>
      withPath(essay, async (path) => {
        const opening = openings.get(essay)
        if (files.refusal(essay, generation)) return ok({ state: 'same' })
        if (opening?.generation !== generation) return ENDED
        opening.seenAt = now()
        await opening.owned.refresh()
        return onDisk(fileNameOf(path), 'Your text is still open here.', async () =>
          ok({ state: (await lookAtFile(io, path, opening)).fate }),
        )
      }),
    save: (input) => withPath(input.essay, (path) => files.save(path, input)),
    async journal({ essay, id, generation, from, to, steps, details, snapshot }) {
      const revision = openings.get(essay)?.revision ?? 0
      const turn = files.turn(essay, { generation, revision, document: { id } })
      return turn.ok ? turn.value.journal.write({ from, to, steps, details, snapshot }) : turn
    },
    decide: (essay, generation, choice) => withPath(essay, (path) => decide(essay, path, generation, choice)),
    resolveChange: (input) => withPath(input.essay, (path) => resolveChange(path, input)),
    saveCopy: (input, path, mode) =>
      withText(input, async (before) => {
        const resolved = await files.resolve(input.essay, input)
        if (!resolved.ok) return resolved
        const own = before === path
        const opening = openings.get(input.essay)
        const essay = own ? resolved.value.essay : { ...resolved.value.essay, id: randomUUID() }
        const packed = await packEssay(essay, resolved.value.pictures, opening?.foreignInfo)
        if (!packed.ok) return packed
        const { bytes, sha256 } = packed.value
        if (own) await opening?.journal.seal(sha256, input.sequence ?? opening.journal.last())
        const written = await durableWrite(path, bytes, { mode, sha256, io })
        if (!written.ok) return written
        const copy = handles.refOf(written.value.path)
        await files.end(copy)
        return files.openAt(copy, written.value.path, { window: opening?.window ?? '' })
      }),
    pack: (input) =>
      withText(input, async () => {
        const resolved = await files.resolve(input.essay, input)
        if (!resolved.ok) return resolved
        const { essay, pictures } = resolved.value
        const packed = await packEssay(essay, pictures, openings.get(input.essay)?.foreignInfo)
        if (!packed.ok) return packed
        return ok({ name: `${safeFileName(essay.metadata.title) || UNTITLED}.essay`, bytes: packed.value.bytes })
      }),
    close: (essay, generation, log) =>
      withPath(essay, async (path) => {
        if (openings.get(essay)?.generation !== generation) return ok(null)
        // Its spool stays: a picture that was cut here may be on its way into another essay. `sweep` ends it.
        await files.end(essay, log)
        if ((await places.lastOpened()) === path) await places.noteOpened(null)
        return ok(null)
      }),
    trash: (essay, log) =>
      withPath(essay, async (path) => {
        const moved = await moveToTrash(io, path)
        if (!moved.ok) return moved
        await files.end(essay, log)
        handles.move(essay, moved.value)
        if ((await places.lastOpened()) === path) await places.noteOpened(null)
        return ok(null)
      }),
    untrash: (essay) =>
      withPath(essay, async (path) => {
        const moved = await moveOutOfTrash(io, path)
        if (!moved.ok) return moved
        handles.move(essay, moved.value)
        return ok(null)
      }),
    takePicture: (essay, picture) =>
      withPath(essay, async () => {
        const opening = openings.get(essay)
        if (!opening) return NOT_OPEN
        const taken = takePicture(picture.bytes, picture.name)
        if (!taken.ok) return taken
        const { asset, bytes } = taken.value
        if (!opening.filed.has(asset.hash) && !opening.spooled.has(asset.hash)) {
          const kept = await spool.keep(opening.essayId, asset.hash, bytes)
          if (!kept.ok) return kept
          opening.spooled.set(asset.hash, bytes)
        }
        return ok(asset)
      }),
    resolve: (input) => withPath(input.essay, () => files.resolve(input.essay, input)),
    refusal: files.refusal,
    refusalToPublish: files.refusalToPublish,
    async picture(essay, hash) {
      const opening = openings.get(essay)
      const path = handles.pathOf(essay)
      if (opening) return picturesAtHand(opening).get(hash) ?? files.find(opening, opening.essayId, hash)
      return path === null ? null : files.pictureIn(path, hash)
    },
    async rememberPlace(essay, place) {
      const essayId = files.ids.get(essay)
      return essayId === undefined ? NOT_OPEN : places.remember(essayId, place)
    },
    settled: () => turns.idle(),
    isOpen: (essayId) => [...openings.values()].some((opening) => opening.essayId === essayId),
    relocate: (essay, move) =>
      withPath(essay, async (path) => {
        if (openings.has(essay)) return ok(path)
        const moved = await move(path)
        if (!moved.ok) return moved
        handles.move(essay, moved.value)
        const essayId = files.ids.get(essay)
        if (essayId !== undefined) await places.noteHome(essayId, moved.value)
        if ((await places.lastOpened()) === path) await places.noteOpened(moved.value)
        return moved
      }),
    endOpenings,
    async endAll(staying) {
      watch.close()
      await endOpenings(staying)
    },
  }
}

const UNKNOWN = fail('not-found', 'Galley does not know this essay any more.', {
  safe: 'No file was changed.',
  next: 'Open it again from the Desk.',
})
const ENDED = fail('conflict', 'This essay was opened again in another window.', {
  safe: 'Your text is still open here, and what is on the disk is unchanged.',
  next: 'Save yours as a copy, or open the essay again.',
})
const NOT_OPEN = fail('not-found', 'This essay is not open.', {
  safe: 'No file was changed.',
  next: 'Open it again from the Desk.',
})
