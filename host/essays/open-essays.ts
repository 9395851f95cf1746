import { randomUUID } from 'node:crypto'
import { dirname, extname } from 'node:path'
import type {
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
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf } from '../disk-problem.ts'
import { type DurablyWritten, durableWrite } from '../durable-write.ts'
import {
  LARGEST_ESSAY_FILE,
  type PackedEssay,
  type PictureBytes,
  packEssay,
  unpackEssay,
  withPictureRecords,
} from '../essay-file.ts'
import { fileNameOf, safeFileName } from '../file-name.ts'
import { readStamped } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import type { JournalParts } from '../journal/journal.ts'
import { openWithUnsaved } from '../journal/open-with-unsaved.ts'
import { takePicture } from '../picture/take-picture.ts'
import { referencedPictures } from '../referenced-pictures.ts'
import { moveToTrash, moveUnderFreeName, writeUnderFreeName } from './file-moves.ts'
import type { Handles } from './handles.ts'
import { checkTurn, type Opening, picturesAtHand } from './opening.ts'
import type { Places } from './places.ts'
import { queues } from './queues.ts'
import { conflictName, keepInTrash, recoveredNotice } from './recovery.ts'
import type { Spool } from './spool.ts'

/** The essays that windows have open, and everything that happens to their files. One thing at a time per essay. */
export interface OpenEssays {
  open(essay: string): Promise<Result<OpenedEssay>>
  save(input: WorkingEssay): Promise<Result<SavedEssay>>
  /** Makes changes durable in the essay's journal. Does not wait for a save that is under way. */
  journal(input: InputOf<'writeJournal'>): Promise<Result<ValueOf<'writeJournal'>>>
  /** Does what the person chose about a file that changed while unsaved text of it was in the journal. */
  decide(essay: string, generation: number, choice: RecoveryChoice): Promise<Result<OpenedEssay>>
  /** Writes a copy with an id of its own to a path and opens it. `replace` only where the person was asked about that very name. */
  saveCopy(input: WorkingEssay, path: string, mode: 'create' | 'replace'): Promise<Result<OpenedEssay>>
  /** The file as a save would write it. Never a conflict: this is a way out of one. */
  pack(input: WorkingEssay): Promise<Result<NamedBytes>>
  close(essay: string, generation: number): Promise<Result<null>>
  trash(essay: string): Promise<Result<null>>
  takePicture(essay: string, picture: NamedBytes): Promise<Result<Asset>>
  /** An essay's text, judged, with every picture of it that is to be had. */
  resolve(input: WorkingEssay): Promise<Result<{ readonly essay: Essay; readonly pictures: PictureBytes }>>
  /** One picture's bytes, or null. */
  picture(essay: string, hash: string): Promise<Uint8Array | null>
  /** Remembers where the person was. The essay must have been opened once, because places are kept by its id and not by its file. */
  rememberPlace(essay: string, place: Place): Promise<Result<null>>
  /** Ends all openings when what is under way has ended. */
  endAll(): Promise<void>
}

/** The name of a file that nobody has named yet. */
export const UNTITLED = 'Untitled essay'
const AUTOMATIC_NAME = /^Untitled essay(?: \d+)?$/

/** What `openEssays` works with. */
export interface OpenEssaysParts {
  readonly io: Io
  readonly handles: Handles
  readonly spool: Spool
  readonly places: Places
  readonly journals: JournalParts
  /** Absolute paths of the essays on the Desk that list a picture with this hash. */
  readonly filesWith: (hash: string) => Promise<readonly string[]>
  readonly assetBase: (essay: string) => string
  readonly now: () => number
  /** One line for the log; never holds text. */
  readonly log: (line: string) => void
}

/** Nothing is open yet. */
export function openEssays(parts: OpenEssaysParts): OpenEssays {
  const { io, handles, spool, places, now, log } = parts
  const openings = new Map<string, Opening>()
  const generations = new Map<string, number>()
  const ids = new Map<string, string>()
  const turns = queues()

  const withPath = <T>(essay: string, work: (path: string) => Promise<Result<T>>): Promise<Result<T>> =>
    turns.run(essay, async () => {
      const path = handles.pathOf(essay)
      return path === null ? UNKNOWN : work(path)
    })

  async function openAt(essay: string, path: string): Promise<Result<OpenedEssay>> {
    const read = await readStamped(path, LARGEST_ESSAY_FILE, io)
    if (!read.ok) return read
    const unpacked = unpackEssay(read.value.bytes)
    if (!unpacked.ok) return unpacked
    const { essay: document, pictures, foreignInfo, missing, textChangedElsewhere } = unpacked.value
    if (missing.length > 0) log(`${document.id}: opened without ${missing.length} of its pictures`)
    if (textChangedElsewhere) log(`${document.id}: text.md was changed by another program; essay.json was read`)
    // A window that has it open can write no more from now on; what it protected is found like anything else in the journal.
    await openings.get(essay)?.journal.end()
    const { stamp } = read.value
    const { journal, unsaved } = await openWithUnsaved(parts.journals, { path, stamp, essay: document }, log)
    const generation = (generations.get(essay) ?? 0) + 1
    generations.set(essay, generation)
    ids.set(essay, document.id)
    openings.set(essay, {
      essayId: document.id,
      generation,
      revision: 0,
      stamp,
      ours: [],
      filed: new Map(pictures),
      spooled: new Map(),
      foreignInfo,
      journal,
      undecided: unsaved?.changedOutside ? unsaved : null,
    })
    // Which essay is open is a convenience; a full disk must not keep an essay from opening.
    await places.noteOpened(path)
    return ok({
      essay,
      document: unsaved?.essay ?? document,
      generation,
      revision: 0,
      fileName: fileNameOf(path),
      assetBase: parts.assetBase(essay),
      place: await places.find(document.id),
      recovered: unsaved && recoveredNotice(unsaved, document, stamp),
    })
  }

  /** The bytes of a picture wherever they are: in this opening, in the spool, in an essay that it was cut or copied from. */
  async function find(opening: Opening | undefined, essayId: string, hash: string): Promise<Uint8Array | null> {
    const own = opening?.filed.get(hash) ?? opening?.spooled.get(hash)
    if (own) return own
    const kept = await spool.find(essayId, hash)
    if (kept) return kept
    for (const other of openings.values()) {
      const bytes = other.filed.get(hash) ?? other.spooled.get(hash)
      if (bytes) return bytes
    }
    return (await spool.findOfAny(hash)) ?? (await findOnDesk(hash))
  }

  async function findOnDesk(hash: string): Promise<Uint8Array | null> {
    for (const path of await parts.filesWith(hash).catch(noneOnDesk)) {
      const bytes = await pictureIn(path, hash)
      if (bytes) return bytes
    }
    return null
  }

  async function pictureIn(path: string, hash: string): Promise<Uint8Array | null> {
    const read = await readStamped(path, LARGEST_ESSAY_FILE, io)
    const unpacked = read.ok ? unpackEssay(read.value.bytes, { pictures: new Set([hash]) }) : read
    return unpacked.ok ? (unpacked.value.pictures.get(hash) ?? null) : null
  }

  async function resolve(
    essay: string,
    input: Omit<WorkingEssay, 'essay'>,
  ): Promise<Result<{ readonly essay: Essay; readonly pictures: PictureBytes }>> {
    const valid = essayFromJson(input.document)
    if (!valid.ok) return valid
    const opening = openings.get(essay)
    const pictures = new Map<string, Uint8Array>()
    for (const hash of referencedPictures(valid.value)) {
      const bytes = await find(opening, valid.value.id, hash)
      if (bytes) pictures.set(hash, bytes)
    }
    return ok({ essay: withPictureRecords(valid.value, pictures), pictures })
  }

  async function save(path: string, input: WorkingEssay): Promise<Result<SavedEssay>> {
    const turn = checkTurn(openings.get(input.essay), input)
    if (!turn.ok) return turn
    const opening = turn.value
    const resolved = await resolve(input.essay, input)
    if (!resolved.ok) return resolved
    const { essay, pictures } = resolved.value
    const packed = packEssay(essay, pictures, opening.foreignInfo)
    if (!packed.ok) return packed
    // What the new file no longer holds may come back by an undo, so it goes to the spool before the old file goes.
    for (const [hash, bytes] of opening.filed) {
      if (pictures.has(hash) || opening.spooled.has(hash)) continue
      const kept = await spool.keep(opening.essayId, hash, bytes)
      if (!kept.ok) return kept
      opening.spooled.set(hash, bytes)
    }
    // The journal says, before the file changes, which change this file will hold: whoever opens it after a crash can tell.
    const upTo = input.sequence ?? opening.journal.last()
    const sealed = await opening.journal.seal(packed.value.sha256, upTo)
    if (!sealed.ok) log(`${opening.essayId}: saved without a seal in the journal (${sealed.problem.code})`)
    const written = await write(path, opening, packed.value)
    if (!written.ok) {
      // A failure of the last step leaves the new bytes in place; the next save must know them as its own.
      opening.ours = [...opening.ours.slice(-9), packed.value.sha256]
      return written
    }
    if (written.value.twins) log(`${opening.essayId}: the file had further names (hard links); they keep the old text`)
    if (written.value.path !== path) {
      handles.move(input.essay, written.value.path)
      await places.noteOpened(written.value.path)
    }
    opening.stamp = written.value.stamp
    opening.ours = []
    opening.revision++
    const { stamp } = opening
    const rotated = await opening.journal.rotate({ path: written.value.path, stamp }, essay, upTo)
    if (!rotated.ok) log(`${opening.essayId}: the journal goes on in its old log (${rotated.problem.code})`)
    for (const [hash, bytes] of pictures) {
      opening.filed.set(hash, bytes)
      opening.spooled.delete(hash)
    }
    await spool.drop(opening.essayId, pictures.keys())
    return ok({
      revision: opening.revision,
      savedAt: now(),
      bytes: packed.value.bytes.length,
      sha256: packed.value.sha256,
      fileName: fileNameOf(written.value.path),
    })
  }

  async function decide(
    essay: string,
    path: string,
    generation: number,
    choice: RecoveryChoice,
  ): Promise<Result<OpenedEssay>> {
    const opening = openings.get(essay)
    if (opening?.generation !== generation || opening.undecided === null) return NOTHING_TO_DECIDE
    const mine = opening.undecided
    if (choice === 'mine') {
      const theirs = await readStamped(path, LARGEST_ESSAY_FILE, io)
      if (!theirs.ok) return theirs
      if (theirs.value.stamp.sha256 !== opening.stamp.sha256) return openAt(essay, path)
      const kept = await keepInTrash(io, path, theirs.value.bytes)
      if (!kept.ok) return kept
      opening.undecided = null
      const begun = await opening.journal.begin()
      if (!begun.ok) log(`${opening.essayId}: recovered text stays in its old log (${begun.problem.code})`)
      return ok({
        essay,
        document: mine.essay,
        generation,
        revision: opening.revision,
        fileName: fileNameOf(path),
        assetBase: parts.assetBase(essay),
        place: await places.find(opening.essayId),
        recovered: {
          sentence: `Your text goes on. The other version is ${fileNameOf(kept.value.path)} in the folder Trash.`,
          when: mine.when,
          choice: null,
        },
      })
    }
    const resolved = await resolve(essay, { generation, revision: opening.revision, document: mine.essay })
    if (!resolved.ok) return resolved
    const packed = packEssay(
      { ...resolved.value.essay, id: randomUUID() },
      resolved.value.pictures,
      opening.foreignInfo,
    )
    if (!packed.ok) return packed
    const { bytes } = packed.value
    const kept =
      choice === 'theirs'
        ? await keepInTrash(io, path, bytes)
        : await writeUnderFreeName(io, dirname(path), conflictName(fileNameOf(path), mine.when), '.essay', bytes)
    if (!kept.ok) return kept
    // Only now: the text of the journal is in a file that was read back.
    await opening.journal.end(true)
    openings.delete(essay)
    return choice === 'theirs' ? openAt(essay, path) : openAt(handles.refOf(kept.value.path), kept.value.path)
  }

  /** Writes over the old file and, the first time that an automatically named essay has a title, names the file by it. */
  async function write(path: string, opening: Opening, packed: PackedEssay): Promise<Result<DurablyWritten>> {
    const { stamp: expected, ours } = opening
    const written = await durableWrite(path, packed.bytes, { mode: 'replace', expected, ours, io })
    const name = safeFileName(packed.essay.metadata.title)
    if (!written.ok || !AUTOMATIC_NAME.test(fileNameOf(path)) || name === '' || AUTOMATIC_NAME.test(name))
      return written
    const moved = await moveUnderFreeName(io, path, dirname(path), name, extname(path))
    // The text is safe under its old name; the next save tries again.
    if (!moved.ok) return written
    // A stamp that is a little out of date costs the next save a look into the file, no more.
    const state = await io.stat(moved.value).catch(() => written.value.stamp.state)
    return ok({ ...written.value, path: moved.value, stamp: { ...written.value.stamp, state } })
  }

  return {
    open: (essay) => withPath(essay, (path) => openAt(essay, path)),
    save: (input) => withPath(input.essay, (path) => save(path, input)),
    async journal({ essay, id, generation, from, to, steps, details, snapshot }) {
      const opening = openings.get(essay)
      const turn = checkTurn(opening, { generation, revision: opening?.revision ?? 0, document: { id } })
      return turn.ok ? turn.value.journal.write({ from, to, steps, details, snapshot }) : turn
    },
    decide: (essay, generation, choice) => withPath(essay, (path) => decide(essay, path, generation, choice)),
    saveCopy: (input, path, mode) =>
      withPath(input.essay, async (before) => {
        const resolved = await resolve(input.essay, input)
        if (!resolved.ok) return resolved
        const own = before === path
        const essay = own ? resolved.value.essay : { ...resolved.value.essay, id: randomUUID() }
        const packed = packEssay(essay, resolved.value.pictures, openings.get(input.essay)?.foreignInfo)
        if (!packed.ok) return packed
        const journal = openings.get(input.essay)?.journal
        if (own) await journal?.seal(packed.value.sha256, input.sequence ?? journal.last())
        const written = await durableWrite(path, packed.value.bytes, { mode, io })
        if (!written.ok) return written
        const copy = handles.refOf(written.value.path)
        await openings.get(copy)?.journal.end()
        openings.delete(copy)
        return openAt(copy, written.value.path)
      }),
    pack: (input) =>
      withPath(input.essay, async () => {
        const resolved = await resolve(input.essay, input)
        if (!resolved.ok) return resolved
        const { essay, pictures } = resolved.value
        const packed = packEssay(essay, pictures, openings.get(input.essay)?.foreignInfo)
        if (!packed.ok) return packed
        return ok({ name: `${safeFileName(essay.metadata.title) || UNTITLED}.essay`, bytes: packed.value.bytes })
      }),
    close: (essay, generation) =>
      withPath(essay, async (path) => {
        const opening = openings.get(essay)
        if (opening?.generation !== generation) return ok(null)
        await opening.journal.end()
        // Its spool stays: a picture that was cut here may be on its way into another essay. `sweep` ends it.
        openings.delete(essay)
        if ((await places.lastOpened()) === path) await places.noteOpened(null)
        return ok(null)
      }),
    trash: (essay) =>
      withPath(essay, async (path) => {
        const moved = await moveToTrash(io, path)
        if (!moved.ok) return moved
        await openings.get(essay)?.journal.end()
        openings.delete(essay)
        handles.move(essay, moved.value)
        if ((await places.lastOpened()) === path) await places.noteOpened(null)
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
    resolve: (input) => withPath(input.essay, () => resolve(input.essay, input)),
    async picture(essay, hash) {
      const opening = openings.get(essay)
      if (opening) return picturesAtHand(opening).get(hash) ?? find(opening, opening.essayId, hash)
      const path = handles.pathOf(essay)
      return path === null ? null : pictureIn(path, hash)
    },
    async rememberPlace(essay, place) {
      const essayId = ids.get(essay)
      return essayId === undefined ? NOT_OPEN : places.remember(essayId, place)
    },
    async endAll() {
      await turns.idle()
      for (const { journal } of openings.values()) await journal.end()
      openings.clear()
    },
  }
}

/** An essays folder that cannot be read now has no picture to give. */
function noneOnDesk(error: unknown): readonly string[] {
  if (errnoOf(error) === '') throw error
  return []
}

const UNKNOWN = fail('not-found', 'Galley does not know this essay any more.', {
  safe: 'No file was changed.',
  next: 'Open it again from the Desk.',
})
const NOTHING_TO_DECIDE = fail('not-found', 'There is nothing to decide about this essay any more.', {
  safe: 'No file was changed.',
  next: 'Open it again from the Desk.',
})
const NOT_OPEN = fail('not-found', 'This essay is not open.', {
  safe: 'No file was changed.',
  next: 'Open it again from the Desk.',
})
