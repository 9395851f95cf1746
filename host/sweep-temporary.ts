import { join } from 'node:path'
import type { Io } from './io.ts'
import { readableNamesIn } from './is-there.ts'
import { isOwnTemporary } from './temporary-name.ts'

/** Age from which a temporary file is no longer one of a write under way (milliseconds). */
const DAY = 24 * 60 * 60 * 1000

/** Paths of temporary files and folders of our own in a folder that a crash left more than a day ago. Empty where the folder cannot be read. */
export async function leftTemporaries(io: Io, folder: string, now: number): Promise<readonly string[]> {
  const left: string[] = []
  for (const name of await readableNamesIn(io, folder)) {
    if (!isOwnTemporary(name)) continue
    const path = join(folder, name)
    const state = await io.lstat(path).catch(() => null)
    if ((state?.kind === 'file' || state?.kind === 'folder') && now - Number(state.mtimeNs / 1_000_000n) > DAY)
      left.push(path)
  }
  return left
}

/** Folders in which writes leave temporary files: the essays folder first, its Trash, and the data folder with those below it. */
export async function foldersOfWrites(io: Io, essaysFolder: string, dataFolder: string): Promise<readonly string[]> {
  const folders = [essaysFolder, join(essaysFolder, 'Trash'), dataFolder]
  for (const part of ['profiles', 'hand-ins', 'dictionaries', 'aside']) folders.push(join(dataFolder, part))
  for (const part of ['spool', 'journal', 'history']) {
    for (const name of await readableNamesIn(io, join(dataFolder, part))) {
      const folder = join(dataFolder, part, name)
      folders.push(folder)
      if (part === 'history') folders.push(join(folder, 'objects'), join(folder, 'pictures'))
    }
  }
  return folders
}

/** Removes what crashes left more than a day ago. Never rejects for a disk that fails: it is tidying up. */
export async function sweepTemporaries(io: Io, folders: readonly string[], now: number): Promise<void> {
  for (const folder of folders)
    for (const path of await leftTemporaries(io, folder, now)) await io.removeTree(path).catch(() => {})
}
