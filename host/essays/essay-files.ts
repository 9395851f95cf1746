import { dirname, extname } from 'node:path'
import type { OpenedEssay, ReadOnly, SavedEssay, WorkingEssay } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf } from '../disk-problem.ts'
import { type DurablyWritten, durableWrite } from '../durable-write.ts'
import {
  LARGEST_ESSAY_FILE,
  type PackedEssay,
  type PictureBytes,
  packEssay,
  packMemory,
  unpackEssay,
  withPictureRecords,
} from '../essay-file.ts'
import { fileNameOf, safeFileName } from '../file-name.ts'
import { readStamped } from '../file-stamp.ts'
import type { History } from '../history/history.ts'
import type { Io } from '../io.ts'
import type { JournalParts, LogFate } from '../journal/journal.ts'
import { openWithUnsaved } from '../journal/open-with-unsaved.ts'
import { referencedPictures } from '../referenced-pictures.ts'
import { moveUnderFreeName } from './file-moves.ts'
import type { Handles } from './handles.ts'
import { type LoadedEssay, loadEssay } from './load-essay.ts'
import { checkTurn, isOpenElsewhere, type Opening, refusePublication, refuseReadOnly } from './opening.ts'
import { withOwnId } from './own-id.ts'
import { type Owners, ownerSentence } from './owner-file.ts'
import type { Places } from './places.ts'
import { recoveredNotice } from './recovery.ts'
import type { Spool } from './spool.ts'
import { shrinks, textSize } from './text-size.ts'
import type { FolderWatch } from './watch-folders.ts'

/** Who opens an essay. */
export interface Opener {
  /** The window, or '' where it has no name. */
  readonly window: string
  /** Whether it takes the essay from whoever has it. */
  readonly takeOver?: boolean
}

/** The openings of essays, and what is done with their files. Callers see to it that one thing at a time happens to an essay. */
export interface EssayFiles {
  readonly openings: ReadonlyMap<string, Opening>
  /** Ids of the essays that were opened once, by handle. */
  readonly ids: ReadonlyMap<string, string>
  /** Opens the file at a path; by the window that has it open already unless another is named. */
  openAt(essay: string, path: string, opener?: Opener): Promise<Result<OpenedEssay>>
  /** What a window is given of an opening as it stands, its text apart. */
  describe(essay: string, path: string, opening: Opening): Promise<Omit<OpenedEssay, 'document' | 'recovered'>>
  /** The opening that a save or a change is for. Problems: `conflict`, `read-only`. */
  turn(
    essay: string,
    input: Pick<WorkingEssay, 'generation' | 'revision'> & { readonly document: { readonly id: string } },
  ): Result<Opening>
  /** The refusal of an opening for reading only, or null. */
  refusal(essay: string, generation: number): ReturnType<typeof fail> | null
  /** The refusal to publish an opening that does not show the whole essay, or null. */
  refusalToPublish(essay: string, generation: number): ReturnType<typeof fail> | null
  save(path: string, input: WorkingEssay): Promise<Result<SavedEssay>>
  /** An essay's text, judged, with every picture of it that is to be had. */
  resolve(
    essay: string,
    input: Pick<WorkingEssay, 'generation' | 'document'>,
  ): Promise<Result<{ readonly essay: Essay; readonly pictures: PictureBytes }>>
  /** The bytes of a picture wherever they are, or null. */
  find(opening: Opening | undefined, essayId: string, hash: string): Promise<Uint8Array | null>
  pictureIn(path: string, hash: string): Promise<Uint8Array | null>
  /** Ends an opening. */
  end(essay: string, log?: LogFate): Promise<void>
}

/** What `essayFiles` works with. */
export interface EssayFilesParts {
  readonly io: Io
  readonly handles: Handles
  readonly spool: Spool
  readonly places: Places
  readonly journals: JournalParts
  readonly history: History
  readonly owners: Owners
  readonly watch: FolderWatch
  /** Does something with an essay when nothing else is done with it. */
  readonly inTurn: (essay: string, work: () => Promise<void>) => Promise<void>
  /** Absolute paths of the essays on the Desk that list a picture with this hash. */
  readonly filesWith: (hash: string) => Promise<readonly string[]>
  readonly assetBase: (essay: string) => string
  /** Whether a file stands in Galley's own folder because the essays folder could not take it. */
  readonly isAside: (path: string) => boolean
  readonly now: () => number
  /** One line for the log; never holds text. */
  readonly log: (line: string) => void
}

const AUTOMATIC_NAME = /^Untitled essay(?: \d+)?$/

/** Nothing is open yet. */
export function essayFiles(parts: EssayFilesParts): EssayFiles {
  const { io, handles, spool, places, now, log } = parts
  const openings = new Map<string, Opening>()
  const readers = new Map<string, Map<number, ReadOnly>>()
  const generations = new Map<string, number>()
  const ids = new Map<string, string>()

  const nextGeneration = (essay: string): number => {
    const generation = (generations.get(essay) ?? 0) + 1
    generations.set(essay, generation)
    return generation
  }

  async function openAt(
    essay: string,
    path: string,
    opener: Opener = { window: openings.get(essay)?.window ?? '' },
  ): Promise<Result<OpenedEssay>> {
    const before = openings.get(essay)
    const isElsewhere = !opener.takeOver && isOpenElsewhere(before, opener.window, now())
    const loaded = await loadEssay(io, path)
    if (!loaded.ok) return loaded
    if (isElsewhere) return openForReading(essay, path, loaded.value, OTHER_WINDOW)
    if (loaded.value.readOnly) return openForReading(essay, path, loaded.value, loaded.value.readOnly)
    const taken = before?.owned.path === path ? { taken: before.owned } : await parts.owners.take(path, opener.takeOver)
    if ('held' in taken)
      return openForReading(essay, path, loaded.value, {
        reason: 'open-elsewhere',
        sentence: ownerSentence(taken.held),
      })
    const { pictures, foreignInfo, missing, textChangedElsewhere, stamp } = loaded.value
    const document = await withOwnId(io, places, { path, sha256: stamp.sha256, essay: loaded.value.essay })
    const moved = openElsewhere(essay, document.id)
    if (moved && !opener.takeOver && isOpenElsewhere(openings.get(moved), opener.window, now())) {
      if (before === undefined) await taken.taken.release()
      return openForReading(essay, path, { ...loaded.value, essay: document }, OTHER_WINDOW)
    }
    // One essay has one writer. What the other one protected is found in the journal.
    if (moved) await parts.inTurn(moved, () => end(moved, 'stay'))
    if (missing.length > 0) log(`${document.id}: opened without ${missing.length} of its pictures`)
    if (textChangedElsewhere) log(`${document.id}: text.md was changed by another program; essay.json was read`)
    // A window that has it open can write no more from now on; what it protected is found like anything else in the journal.
    await before?.journal.end('stay')
    const { journal, unsaved } = await openWithUnsaved(
      parts.journals,
      { path, stamp, essay: document },
      {
        async keepSaved(saved, cause) {
          const picture = (hash: string) => find(before, document.id, hash)
          const essay = { ...saved, id: document.id }
          const kept = await parts.history.keep(essay, { cause, file: fileNameOf(path), picture })
          if (!kept.ok)
            log(`${document.id}: what was saved is kept in the file and in its log alone (${kept.problem.code})`)
          return kept.ok
        },
        log,
      },
    )
    const opening: Opening = {
      essayId: document.id,
      generation: nextGeneration(essay),
      revision: 0,
      stamp,
      ours: [],
      filed: new Map(pictures),
      spooled: new Map(),
      foreignInfo,
      journal,
      packing: packMemory(),
      undecided: unsaved?.changedOutside ? unsaved : null,
      window: opener.window,
      seenAt: now(),
      owned: taken.taken,
      textSize: textSize(document),
      told: '',
    }
    ids.set(essay, document.id)
    openings.set(essay, opening)
    if (before === undefined) parts.watch.add(path)
    // Which essay is open is a convenience; a full disk must not keep an essay from opening.
    await places.noteOpened(path)
    return ok({
      ...(await describe(essay, path, opening)),
      document: unsaved?.essay ?? document,
      recovered: unsaved && recoveredNotice(unsaved, document, stamp),
    })
  }

  /** The handle under which an essay is open whose file another program has moved meanwhile, so that it is opened anew under another name. */
  function openElsewhere(essay: string, essayId: string): string | null {
    for (const [other, opening] of openings) if (other !== essay && opening.essayId === essayId) return other
    return null
  }

  async function end(essay: string, log?: LogFate): Promise<void> {
    const opening = openings.get(essay)
    if (!opening) return
    await opening.journal.end(log)
    await opening.owned.release()
    parts.watch.remove(opening.owned.path)
    openings.delete(essay)
  }

  async function openForReading(
    essay: string,
    path: string,
    { essay: document }: LoadedEssay,
    readOnly: ReadOnly,
  ): Promise<Result<OpenedEssay>> {
    const generation = nextGeneration(essay)
    const known = readers.get(essay) ?? new Map<number, ReadOnly>()
    readers.set(essay, known.set(generation, readOnly))
    ids.set(essay, openings.get(essay)?.essayId ?? document.id)
    return ok({
      essay,
      document: { ...document, id: ids.get(essay) ?? document.id },
      generation,
      revision: 0,
      fileName: fileNameOf(path),
      assetBase: parts.assetBase(essay),
      place: await places.find(document.id),
      recovered: null,
      readOnly,
      isAside: parts.isAside(path),
    })
  }

  async function describe(essay: string, path: string, { essayId, generation, revision }: Opening) {
    return {
      essay,
      generation,
      revision,
      fileName: fileNameOf(path),
      assetBase: parts.assetBase(essay),
      place: await places.find(essayId),
      readOnly: null,
      isAside: parts.isAside(path),
    }
  }

  function refusal(essay: string, generation: number): ReturnType<typeof fail> | null {
    const readOnly = readers.get(essay)?.get(generation)
    return readOnly ? refuseReadOnly(readOnly) : null
  }

  function refusalToPublish(essay: string, generation: number): ReturnType<typeof fail> | null {
    const readOnly = readers.get(essay)?.get(generation)
    return readOnly ? refusePublication(readOnly) : null
  }

  function turn(
    essay: string,
    input: Pick<WorkingEssay, 'generation' | 'revision'> & { readonly document: { readonly id: string } },
  ): Result<Opening> {
    const refused = refusal(essay, input.generation)
    if (refused) return refused
    const opening = openings.get(essay)
    if (opening?.generation === input.generation) opening.seenAt = now()
    return checkTurn(opening, input)
  }

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
    input: Pick<WorkingEssay, 'generation' | 'document'>,
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
    const own = turn(input.essay, input)
    if (!own.ok) return own
    const opening = own.value
    const resolved = await resolve(input.essay, input)
    if (!resolved.ok) return resolved
    const { essay, pictures } = resolved.value
    const upTo = input.sequence ?? opening.journal.last()
    const guarded = await guardAgainstShrinking(path, opening, essay, {
      upTo,
      isConfirmed: input.confirmShrink === true,
    })
    if (!guarded.ok) return guarded
    const packed = await packEssay(essay, pictures, opening.foreignInfo, opening.packing)
    if (!packed.ok) return packed
    // What the new file no longer holds may come back by an undo, so it goes to the spool before the old file goes.
    for (const [hash, bytes] of opening.filed) {
      if (pictures.has(hash) || opening.spooled.has(hash)) continue
      const kept = await spool.keep(opening.essayId, hash, bytes)
      if (!kept.ok) return kept
      opening.spooled.set(hash, bytes)
    }
    // The journal says, before the file changes, which change this file will hold: whoever opens it after a crash can tell.
    const { sha256 } = packed.value
    const sealed = await opening.journal.seal(sha256, upTo)
    if (!sealed.ok) log(`${opening.essayId}: saved without a seal in the journal (${sealed.problem.code})`)
    const written = await write(path, opening, packed.value)
    if (!written.ok) {
      // A failure of the last step leaves the new bytes in place; the next save must know them as its own.
      opening.ours = [...opening.ours.slice(-9), sha256]
      return written
    }
    if (written.value.twins) log(`${opening.essayId}: the file had further names (hard links); they keep the old text`)
    if (written.value.path !== path) await moved(input.essay, opening, path, written.value.path)
    else await opening.owned.refresh()
    opening.stamp = written.value.stamp
    opening.ours = []
    opening.told = ''
    opening.textSize = textSize(essay)
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
      sha256,
      fileName: fileNameOf(written.value.path),
    })
  }

  /** Keeps what the file holds as a version before almost nothing is left of it; asks, where the journal does not say how it came. */
  async function guardAgainstShrinking(
    path: string,
    opening: Opening,
    essay: Essay,
    { upTo, isConfirmed }: { readonly upTo: number; readonly isConfirmed: boolean },
  ): Promise<Result<null>> {
    const size = textSize(essay)
    if (!shrinks(opening.textSize, size)) return ok(null)
    const loaded = await loadEssay(io, path)
    const old = loaded.ok && loaded.value.readOnly === null ? loaded.value : null
    const kept = old
      ? await parts.history.keep(
          { ...old.essay, id: opening.essayId },
          {
            cause: 'before-shrink',
            file: fileNameOf(path),
            picture: async (hash) => old.pictures.get(hash) ?? null,
          },
        )
      : null
    const byEdits = opening.journal.sizeByEdits(upTo)
    const isExplained = byEdits !== null && !shrinks(byEdits, size)
    if (isConfirmed || isExplained) {
      if (kept && !kept.ok) log(`${opening.essayId}: no version was kept (before-shrink): ${kept.problem.code}`)
      return ok(null)
    }
    return fail(
      'shrinks',
      `This save would leave ${size === 0 ? 'nothing' : `only ${size.toLocaleString('en')} characters`} of the ${opening.textSize.toLocaleString('en')} in the file, and no edit here explains it.`,
      {
        safe: kept?.ok
          ? 'The file is unchanged, and its text is kept as a version.'
          : 'The file on the disk is unchanged.',
        next: 'Save the short text if that is what you want, or open the essay again.',
      },
    )
  }

  /** Writes over the old file and, the first time that an automatically named essay has a title, names the file by it. */
  async function write(path: string, opening: Opening, packed: PackedEssay): Promise<Result<DurablyWritten>> {
    const { stamp: expected, ours } = opening
    const { bytes, sha256 } = packed
    const written = await durableWrite(path, bytes, { mode: 'replace', expected, ours, sha256, io })
    const name = safeFileName(packed.essay.metadata.title)
    if (!written.ok || !AUTOMATIC_NAME.test(fileNameOf(path)) || name === '' || AUTOMATIC_NAME.test(name))
      return written
    const renamed = await moveUnderFreeName(io, path, dirname(path), name, extname(path))
    // The text is safe under its old name; the next save tries again.
    if (!renamed.ok) return written
    // A stamp that is a little out of date costs the next save a look into the file, no more.
    const state = await io.stat(renamed.value).catch(() => written.value.stamp.state)
    return ok({ ...written.value, path: renamed.value, stamp: { ...written.value.stamp, state } })
  }

  async function moved(essay: string, opening: Opening, from: string, to: string): Promise<void> {
    handles.move(essay, to)
    await opening.owned.release()
    const taken = await parts.owners.take(to, true)
    if ('taken' in taken) opening.owned = taken.taken
    parts.watch.add(to)
    parts.watch.remove(from)
    await places.noteOpened(to)
    await places.noteHome(opening.essayId, to)
  }

  return {
    openings,
    ids,
    openAt,
    describe,
    turn,
    refusal,
    refusalToPublish,
    save,
    resolve,
    find,
    pictureIn,
    end,
  }
}

/** An essays folder that cannot be read now has no picture to give. */
function noneOnDesk(error: unknown): readonly string[] {
  if (errnoOf(error) === '') throw error
  return []
}

const OTHER_WINDOW: ReadOnly = {
  reason: 'open-elsewhere',
  sentence: 'This essay is open in another window. You can read it here, make a copy, or take it over.',
}
