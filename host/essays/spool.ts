import { dirname, join } from 'node:path'
import { ok, type Result } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'
import { durableWrite, syncFolder } from '../durable-write.ts'
import { readStamped, sha256Of } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { readableNamesIn } from '../is-there.ts'

/**
 * Pictures that belong to an essay and do not stand in its file: put in since the last save, or taken out by a save and still needed if
 * the person undoes, or pastes what was cut into another essay. `spool/<essay id>/<hash>` in the data folder.
 */
export interface Spool {
  /** Keeps a picture durably before it answers. */
  keep(essayId: string, hash: string, bytes: Uint8Array): Promise<Result<null>>
  /** The bytes of a picture, or null. Bytes that do not fit their name count as none. */
  find(essayId: string, hash: string): Promise<Uint8Array | null>
  /** The same, whatever essay it was kept for. */
  findOfAny(hash: string): Promise<Uint8Array | null>
  /** Forgets pictures that are safe elsewhere. */
  drop(essayId: string, hashes: Iterable<string>): Promise<void>
  /** Forgets what no session has touched for a month. */
  sweep(): Promise<void>
}

const LARGEST = 64 * 1024 * 1024
const MONTH = 30 * 24 * 60 * 60 * 1000
const ID = /^[0-9a-f-]{36}$/
const HASH = /^[0-9a-f]{64}$/

/** The spool below a folder, which is made when it is first needed. */
export function spool(folder: string, io: Io, now: () => number): Spool {
  const place = (essayId: string, hash: string): string => {
    // Ids and hashes were parsed before; this keeps a mistake elsewhere from becoming a path.
    if (!ID.test(essayId) || !HASH.test(hash)) throw new Error('not an id and a hash')
    return join(folder, essayId, hash)
  }
  const removeIfEmpty = (essayId: string) => io.rmdir(join(folder, essayId)).catch(() => {})
  const find = async (essayId: string, hash: string): Promise<Uint8Array | null> => {
    const read = await readStamped(place(essayId, hash), LARGEST, io)
    return read.ok && sha256Of(read.value.bytes) === hash ? read.value.bytes : null
  }
  return {
    find,
    async findOfAny(hash) {
      for (const essayId of await readableNamesIn(io, folder)) {
        const bytes = ID.test(essayId) ? await find(essayId, hash) : null
        if (bytes) return bytes
      }
      return null
    },
    keep: (essayId, hash, bytes) =>
      onDisk('the picture', 'The essay is unchanged.', async () => {
        const path = place(essayId, hash)
        await io.mkdir(join(folder, essayId))
        const written = await durableWrite(path, bytes, { mode: 'replace', io })
        if (!written.ok) return written
        // The names of the folders above must survive a power cut, too.
        for (const parent of [folder, dirname(folder)]) await syncFolder(io, parent)
        return ok(null)
      }),
    async drop(essayId, hashes) {
      const wanted = new Set(hashes)
      for (const hash of await readableNamesIn(io, join(folder, essayId)))
        if (wanted.has(hash)) await io.unlink(place(essayId, hash)).catch(() => {})
      await removeIfEmpty(essayId)
    },
    async sweep() {
      for (const essayId of await readableNamesIn(io, folder)) {
        if (!ID.test(essayId)) continue
        for (const hash of await readableNamesIn(io, join(folder, essayId))) {
          const path = join(folder, essayId, hash)
          const state = await io.stat(path).catch(() => null)
          if (state && now() - Number(state.mtimeNs / 1_000_000n) > MONTH) await io.unlink(path).catch(() => {})
        }
        await removeIfEmpty(essayId)
      }
    },
  }
}
