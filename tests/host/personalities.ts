import { basename, dirname, join } from 'node:path'
import { type FileState, type Io, type IoHandle, nodeIo } from '../../host/io.ts'
import { errnoError } from './faulty-io.ts'

/**
 * File systems that this machine has not, as far as writers can tell them apart (safety.md section 4): each over a real folder. Waiting takes no time.
 */

const quick = { wait: async () => {} }

/** This machine's own. */
export function posix(): Io {
  return { ...nodeIo, ...quick }
}

/** macOS: names that differ in case or composition are one, and come back decomposed as old HFS+ gives them. */
export function macos(root: string): Io {
  return { ...foldingNames(nodeIo, root, (name) => name.normalize('NFD')), ...quick, platform: 'darwin' }
}

/** How a Windows disk behaves today. */
export interface WindowsMoods {
  /** How often a rename over a file fails while a scanner or sync client holds it (EPERM). */
  readonly held?: number
  /** An open file cannot be removed or replaced (EBUSY); always so. */
  readonly longestPath?: number
  /** A stick or card with FAT or exFAT: it has no hard links, and says EISDIR. */
  readonly isFat?: boolean
}

/** Windows: names fold, folders cannot be synced, files that are open or held cannot be replaced or removed, long paths are refused. */
export function windows(
  root: string,
  { held = 0, longestPath = 260, isFat = false }: WindowsMoods = {},
): Io & { tries(): number } {
  const folding = foldingNames(nodeIo, root, (name) => name)
  const open = new Map<string, number>()
  let left = held
  let tries = 0
  const long = (path: string, call: string): void => {
    // The folder of the test stands for the root of a drive.
    if (path.length - root.length > longestPath) throw errnoError('ENAMETOOLONG', call)
  }
  const free = (path: string, call: string): void => {
    if ((open.get(path) ?? 0) > 0) throw errnoError('EBUSY', call)
  }
  return {
    ...folding,
    ...quick,
    platform: 'win32',
    tries: () => tries,
    async open(path, flags, mode) {
      long(path, 'open')
      if ((await nodeIo.stat(path).catch(() => null))?.kind === 'folder') throw errnoError('EPERM', 'open')
      const handle = await folding.open(path, flags, mode)
      open.set(path, (open.get(path) ?? 0) + 1)
      return {
        ...handle,
        async close() {
          open.set(path, (open.get(path) ?? 1) - 1)
          await handle.close()
        },
      }
    },
    async rename(from, to) {
      long(to, 'rename')
      free(from, 'rename')
      free(to, 'rename')
      tries++
      // A scanner holds what was just written: the file that is replaced, or what is in the folder that gets its name.
      if (left > 0 && ((await exists(to)) || (await nodeIo.stat(from)).kind === 'folder')) {
        left--
        throw errnoError('EPERM', 'rename')
      }
      await folding.rename(from, to)
    },
    async link(from, to) {
      if (isFat) throw errnoError('EISDIR', 'link')
      await folding.link(from, to)
    },
    async unlink(path) {
      free(path, 'unlink')
      await folding.unlink(path)
    },
  }
}

/** What goes wrong on a network share. */
export interface ShareMoods {
  /** From this call on (1-based) the share is gone: ESTALE for everything. */
  readonly goneFrom?: number
  /** Closing a file that was written fails with this errno: some servers tell only then. */
  readonly closeFails?: string
}

/** A network share (SMB, NFS): no hard links, folders cannot be synced, times are full seconds, and it may go away or tell of failures late. */
export function share({ goneFrom = Number.POSITIVE_INFINITY, closeFails }: ShareMoods = {}): Io & { calls(): number } {
  let calls = 0
  const there = (call: string): void => {
    if (++calls >= goneFrom) throw errnoError('ESTALE', call)
  }
  const coarse = (state: FileState): FileState => ({
    ...state,
    mtimeNs: (state.mtimeNs / 2_000_000_000n) * 2_000_000_000n,
    ctimeNs: (state.mtimeNs / 2_000_000_000n) * 2_000_000_000n,
    ino: 0n,
  })
  const asked =
    <Inputs extends unknown[], Output>(call: string, run: (...inputs: Inputs) => Promise<Output>) =>
    async (...inputs: Inputs): Promise<Output> => {
      there(call)
      return run(...inputs)
    }
  const wrap = (handle: IoHandle, flags: string, isFolder: boolean): IoHandle => ({
    writeFile: asked('write', handle.writeFile),
    // Shares keep no mode bits.
    chmod: asked('chmod', async () => {}),
    sync: asked('sync', async () => {
      if (isFolder) throw errnoError('EINVAL', 'sync')
      await handle.sync()
    }),
    stat: asked('fstat', async () => coarse(await handle.stat())),
    read: asked('read', handle.read),
    async close() {
      await handle.close()
      there('close')
      if (closeFails !== undefined && flags !== 'r') throw errnoError(closeFails, 'close')
    },
  })
  return {
    ...nodeIo,
    ...quick,
    calls: () => calls,
    open: asked('open', async (path, flags, mode) =>
      wrap(await nodeIo.open(path, flags, mode), flags, (await nodeIo.stat(path)).kind === 'folder'),
    ),
    stat: asked('stat', async (path) => coarse(await nodeIo.stat(path))),
    lstat: asked('lstat', async (path) => coarse(await nodeIo.lstat(path))),
    link: asked('link', async () => {
      throw errnoError('ENOTSUP', 'link')
    }),
    rename: asked('rename', nodeIo.rename),
    readdir: asked('readdir', nodeIo.readdir),
    realpath: asked('realpath', nodeIo.realpath),
    canWrite: asked('access', nodeIo.canWrite),
    mkdir: asked('mkdir', nodeIo.mkdir),
    unlink: asked('unlink', nodeIo.unlink),
  }
}

/** A disk on which another program acts right before the call with a number (1-based). */
export function beside(at: number, act: () => void): Io & { calls(): number; calledAt(): string } {
  let calls = 0
  let calledAt = ''
  const turn = (name: string): void => {
    if (++calls !== at) return
    calledAt = name
    act()
  }
  const before =
    <Inputs extends unknown[], Output>(name: string, run: (...inputs: Inputs) => Promise<Output>) =>
    async (...inputs: Inputs): Promise<Output> => {
      turn(name)
      return run(...inputs)
    }
  return {
    ...nodeIo,
    ...quick,
    calls: () => calls,
    calledAt: () => calledAt,
    open: before('open', async (path, flags, mode) => {
      const handle = await nodeIo.open(path, flags, mode)
      return {
        writeFile: before('write', handle.writeFile),
        chmod: before('chmod', handle.chmod),
        sync: before('sync', handle.sync),
        stat: before('fstat', handle.stat),
        read: before('read', handle.read),
        close: before('close', handle.close),
      }
    }),
    stat: before('stat', nodeIo.stat),
    lstat: before('lstat', nodeIo.lstat),
    rename: before('rename', nodeIo.rename),
    realpath: before('realpath', nodeIo.realpath),
    canWrite: before('access', nodeIo.canWrite),
  }
}

/** A disk below `root` on which names are one that differ only in case or composition; `given` is how it writes them down. */
function foldingNames(io: Io, root: string, given: (name: string) => string): Io {
  const folded = (name: string) => name.normalize('NFC').toLowerCase().normalize('NFC')
  const real = async (path: string): Promise<string> => {
    if (path === root || !path.startsWith(root)) return path
    const folder = await real(dirname(path))
    const names = await io.readdir(folder).catch(() => [])
    const known = names.find((name) => folded(name) === folded(basename(path)))
    return join(folder, known ?? given(basename(path)))
  }
  return {
    ...io,
    open: async (path, flags, mode) => io.open(await real(path), flags, mode),
    stat: async (path) => io.stat(await real(path)),
    lstat: async (path) => io.lstat(await real(path)),
    readlink: async (path) => io.readlink(await real(path)),
    canWrite: async (path) => io.canWrite(await real(path)),
    realpath: async (path) => io.realpath(await real(path)),
    rename: async (from, to) => io.rename(await real(from), await real(to)),
    link: async (from, to) => io.link(await real(from), await real(to)),
    unlink: async (path) => io.unlink(await real(path)),
    mkdir: async (path) => io.mkdir(await real(path)),
    rmdir: async (path) => io.rmdir(await real(path)),
    readdir: async (path) => io.readdir(await real(path)),
  }
}

async function exists(path: string): Promise<boolean> {
  return nodeIo.stat(path).then(
    () => true,
    () => false,
  )
}
