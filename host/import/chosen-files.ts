import { basename, extname, join } from 'node:path'
import type { NamedBytes, RefusedFile } from '../../contract/host.ts'
import { MOST_BYTES } from '../../contract/limits.ts'
import { fail, ok } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'
import { readStamped } from '../file-stamp.ts'
import type { Io } from '../io.ts'

/** What a native dialog offers for each kind of file that the window takes. */
export const CHOSEN = {
  import: {
    title: 'Import files',
    kind: 'Texts, pictures and exports',
    extensions: [
      ...['essay', 'textpack', 'docx', 'md', 'markdown', 'html', 'htm', 'txt', 'xml', 'json', 'zip'],
      ...['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg'],
    ],
  },
  picture: {
    title: 'Choose pictures',
    kind: 'Pictures',
    extensions: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg'],
  },
} as const

/** Reads the files that the person chose. One that cannot be read does not hinder the others. */
export async function readChosen(
  paths: readonly string[],
  io: Io,
): Promise<{ readonly files: readonly NamedBytes[]; readonly refused: readonly RefusedFile[] }> {
  const files: NamedBytes[] = []
  const refused: RefusedFile[] = []
  for (const path of paths) {
    const name = basename(path)
    const read = await readStamped(path, MOST_BYTES, io)
    if (read.ok) files.push({ name, bytes: read.value.bytes })
    else refused.push({ sourceName: name, message: read.problem.message })
  }
  return { files, refused }
}

/** What is read of a folder at most. */
export interface FolderLimits {
  /** Files that are taken. */
  readonly files: number
  /** Names that are looked at, of whatever kind: who chooses a whole disk is answered soon. */
  readonly names: number
  /** Folders in one another. */
  readonly depth: number
  /** All files together. */
  readonly bytes: number
}

const MOST: FolderLimits = { files: 4_096, names: 50_000, depth: 12, bytes: 256 * 1024 * 1024 }
const TAKEN: ReadonlySet<string> = new Set(CHOSEN.import.extensions)

/**
 * Reads the texts, pictures and exports in a folder and below it, named by their paths from its own name on. Links are not followed, and names that begin with a dot are
 * passed over. What cannot be read, is too large or lies too deep is refused by name; where the whole is more than the limits, what was read so far is given, and where it stopped
 * is said once. Throws where the folder itself cannot be read.
 */
export async function readFolder(
  folder: string,
  io: Io,
  most: FolderLimits = MOST,
): Promise<{ readonly files: readonly NamedBytes[]; readonly refused: readonly RefusedFile[] }> {
  const files: NamedBytes[] = []
  const refused: RefusedFile[] = []
  const tooDeep = fail('too-large', `The folder lies more than ${most.depth} folders deep.`)
  let left = most.bytes
  let looked = 0
  /** Where it became too much. */
  let end: string | null = null
  const look = async (path: string, name: string, depth: number): Promise<void> => {
    for (const one of (await io.readdir(path)).toSorted()) {
      if (end !== null) return
      if (one.startsWith('.')) continue
      const named = `${name}/${one}`
      looked++
      if (looked > most.names) {
        end = named
        return
      }
      const seen = await onDisk(one, 'Nothing was changed.', async () => ok(await io.lstat(join(path, one))))
      if (!seen.ok) {
        refused.push({ sourceName: named, message: seen.problem.message })
        continue
      }
      const { kind, size } = seen.value
      if (kind === 'folder') {
        const within =
          depth < most.depth
            ? await onDisk(one, 'Nothing was changed.', async () => ok(await look(join(path, one), named, depth + 1)))
            : tooDeep
        if (!within.ok) refused.push({ sourceName: named, message: within.problem.message })
      }
      const isTaken = TAKEN.has(extname(one).slice(1).toLowerCase()) || /\.textbundle\//i.test(named)
      if (kind !== 'file' || !isTaken) continue
      if (size > MOST_BYTES) {
        refused.push({ sourceName: named, message: 'The file is too large to be imported.' })
        continue
      }
      if (files.length >= most.files || size > left) {
        end = named
        return
      }
      const read = await readStamped(join(path, one), MOST_BYTES, io)
      if (read.ok) {
        files.push({ name: named, bytes: read.value.bytes })
        left -= read.value.bytes.length
      } else refused.push({ sourceName: named, message: read.problem.message })
    }
  }
  await look(folder, basename(folder), 0)
  if (end !== null)
    refused.push({
      sourceName: basename(folder),
      message: `It holds more than can be imported at once. From “${end}” on it was left out: import the folders in it one by one.`,
    })
  return { files, refused }
}
