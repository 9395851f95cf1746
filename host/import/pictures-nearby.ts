import { readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path'
import type { NamedBytes } from '../../contract/host.ts'
import { PICTURE_LIMITS } from '../picture/check-picture.ts'
import type { FindPicture } from './picture-shelf.ts'

/**
 * Finds pictures by relative addresses in the folder of a text and below it. Addresses that lead out of it, symbolic links
 * included, absolute ones, and files that are no pictures find nothing: a text from a stranger must not reach the rest of the disk.
 */
export function picturesInFolder(folder: string): FindPicture {
  return (address) => {
    const path = relativePath(address)
    if (path === null) return null
    try {
      const root = realpathSync(folder)
      const real = realpathSync(resolve(root, path))
      const inside = relative(root, real)
      if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null
      const state = statSync(real)
      if (!state.isFile() || state.size > PICTURE_LIMITS.bytes) return null
      return { name: basename(path), bytes: new Uint8Array(readFileSync(real)) }
    } catch {
      // Not there, or not to be read: both mean that there is no picture.
      return null
    }
  }
}

/** Finds pictures among files that were given together with a text, by their names, whatever folder the text names. */
export function picturesAmong(files: readonly NamedBytes[], used: (file: NamedBytes) => void): FindPicture {
  const byName = new Map(files.map((file) => [basename(file.name).normalize('NFC').toLowerCase(), file]))
  return (address) => {
    const path = relativePath(address)
    const file = path === null ? undefined : byName.get(basename(path).normalize('NFC').toLowerCase())
    if (file === undefined) return null
    used(file)
    return file
  }
}

/** The path in a relative address, escapes resolved; null for any other address. */
function relativePath(address: string): string | null {
  if (address === '' || /^(?:[a-z][a-z0-9+.-]*:|[/\\]|#)/i.test(address)) return null
  const bare = address.replace(/[?#].*$/s, '')
  try {
    const path = decodeURIComponent(bare)
    return path.includes('\0') || isAbsolute(path) || dirname(path).includes('\\') ? null : path
  } catch {
    return bare
  }
}
