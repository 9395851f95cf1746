import { errnoOf } from './disk-problem.ts'
import type { Io } from './io.ts'

/** Errors that mean "nothing stands there", and nothing else. */
const NOTHING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR'])

/** Whether a name is taken, by a link that leads nowhere too. Throws the disk's error where it cannot tell. */
export async function isThere(io: Io, path: string): Promise<boolean> {
  try {
    await io.lstat(path)
    return true
  } catch (error) {
    if (NOTHING.has(errnoOf(error))) return false
    throw error
  }
}

/** Whether a file may stand at a path: one that the disk does not let us look at is not gone. */
export async function mayBeThere(io: Io, path: string): Promise<boolean> {
  try {
    await io.stat(path)
    return true
  } catch (error) {
    if (errnoOf(error) === '') throw error
    return !NOTHING.has(errnoOf(error))
  }
}

/** The names in a folder; none where there is no such folder. Throws the disk's error where it cannot tell. */
export async function namesIn(io: Io, folder: string): Promise<readonly string[]> {
  try {
    return await io.readdir(folder)
  } catch (error) {
    if (NOTHING.has(errnoOf(error))) return []
    throw error
  }
}

/** The names in a folder; none where it cannot be read: for tidying up, which can wait. */
export async function readableNamesIn(io: Io, folder: string): Promise<readonly string[]> {
  try {
    return await io.readdir(folder)
  } catch (error) {
    if (errnoOf(error) === '') throw error
    return []
  }
}
