import { type BigIntStats, constants, watch } from 'node:fs'
import {
  access,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
} from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The file system as the writers of this folder see it. Small on purpose: tests put a disk behind it that fills up, lies or
 * fails at any call. Every method rejects with Node's `ErrnoException`.
 */
export interface Io {
  /** `win32` retries a rename that another program's handle holds up, and has no folder to sync. */
  readonly platform: NodeJS.Platform
  /** Mode bits of a new file, the umask applied. */
  readonly newFileMode: number
  /** `wx+` makes a file that must not be there yet, `a` appends to one or makes it, `r` reads one (or a folder, to sync it). */
  open(path: string, flags: 'wx+' | 'a' | 'r', mode?: number): Promise<IoHandle>
  stat(path: string): Promise<FileState>
  lstat(path: string): Promise<FileState>
  realpath(path: string): Promise<string>
  readlink(path: string): Promise<string>
  /** Rejects unless the file or folder may be written. */
  canWrite(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Makes a second name; EEXIST when the name is taken. */
  link(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /** Makes a folder and those above it. */
  mkdir(path: string): Promise<void>
  /** Removes an empty folder. */
  rmdir(path: string): Promise<void>
  /** Removes a folder of our own with all below it. */
  removeTree(path: string): Promise<void>
  readdir(path: string): Promise<readonly string[]>
  wait(milliseconds: number): Promise<void>
  /**
   * Calls `onHint` when something may have happened in a folder, with the name that it happened to where the system tells. A hint only: it may come late, twice,
   * for nothing or not at all. Answers how to end it; without it nothing is watched.
   */
  watch?(folder: string, onHint: (name: string | null) => void): () => void
}

/** An open file. */
export interface IoHandle {
  /** Writes all bytes or rejects; never part of them silently. */
  writeFile(bytes: Uint8Array): Promise<void>
  chmod(mode: number): Promise<void>
  /** Flushes to the disk. */
  sync(): Promise<void>
  stat(): Promise<FileState>
  /** Reads from `position` into `buffer`; answers how many bytes came, 0 at the end. */
  read(buffer: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

/** What `stat` says, as far as writers ask. */
export interface FileState {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly size: number
  /** Nanoseconds since 1970. */
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
  readonly ino: bigint
  readonly dev: bigint
  /** Permission bits. */
  readonly mode: number
  /** How many names the file has. */
  readonly links: number
}

/** The real file system. */
export const nodeIo: Io = {
  platform: process.platform,
  newFileMode: 0o644 & ~process.umask(),
  async open(path, flags, mode) {
    const handle = await open(path, flags, mode)
    return {
      // FileHandle.writeFile loops over short writes and rejects when the disk is full; FileHandle.write does neither.
      writeFile: (bytes) => handle.writeFile(bytes),
      chmod: (bits) => handle.chmod(bits),
      sync: () => handle.sync(),
      stat: async () => stateOf(await handle.stat({ bigint: true })),
      read: async (buffer, position) => (await handle.read(buffer, 0, buffer.length, position)).bytesRead,
      close: () => handle.close(),
    }
  },
  stat: async (path) => stateOf(await stat(path, { bigint: true })),
  lstat: async (path) => stateOf(await lstat(path, { bigint: true })),
  realpath: (path) => realpath(path),
  readlink: (path) => readlink(path),
  canWrite: (path) => access(path, constants.W_OK),
  rename: (from, to) => rename(from, to),
  link: (from, to) => link(from, to),
  unlink: (path) => unlink(path),
  mkdir: makeFolder,
  rmdir: (path) => rmdir(path),
  removeTree: (path) => rm(path, { recursive: true, force: true }),
  readdir: (path) => readdir(path),
  wait: async (milliseconds) => {
    await sleep(milliseconds)
  },
  watch(folder, onHint) {
    const watcher = watch(folder, { persistent: false }, (_event, name) => onHint(name))
    // A folder that was taken away, or a system without room for another watch: looking every 30 s remains.
    watcher.on('error', () => watcher.close())
    return () => watcher.close()
  },
}

/** By hand, because Node's recursive mkdir asks for ever below a folder in which nothing can be made, such as /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const isThere = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    )
    if (isThere) return
    const parent = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error
    await makeFolder(parent)
    await mkdir(path).catch(async (again: NodeJS.ErrnoException) => {
      // Someone else may have made it in the meantime.
      if (again.code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw again
    })
  }
}

function stateOf(stats: BigIntStats): FileState {
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other',
    size: Number(stats.size),
    mtimeNs: stats.mtimeNs,
    ctimeNs: stats.ctimeNs,
    ino: stats.ino,
    dev: stats.dev,
    mode: Number(stats.mode) & 0o7777,
    links: Number(stats.nlink),
  }
}
