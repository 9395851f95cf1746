import { type Io, type IoHandle, nodeIo } from '../../host/io.ts'

/** One call that reached the disk. */
export interface Call {
  readonly name: string
  readonly path: string
}

/** What goes wrong with a faulty disk. */
export interface Faults {
  /** Fails the call with this number (from 1) by this errno. */
  readonly failAt?: { readonly call: number; readonly errno: string }
  /** From this many written bytes on the disk is full and stays full: the write that crosses it stops short, then ENOSPC. */
  readonly fullAfter?: number
  /** Like `fullAfter`, but the write that crosses the line keeps silent about it, as write-file-atomic and atomically let it. */
  readonly silentlyShortAfter?: number
  /** Changes what the disk keeps: the first byte of each written file. */
  readonly flipsFirstByte?: boolean
  readonly platform?: NodeJS.Platform
  /** Called before each call, to change things behind the writer's back. */
  readonly before?: (call: Call, index: number) => Promise<void> | void
}

/** A real disk with faults, its calls written down. Waiting takes no time. */
export function faultyIo(faults: Faults = {}): Io & { readonly calls: readonly Call[]; readonly waited: () => number } {
  const calls: Call[] = []
  let written = 0
  let waited = 0
  const turn = async (name: string, path: string): Promise<void> => {
    const call = { name, path }
    calls.push(call)
    await faults.before?.(call, calls.length)
    if (faults.failAt?.call === calls.length) throw errnoError(faults.failAt.errno, name)
  }
  const wrap = (path: string, handle: IoHandle): IoHandle => ({
    async writeFile(bytes) {
      await turn('write', path)
      const limit = faults.fullAfter ?? faults.silentlyShortAfter
      const room = limit === undefined ? bytes.length : Math.max(0, Math.min(bytes.length, limit - written))
      // A copy: the slice of a Buffer would be the writer's own memory.
      const kept = new Uint8Array(bytes.subarray(0, room))
      if (faults.flipsFirstByte && kept.length > 0) kept[0] = (kept[0] as number) ^ 1
      await handle.writeFile(kept)
      written += kept.length
      if (room < bytes.length && faults.silentlyShortAfter === undefined) throw errnoError('ENOSPC', 'write')
    },
    async chmod(mode) {
      await turn('chmod', path)
      await handle.chmod(mode)
    },
    async sync() {
      await turn('sync', path)
      await handle.sync()
    },
    async stat() {
      await turn('fstat', path)
      return handle.stat()
    },
    async read(buffer, position) {
      await turn('read', path)
      return handle.read(buffer, position)
    },
    async close() {
      await handle.close()
      await turn('close', path)
    },
  })
  const one =
    <T>(name: string, run: (path: string) => Promise<T>) =>
    async (path: string): Promise<T> => {
      await turn(name, path)
      return run(path)
    }
  return {
    calls,
    waited: () => waited,
    platform: faults.platform ?? nodeIo.platform,
    newFileMode: nodeIo.newFileMode,
    async open(path, flags, mode) {
      await turn('open', path)
      return wrap(path, await nodeIo.open(path, flags, mode))
    },
    stat: one('stat', nodeIo.stat),
    lstat: one('lstat', nodeIo.lstat),
    realpath: one('realpath', nodeIo.realpath),
    readlink: one('readlink', nodeIo.readlink),
    canWrite: one('access', nodeIo.canWrite),
    unlink: one('unlink', nodeIo.unlink),
    mkdir: one('mkdir', nodeIo.mkdir),
    rmdir: one('rmdir', nodeIo.rmdir),
    removeTree: one('removeTree', nodeIo.removeTree),
    readdir: one('readdir', nodeIo.readdir),
    async rename(from, to) {
      await turn('rename', to)
      await nodeIo.rename(from, to)
    },
    async link(from, to) {
      await turn('link', to)
      await nodeIo.link(from, to)
    },
    async wait(milliseconds) {
      waited += milliseconds
    },
  }
}

/** A failed system call as Node reports it. */
export function errnoError(errno: string, call: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${errno}: injected, ${call}`), { code: errno, syscall: call })
}
