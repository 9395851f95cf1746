import { basename, join } from 'node:path'
import type { Essay } from '../../core/essay/essay.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf, onDisk } from '../disk-problem.ts'
import { packEssay } from '../essay-file.ts'
import { writeUnderFreeName } from '../essays/file-moves.ts'
import { safeFileName } from '../file-name.ts'
import { readStamped } from '../file-stamp.ts'
import { readIndex } from '../history/index-lines.ts'
import { objectStore } from '../history/object-store.ts'
import { type Io, nodeIo } from '../io.ts'
import { referencedPictures } from '../referenced-pictures.ts'

/** An essay that was rebuilt from its history. */
export interface RecoveredFile {
  /** Name of the file in the folder. */
  readonly name: string
  readonly essayId: string
  readonly title: string
  /** Time of the version, milliseconds since 1970: of its line in the index, else of its file. */
  readonly time: number
  /** Pictures that the text shows and nobody has any more. */
  readonly missingPictures: number
}

/** What a rescue gave. */
export interface Recovery {
  readonly files: readonly RecoveredFile[]
  /** Versions whose bytes are not those of their name. */
  readonly damaged: number
}

const LARGEST_INDEX = 64 * 1024 * 1024
const ID = /^[0-9a-f-]{36}$/

/**
 * Writes essays from the objects of a history alone; an index is only asked for times. `from` is a data folder, a history folder or that of one essay in it. For each essay the
 * newest version is written into `out`, or all of them, under names that are free. Problems: `not-recognised` where there is no version, and those of the
 * disk.
 */
export async function recoverEssays(
  from: string,
  out: string,
  { all = false, io = nodeIo }: { readonly all?: boolean; readonly io?: Io } = {},
): Promise<Result<Recovery>> {
  return onDisk(basename(from), 'The history was only read.', async () => {
    const folders = await historiesIn(io, from)
    const files: RecoveredFile[] = []
    let damaged = 0
    let isOutMade = false
    for (const folder of folders) {
      const objects = objectStore(folder, io)
      const id = basename(folder)
      const index = await readStamped(join(folder, 'index'), LARGEST_INDEX, io)
      const times = new Map(
        index.ok ? readIndex(index.value.bytes, id).versions.map(({ hash, time }) => [hash, time]) : [],
      )
      const newestFirst = (await objects.list())
        .map(({ hash, time }) => ({ hash, time: times.get(hash) ?? time }))
        .sort((one, other) => other.time - one.time)
      for (const { hash, time } of newestFirst) {
        const essay = await objects.read(hash, id)
        if (!essay.ok) {
          damaged++
          continue
        }
        if (!isOutMade) await io.mkdir(out)
        isOutMade = true
        const written = await write(io, out, essay.value, (picture) => objects.picture(picture), all ? time : null)
        if (!written.ok) return written
        files.push({ ...written.value, essayId: id, title: essay.value.metadata.title, time })
        if (!all) break
      }
    }
    if (files.length === 0)
      return fail('not-recognised', `There is no version of an essay in ${basename(from)} that can be read.`, {
        subject: basename(from),
        safe: 'Nothing was written.',
        next: 'Name the folder history in Galley’s data folder, or one of the folders in it.',
      })
    return ok({ files, damaged })
  })
}

async function write(
  io: Io,
  out: string,
  essay: Essay,
  picture: (hash: string) => Promise<Uint8Array | null>,
  time: number | null,
): Promise<Result<{ readonly name: string; readonly missingPictures: number }>> {
  const pictures = new Map<string, Uint8Array>()
  const shown = referencedPictures(essay)
  for (const hash of shown) {
    const bytes = await picture(hash)
    if (bytes) pictures.set(hash, bytes)
  }
  const packed = await packEssay(essay, pictures)
  if (!packed.ok) return packed
  const title = safeFileName(essay.metadata.title) || 'Untitled essay'
  const stem =
    time === null ? title : `${title} ${new Date(time).toISOString().slice(0, 16).replace('T', ' ').replace(':', '')}`
  const written = await writeUnderFreeName(io, out, stem, '.essay', packed.value.bytes)
  if (!written.ok) return written
  return ok({ name: basename(written.value.path), missingPictures: packed.value.missing.length })
}

/** The folders of single essays at or below a path. */
async function historiesIn(io: Io, from: string): Promise<readonly string[]> {
  const real = await io.realpath(from)
  const names = await io.readdir(real)
  if (names.includes('objects') && ID.test(basename(real))) return [real]
  const below = names.includes('history') ? join(real, 'history') : real
  const found: string[] = []
  for (const name of below === real ? names : await io.readdir(below)) {
    if (!ID.test(name)) continue
    const inside: readonly string[] = await io.readdir(join(below, name)).catch(none)
    if (inside.includes('objects')) found.push(join(below, name))
  }
  return found
}

function none(error: unknown): readonly never[] {
  if (errnoOf(error) === '') throw error
  return []
}
