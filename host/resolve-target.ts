import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'
import { errnoOf } from './disk-problem.ts'
import type { FileState, Io } from './io.ts'

/** The real file behind a path that is to be written. */
export interface WriteTarget {
  /** Absolute, symbolic links followed; the file itself may not exist yet. */
  readonly path: string
  /** What is there, or null. */
  readonly state: FileState | null
}

const MOST_LINKS = 40

/**
 * Follows symbolic links to the file that a write has to replace (a rename onto the link would replace the link), also where
 * the last of them dangles. Refuses what is not a regular file (`exists`) and what is read-only (`read-only`): a rename asks only the folder
 * for permission and would replace a protected file. Rejects with the errno of a failed call.
 */
export async function resolveTarget(io: Io, path: string): Promise<Result<WriteTarget>> {
  const subject = basename(path)
  let current = resolve(path)
  for (let links = 0; ; links++) {
    const state = await lookAt(io, current)
    if (state?.kind === 'link') {
      if (links === MOST_LINKS)
        return fail('io', `${subject} is a link that leads back to itself.`, { subject, safe: 'Nothing was changed.' })
      const next = await io.readlink(current)
      current = isAbsolute(next) ? next : resolve(dirname(current), next)
      continue
    }
    if (state !== null && state.kind !== 'file')
      return fail('exists', `${subject} is ${state.kind === 'folder' ? 'a folder' : 'a device'}, not a file.`, {
        subject,
        safe: 'Nothing was changed.',
        next: 'Choose another name.',
      })
    if (state !== null) {
      // The mode is asked as well, because the system lets an administrator write anything.
      if ((state.mode & 0o222) === 0)
        return fail('read-only', `${subject} is marked as read-only.`, {
          subject,
          safe: 'Nothing was changed.',
          next: 'Save a copy under another name, or take the mark away.',
        })
      await io.canWrite(current)
    }
    return ok({ path: join(await io.realpath(dirname(current)), basename(current)), state })
  }
}

async function lookAt(io: Io, path: string): Promise<FileState | null> {
  try {
    return await io.lstat(path)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}
