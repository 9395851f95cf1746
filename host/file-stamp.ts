import { createHash, webcrypto } from 'node:crypto'
import { basename } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'
import { onDisk } from './disk-problem.ts'
import { giveBack } from './give-back.ts'
import { type FileState, type Io, type IoHandle, nodeIo } from './io.ts'

/** What a file was when it was read or written: its state on the disk and the SHA-256 (hex) of its bytes. */
export interface FileStamp {
  readonly state: FileState
  readonly sha256: string
}

const UNCHANGED = 'Nothing was changed.'
const PIECE = 1024 * 1024
const SMALL_PIECE = 256 * 1024

/** SHA-256 of some bytes, 64 lower-case hex digits. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** From this size a hash is computed beside the program's own work (bytes). */
const LARGE = 4 * 1024 * 1024

/** The same as `sha256Of`, for bytes that may be many: a file with 200 MB of pictures must not hold up what is typed. */
export async function digestOf(bytes: Uint8Array): Promise<string> {
  if (bytes.length < LARGE) return sha256Of(bytes)
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex')
}

/**
 * Whether two looks at a file saw the same one, by everything that the disk tells without reading it. Equal states may still
 * hide a change on disks with coarse times; different states may hold equal bytes.
 */
export function sameState(one: FileState, other: FileState): boolean {
  return (
    one.size === other.size &&
    one.mtimeNs === other.mtimeNs &&
    one.ctimeNs === other.ctimeNs &&
    one.ino === other.ino &&
    one.dev === other.dev
  )
}

/**
 * Reads a whole file with its stamp, both from one handle, so that a replacing rename in between cannot mix two files.
 * Problems: `gone`, `read-only` (may not be read), `not-recognised` for a folder or device, `too-large` above `mostBytes`, `io`.
 */
export async function readStamped(
  path: string,
  mostBytes: number,
  io: Io = nodeIo,
): Promise<Result<{ readonly bytes: Uint8Array; readonly stamp: FileStamp }>> {
  const read = await readWhole(path, mostBytes, io)
  if (!read.ok) return read
  const { bytes, state } = read.value
  return ok({ bytes, stamp: { state, sha256: sha256Of(bytes) } })
}

/** The same for whoever needs no hash. */
export async function readWhole(
  path: string,
  mostBytes: number,
  io: Io = nodeIo,
): Promise<Result<{ readonly bytes: Uint8Array; readonly state: FileState }>> {
  const subject = basename(path)
  return onDisk(subject, UNCHANGED, async () => {
    // Asked before the file is opened, because opening a pipe would wait for ever.
    const before = await io.stat(path)
    if (before.kind !== 'file') return fail('not-recognised', `${subject} is not a file.`, { subject, safe: UNCHANGED })
    const handle = await io.open(path, 'r')
    try {
      const state = await handle.stat()
      if (state.size > mostBytes)
        return fail('too-large', `${subject} is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB.`, {
          subject,
          safe: UNCHANGED,
        })
      const bytes = new Uint8Array(state.size)
      const length = await readInto(handle, bytes)
      // A file that shrinks or grows while it is read is being written by someone else right now.
      const after = await handle.stat()
      if (length !== bytes.length || !sameState(state, after))
        return fail('locked', `${subject} is being written by another program.`, {
          subject,
          safe: UNCHANGED,
          next: 'Try again in a moment.',
        })
      return ok({ bytes, state })
    } finally {
      await handle.close()
    }
  })
}

async function readInto(handle: IoHandle, bytes: Uint8Array): Promise<number> {
  let at = 0
  while (at < bytes.length) {
    const count = await handle.read(bytes.subarray(at, at + PIECE), at)
    if (count === 0) break
    at += count
  }
  return at
}

/** Whether an open file holds these bytes and no others. */
export async function holdsExactly(handle: IoHandle, bytes: Uint8Array): Promise<boolean> {
  const piece = new Uint8Array(Math.min(SMALL_PIECE, bytes.length + 1))
  for (let at = 0; ; ) {
    const count = await handle.read(piece, at)
    const isSame = Buffer.compare(piece.subarray(0, count), bytes.subarray(at, at + count)) === 0
    if (count === 0 || !isSame) {
      giveBack(piece)
      return isSame && at === bytes.length
    }
    at += count
  }
}

/** SHA-256 (hex) of what an open file holds, and how many bytes that is. `about` is the size that is expected; it only spares memory. */
export async function hashOfHandle(
  handle: IoHandle,
  about = PIECE,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  const piece = new Uint8Array(Math.min(PIECE, about + 1))
  let bytes = 0
  for (;;) {
    const count = await handle.read(piece, bytes)
    if (count === 0) return { sha256: hash.digest('hex'), bytes }
    hash.update(piece.subarray(0, count))
    bytes += count
  }
}
