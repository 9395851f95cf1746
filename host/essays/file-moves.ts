import { basename, dirname, extname, join } from 'node:path'
import { fail, ok, type Problem, type Result } from '../../core/result.ts'
import { errnoOf, onDisk } from '../disk-problem.ts'
import { type DurablyWritten, durableWrite, hasNoLinks, syncFolder } from '../durable-write.ts'
import { LARGEST_ESSAY_FILE } from '../essay-file.ts'
import { freePath } from '../file-name.ts'
import { readStamped } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { mayBeThere } from '../is-there.ts'

const MOST_TRIES = 20

/**
 * Writes a file under a name that is free: `Name.essay`, else `Name 2.essay` … Nothing is overwritten, also when another program takes a name at the
 * same moment.
 */
export async function writeUnderFreeName(
  io: Io,
  folder: string,
  name: string,
  extension: string,
  bytes: Uint8Array,
): Promise<Result<DurablyWritten>> {
  return onDisk(name, 'Nothing was written.', async () => {
    let problem: Problem = { code: 'exists', message: `No name like ${name} is free.` }
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const written = await durableWrite(await freePath(io, folder, name, extension), bytes, { mode: 'create', io })
      if (written.ok) return written
      problem = written.problem
      if (problem.code !== 'exists') break
    }
    return { ok: false, problem }
  })
}

/**
 * Gives a file a new name that is free, in a folder of the same disk. It gets the new name before it loses the old one, so that it can be
 * found at every moment, and nothing is overwritten. Answers its new path.
 */
export async function moveUnderFreeName(
  io: Io,
  path: string,
  folder: string,
  name: string,
  extension: string,
): Promise<Result<string>> {
  return onDisk(basename(path), 'It was not moved.', async () => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const target = await freePath(io, folder, name, extension)
      let linked = true
      try {
        await io.link(path, target)
      } catch (error) {
        if (errnoOf(error) === 'EEXIST') continue
        if (!hasNoLinks(error)) throw error
        // Without hard links: the name was free a moment ago, and a rename is the one step that there is.
        linked = false
        await io.rename(path, target)
      }
      await syncFolder(io, folder)
      if (linked) await takeOldName(io, path, target)
      if (dirname(path) !== folder) await syncFolder(io, dirname(path))
      return ok(target)
    }
    return fail('exists', `No name like ${name} is free.`, { subject: name })
  })
}

/**
 * Moves an essay into a folder that may lie on another disk: it is whole there, read back, before it goes here. Where it stands there already (a crash
 * came between), only the old one goes. Answers its new path.
 */
export async function moveAcross(io: Io, path: string, folder: string): Promise<Result<string>> {
  return onDisk(basename(path), 'It was not moved.', async () => {
    const read = await readStamped(path, LARGEST_ESSAY_FILE, io)
    if (!read.ok) return read
    const extension = extname(path)
    const before = await readStamped(join(folder, basename(path)), LARGEST_ESSAY_FILE, io)
    const isThere = before.ok && before.value.stamp.sha256 === read.value.stamp.sha256
    const written = isThere
      ? ok({ path: join(folder, basename(path)) })
      : await writeUnderFreeName(io, folder, basename(path, extension), extension, read.value.bytes)
    if (!written.ok) return written
    // A file that stays here is moved again next time, and found there.
    await io.unlink(path).catch(() => {})
    return ok(written.value.path)
  })
}

/** Takes the old one of two names away; where that fails, the new one, so that no later save parts the two. */
async function takeOldName(io: Io, path: string, target: string): Promise<void> {
  try {
    await io.unlink(path)
  } catch (error) {
    // Only where the old name is sure to stand: otherwise the new one is the only one.
    const stands = await io.lstat(path).then(
      () => true,
      () => false,
    )
    if (stands) await io.unlink(target).catch(() => {})
    throw error
  }
}

const TRASH = 'Trash'

/** Moves a file into the folder `Trash` beside it, under a name that is free there. Answers its new path. */
export async function moveToTrash(io: Io, path: string): Promise<Result<string>> {
  return onDisk(basename(path), 'It was not moved.', async () => {
    const trash = join(dirname(path), TRASH)
    await io.mkdir(trash)
    const extension = extname(path)
    return moveUnderFreeName(io, path, trash, basename(path, extension), extension)
  })
}

/** Moves a file out of the folder `Trash`, back to where that stands, under its name or the next free one. Answers its new path. */
export async function moveOutOfTrash(io: Io, path: string): Promise<Result<string>> {
  return onDisk(basename(path), 'It was not moved.', async () => {
    const extension = extname(path)
    if (basename(dirname(path)) !== TRASH || !(await mayBeThere(io, path)))
      return fail('not-found', `“${basename(path, extension)}” is not in the Trash any more.`, {
        safe: 'No file was changed.',
        next: 'Look for it in the essays folder.',
      })
    return moveUnderFreeName(io, path, dirname(dirname(path)), basename(path, extension), extension)
  })
}
