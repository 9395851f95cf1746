import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf, MAY_REPLACE, onDisk } from '../disk-problem.ts'
import { durableWrite, renamePatiently, syncFolder } from '../durable-write.ts'
import { readStamped } from '../file-stamp.ts'
import { type Io, nodeIo } from '../io.ts'
import { isThere } from '../is-there.ts'
import { temporaryName } from '../temporary-name.ts'
import { type Run, stopped } from './runs.ts'

/** A file to be written below a folder. */
export interface FileToWrite {
  /** Relative, with `/`; no part begins with a dot. */
  readonly path: string
  readonly content: Uint8Array
}

/** What watches a write and can stop it; nothing does where it is left out. */
const UNWATCHED: Run = { signal: new AbortController().signal, progress: () => {} }
const NOTHING = 'Nothing was written.'
const HALF_REPLACED = {
  safe: 'Pictures of the new version are in place already; the page beside them is still the old one.',
  next: 'Mend what hinders the disk, then publish again; or publish into another folder.',
}
/** The largest file that is replaced: what stands there is held in memory until the last file is written. */
const LARGEST = 1_000_000_000
const SAFE_PATH = /^(?!\.)[^/\\\0]+(?:\/(?!\.)[^/\\\0]+)*$/

/**
 * Writes files as a new folder: into a temporary folder beside it, which gets its name in one step when every file in it is durable. So there is the
 * whole folder or none; also when `run` is stopped (`cancelled`). Makes the folders above. Problems: `exists` when something of that name is there, and those of a
 * durable write.
 */
export async function writeNewFolder(
  folder: string,
  files: readonly FileToWrite[],
  io: Io = nodeIo,
  run: Run = UNWATCHED,
): Promise<Result<null>> {
  const name = basename(folder)
  return onDisk(name, NOTHING, async () => {
    const parent = dirname(folder)
    await io.mkdir(parent)
    if (await isThere(io, folder)) return taken(name)
    const temporary = join(parent, temporaryName(name))
    await io.mkdir(temporary)
    try {
      // Nobody else knows this folder, so there is nothing that a file could overwrite.
      const written = await writeInto(temporary, files, 'replace', io, run)
      if (!written.ok) return written
      await renamePatiently(io, temporary, folder)
    } catch (error) {
      // Someone else made the folder in the meantime; an empty one would have been replaced, one that holds something is not.
      if (errnoOf(error) === 'ENOTEMPTY' || errnoOf(error) === 'EEXIST') return taken(name)
      throw error
    } finally {
      // Gone already where the rename was done.
      await io.removeTree(temporary).catch(() => {})
    }
    await syncFolder(io, parent)
    return ok(null)
  })
}

/**
 * Writes files into a folder that is there: each file old or new at every moment, in the order given. Put what others refer to first. Without
 * `replace` nothing is touched when one of the names is taken (`exists`); files that this call made are removed when a later one
 * fails, files that it replaced stay replaced, and the problem says so. When `run` is stopped, replaced files are what they were. Other files of
 * the folder are left alone.
 */
export async function writeIntoFolder(
  folder: string,
  files: readonly FileToWrite[],
  options: { readonly replace: boolean; readonly io?: Io; readonly run?: Run },
): Promise<Result<null>> {
  const { io = nodeIo, run = UNWATCHED } = options
  return onDisk(basename(folder), NOTHING, async () => {
    if (!options.replace) {
      for (const { path } of files) if (await isThere(io, join(folder, path))) return taken(path)
    }
    return writeInto(folder, files, options.replace ? 'replace' : 'create', io, run)
  })
}

async function writeInto(
  folder: string,
  files: readonly FileToWrite[],
  mode: 'create' | 'replace',
  io: Io,
  run: Run,
): Promise<Result<null>> {
  const made: string[] = []
  const madeFolders: string[] = []
  const replaced = new Map<string, Uint8Array>()
  const undo = async () => {
    for (const path of made) await io.unlink(path).catch(() => {})
    for (const path of madeFolders.reverse()) await io.rmdir(path).catch(() => {})
  }
  const restore = async (): Promise<Result<null>> => {
    for (const [path, old] of replaced) {
      const put = await durableWrite(path, old, { mode: 'replace', io })
      if (!put.ok) return { ok: false, problem: { ...put.problem, ...HALF_REPLACED } }
    }
    return ok(null)
  }
  try {
    for (const [index, { path, content }] of files.entries()) {
      run.progress(index, files.length)
      if (run.signal.aborted) {
        await undo()
        const restored = await restore()
        return restored.ok ? stopped() : restored
      }
      // The paths come from core, which makes them of slugs; a path that leaves the folder would be a bug there.
      if (!SAFE_PATH.test(path)) throw new Error(`not a path below a folder: ${path}`)
      const target = join(folder, path)
      const written = await onDisk(basename(target), NOTHING, async () => {
        for (const above of foldersOf(path)) {
          const needed = join(folder, above)
          if (await isThere(io, needed)) continue
          await io.mkdir(needed)
          madeFolders.push(needed)
        }
        const isNew = !(await isThere(io, target))
        const old = isNew ? null : await readStamped(target, LARGEST, io)
        if (old !== null && !old.ok) return old
        const result = await durableWrite(target, content, { mode, io })
        if (result.ok && isNew) made.push(target)
        else if (result.ok && old !== null) replaced.set(target, old.value.bytes)
        return result
      })
      if (!written.ok) {
        await undo()
        return replaced.size === 0 ? written : { ok: false, problem: { ...written.problem, ...HALF_REPLACED } }
      }
    }
    for (const path of madeFolders) await syncFolder(io, dirname(path))
    return ok(null)
  } catch (error) {
    await undo()
    throw error
  }
}

/** The folders above a relative path, the outermost first. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** The paths of these files that are taken in a folder. */
export async function takenIn(
  folder: string,
  files: readonly Pick<FileToWrite, 'path'>[],
  io: Io = nodeIo,
): Promise<readonly string[]> {
  const taken: string[] = []
  for (const { path } of files) if (await isThere(io, join(folder, path))) taken.push(path)
  return taken
}

function taken(name: string): Result<never> {
  return fail('exists', `Something called ${name} is there already.`, {
    subject: name,
    safe: 'It was not touched.',
    next: MAY_REPLACE,
  })
}
