import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'
import { diskProblem, errnoOf, MAY_REPLACE } from './disk-problem.ts'
import { digestOf, type FileStamp, hashOfHandle, holdsExactly, sameState } from './file-stamp.ts'
import { type Io, nodeIo } from './io.ts'
import { resolveTarget } from './resolve-target.ts'
import { temporaryName } from './temporary-name.ts'

/** How a durable write treats what is there. */
export interface DurableWriteOptions {
  /** `create` never overwrites (`exists`); `replace` replaces a file or makes one. */
  readonly mode: 'create' | 'replace'
  /** For `replace`: what the file was when it was loaded or saved last. Anything else there is a `conflict`, nothing there is `gone`. */
  readonly expected?: FileStamp
  /** Hashes of earlier writes of our own that may have landed although they were reported as failed; no conflict. */
  readonly ours?: readonly string[]
  /** SHA-256 (hex) of the bytes, where it is known already. */
  readonly sha256?: string
  readonly io?: Io
}

/** What a durable write left on the disk. */
export interface DurablyWritten {
  /** The real file, symbolic links followed. */
  readonly path: string
  readonly stamp: FileStamp
  /** True when the old file had further names (hard links): they keep the old content and part from this one. */
  readonly twins: boolean
}

const KEPT = 'What was on the disk before is unchanged.'
const UNCERTAIN = 'The new version is in place, but the disk did not confirm it.'
/** Errors of a folder's sync that mean "this system has no such thing". */
const NO_FOLDER_SYNC: ReadonlySet<string> = new Set(['EINVAL', 'EPERM', 'EISDIR', 'EACCES', 'ENOTSUP', 'EBADF'])
/** Errors of a link that mean "this disk has no hard links"; Windows says EISDIR for FAT and exFAT. */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
  'EISDIR',
])
const HELD: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY'])
const LONGEST_WAIT = 10_000

/**
 * Writes a whole file so that at every moment, power cuts included, the disk holds the old bytes or the new ones (safety.md
 * section 2): a temporary file beside the target, written, flushed, measured and read back, then one replacing rename and a flush
 * of the folder. Symbolic links are followed, read-only files are refused although a rename could replace them, and the
 * temporary file is gone after any failure. Problems: `disk-full`, `locked`, `gone`, `read-only`, `conflict`, `exists`,
 * `bad-name`, `io`.
 */
export async function durableWrite(
  path: string,
  bytes: Uint8Array,
  options: DurableWriteOptions,
): Promise<Result<DurablyWritten>> {
  const io = options.io ?? nodeIo
  const subject = basename(path)
  let temporary: string | null = null
  let replaced = false
  try {
    const resolved = await resolveTarget(io, path)
    if (!resolved.ok) return resolved
    const target = resolved.value
    const folder = dirname(target.path)
    if (options.mode === 'create' && target.state !== null)
      return fail('exists', `Something called ${subject} is there already.`, { subject, safe: KEPT, next: MAY_REPLACE })
    const check = () => refuseOutsideChange(io, target.path, options, subject)
    const early = await check()
    if (!early.ok) return early

    const name = join(folder, temporaryName(basename(target.path)))
    const sha256 = options.sha256 ?? (await digestOf(bytes))
    const handle = await io.open(name, 'wx+', 0o600)
    temporary = name
    let open = true
    try {
      await handle.writeFile(bytes)
      await handle.chmod(target.state === null ? io.newFileMode : target.state.mode & 0o777)
      await handle.sync()
      const { size } = await handle.stat()
      if (size !== bytes.length || !(await holdsExactly(handle, bytes)))
        return fail('io', `The disk did not keep what was written of ${subject}.`, {
          subject,
          safe: KEPT,
          next: 'Save a copy on another disk; this one may be full or failing.',
        })
      open = false
      await handle.close()
    } finally {
      // The first failure is the one to report; closing after it is tidying up.
      if (open) await handle.close().catch(() => {})
    }

    const late = await check()
    if (!late.ok) return late
    if (options.mode === 'create') await putExclusively(io, name, target.path)
    else await renamePatiently(io, name, target.path)
    temporary = null
    replaced = true
    await syncFolder(io, folder)
    return ok({
      path: target.path,
      stamp: { state: await io.stat(target.path), sha256 },
      twins: (target.state?.links ?? 1) > 1,
    })
  } catch (error) {
    if (
      !replaced &&
      options.mode === 'replace' &&
      io.platform === 'win32' &&
      HELD.has(errnoOf(error)) &&
      temporary !== null
    )
      return fail('locked', `Another program holds ${subject}.`, {
        subject,
        safe: KEPT,
        next: 'Close it there (or pause the virus scanner or sync client), then try again.',
      })
    return diskProblem(error, subject, replaced ? UNCERTAIN : KEPT)
  } finally {
    if (temporary !== null) await io.unlink(temporary).catch(() => {})
  }
}

/** Whether a link failed because the disk has no hard links. */
export function hasNoLinks(error: unknown): boolean {
  return NO_LINKS.has(errnoOf(error))
}

/** Flushes a folder, so that the names in it survive a power cut. Systems that have no such call are passed over. */
export async function syncFolder(io: Io, folder: string): Promise<void> {
  if (io.platform === 'win32') return
  try {
    const handle = await io.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!NO_FOLDER_SYNC.has(errnoOf(error))) throw error
  }
}

async function refuseOutsideChange(
  io: Io,
  path: string,
  options: DurableWriteOptions,
  subject: string,
): Promise<Result<null>> {
  const { expected, ours = [] } = options
  if (expected === undefined) return ok(null)
  let state: FileStamp['state']
  try {
    state = await io.stat(path)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return fail('gone', `${subject} is not where it was: it was moved, renamed or deleted by another program.`, {
      subject,
      safe: 'Your text is still open here.',
      next: 'Save a copy, or put the file back.',
    })
  }
  if (sameState(state, expected.state)) return ok(null)
  const handle = await io.open(path, 'r')
  try {
    const { sha256 } = await hashOfHandle(handle, state.size)
    if (sha256 === expected.sha256 || ours.includes(sha256)) return ok(null)
  } finally {
    await handle.close()
  }
  return fail('conflict', `${subject} was changed by another program since it was opened here.`, {
    subject,
    safe: 'Neither version was touched: theirs is on the disk, yours is open here.',
    next: 'Save yours as a copy, or open theirs.',
  })
}

/** One replacing rename; on Windows tried again while another program's handle holds the file up. */
export async function renamePatiently(io: Io, from: string, to: string): Promise<void> {
  let waited = 0
  for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
    try {
      await io.rename(from, to)
      return
    } catch (error) {
      if (io.platform !== 'win32' || !HELD.has(errnoOf(error)) || waited >= LONGEST_WAIT) throw error
    }
    await io.wait(pause)
    waited += pause
  }
}

/** Gives the temporary file its name unless the name is taken. A rename would replace; a hard link refuses. */
async function putExclusively(io: Io, from: string, to: string): Promise<void> {
  try {
    await io.link(from, to)
    // The file stands under its name now; a temporary name that cannot be removed is no failure of the write.
    await io.unlink(from).catch(() => {})
    return
  } catch (error) {
    if (!hasNoLinks(error)) throw error
  }
  // Without hard links: an empty file reserves the name, then the rename replaces our own reservation.
  await (await io.open(to, 'wx+', 0o600)).close()
  try {
    await renamePatiently(io, from, to)
  } catch (error) {
    await io.unlink(to).catch(() => {})
    throw error
  }
}
