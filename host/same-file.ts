import { errnoOf } from './disk-problem.ts'
import type { FileState, Io } from './io.ts'

/**
 * Whether two paths lead to one file. Names may be written in more than one way (case and composition on macOS and Windows), so the file's own number decides;
 * where the disk gives none, names are compared as such systems do. A path without a file leads to none.
 */
export async function isSameFile(io: Io, one: string, other: string): Promise<boolean> {
  if (one === other) return true
  const [first, second] = [await stateOf(io, one), await stateOf(io, other)]
  if (first === null || second === null) return false
  if (first.ino !== 0n || second.ino !== 0n) return first.ino === second.ino && first.dev === second.dev
  return folded(one) === folded(other)
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC')
}

async function stateOf(io: Io, path: string): Promise<FileState | null> {
  try {
    return await io.stat(path)
  } catch (error) {
    if (errnoOf(error) === '') throw error
    return null
  }
}
