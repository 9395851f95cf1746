import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Essay } from '../../core/essay/essay.ts'
import { readEssay } from '../../core/essay/read-essay.ts'
import { stableEssayParts } from '../../core/essay/stable-essay-json.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { durableWrite, syncFolder } from '../durable-write.ts'
import { readStamped, sha256Of } from '../file-stamp.ts'
import type { Io } from '../io.ts'
import { namesIn } from '../is-there.ts'
import { bytesOfParts } from '../text-parts.ts'

/** An essay's texts and pictures by the SHA-256 of what they hold. Each is written once and compared whenever it is read. */
export interface ObjectStore {
  /** The bytes that an essay is kept as, and their hash. */
  encode(essay: Essay): EncodedEssay
  /** Keeps a text durably; answers how many bytes it takes on the disk. */
  put(encoded: EncodedEssay): Promise<Result<{ readonly bytes: number }>>
  /** Reads a text. Problems: `damaged` (its bytes are not those of its name, or those of another essay), `gone`. */
  read(hash: string, essayId: string): Promise<Result<Essay>>
  /** Keeps a picture durably, once; `find` is asked for it only when it is not kept yet. A picture that nobody has is passed over. */
  putPicture(hash: string, find: () => Promise<Uint8Array | null>): Promise<Result<null>>
  /** A picture's bytes, or null when they are not there or not those of the hash. */
  picture(hash: string): Promise<Uint8Array | null>
  /** All texts: hash, time of writing (milliseconds since 1970), size. */
  list(): Promise<readonly StoredObject[]>
  /** All pictures, likewise. */
  listPictures(): Promise<readonly StoredObject[]>
  /** Removes texts that are not in `kept` and were written before `before`, then pictures that no text shows any more. */
  sweep(kept: ReadonlySet<string>, before: number): Promise<void>
}

/** An essay as bytes. */
export interface EncodedEssay {
  readonly bytes: Uint8Array
  /** SHA-256 (hex) of `bytes`. */
  readonly hash: string
}

/** What is known of an object without reading it. */
export interface StoredObject {
  readonly hash: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly bytes: number
}

const MB = 1024 * 1024
/** The cap of essay.json, so that every essay that can be saved can be kept. */
const LARGEST_TEXT = 48 * MB
const SHORT_TEXT = 64 * 1024
const LARGEST_PICTURE = 64 * MB
const HASH = /^[0-9a-f]{64}$/
const SHOWN = /asset:([0-9a-f]{64})/g
const deflated = promisify(deflateRaw)

/** The objects below `folder` (one essay's): `objects/<sha256>`, raw deflate, and `pictures/<sha256>` as they are. */
export function objectStore(folder: string, io: Io): ObjectStore {
  const texts = join(folder, 'objects')
  const pictures = join(folder, 'pictures')
  /** Folders whose own names are known to be durable. */
  const ready = new Set<string>()
  /** Pictures that were compared since this program started; reading 200 MB again for each version would be felt. */
  const keptPictures = new Set<string>()

  const prepare = async (place: string): Promise<void> => {
    if (ready.has(place)) return
    await io.mkdir(place)
    // A file is only as durable as the names of all folders above it.
    for (const above of [folder, dirname(folder), dirname(dirname(folder))]) await syncFolder(io, above)
    ready.add(place)
  }
  /** Writes a file that has its hash as name, once. What is there already is compared, and replaced if it is not what its name says. */
  const putOnce = async (place: string, hash: string, bytes: Uint8Array, isGood: () => Promise<boolean>) => {
    await prepare(place)
    const path = join(place, hash)
    const written = await durableWrite(path, bytes, { mode: 'create', io })
    if (written.ok) return ok({ bytes: bytes.length })
    if (written.problem.code !== 'exists') return written
    if (!(await isGood())) {
      const mended = await durableWrite(path, bytes, { mode: 'replace', io })
      return mended.ok ? ok({ bytes: bytes.length }) : mended
    }
    // It may come from a write that failed at its last step: only now its name is certain.
    await syncFolder(io, place)
    return ok({ bytes: (await io.stat(path)).size })
  }
  const readText = async (hash: string): Promise<Result<string>> => {
    const read = await readStamped(join(texts, hash), LARGEST_TEXT, io)
    if (!read.ok) return read
    let bytes: Uint8Array
    try {
      bytes = inflateRawSync(read.value.bytes, { maxOutputLength: LARGEST_TEXT })
    } catch (error) {
      if (error instanceof RangeError || String((error as NodeJS.ErrnoException).code).startsWith('Z_')) return DAMAGED
      throw error
    }
    return sha256Of(bytes) === hash ? ok(new TextDecoder('utf-8').decode(bytes)) : DAMAGED
  }
  const picture = async (hash: string): Promise<Uint8Array | null> => {
    if (!HASH.test(hash)) return null
    const read = await readStamped(join(pictures, hash), LARGEST_PICTURE, io)
    return read.ok && sha256Of(read.value.bytes) === hash ? read.value.bytes : null
  }
  const listOf = async (place: string): Promise<readonly StoredObject[]> => {
    const names = (await namesIn(io, place)).filter((hash) => HASH.test(hash))
    const listed = await inBatches(names, async (hash): Promise<StoredObject | null> => {
      const state = await io.stat(join(place, hash)).catch(() => null)
      return state && { hash, time: Number(state.mtimeNs / 1_000_000n), bytes: state.size }
    })
    return listed.filter((one) => one !== null)
  }

  return {
    encode(essay) {
      const bytes = bytesOfParts(stableEssayParts(essay))
      return { bytes, hash: sha256Of(bytes) }
    },
    async put({ bytes, hash }) {
      if (bytes.length > LARGEST_TEXT)
        return fail('too-large', 'The text is too large to be kept as a version.', { safe: 'The essay is unchanged.' })
      // A short text is deflated before the thread that would do it has begun.
      const small = bytes.length < SHORT_TEXT ? deflateRawSync(bytes) : await deflated(bytes)
      return putOnce(texts, hash, small, async () => (await readText(hash)).ok)
    },
    async read(hash, essayId) {
      const text = await readText(hash)
      if (!text.ok) return text
      const essay = readEssay(text.value)
      return essay.ok && essay.value.id !== essayId ? DAMAGED : essay
    },
    async putPicture(hash, find) {
      if (keptPictures.has(hash)) return ok(null)
      const bytes = (await picture(hash)) ?? (await find())
      if (bytes === null) return ok(null)
      const put = await putOnce(pictures, hash, bytes, async () => (await picture(hash)) !== null)
      if (!put.ok) return put
      keptPictures.add(hash)
      return ok(null)
    },
    picture,
    list: () => listOf(texts),
    listPictures: () => listOf(pictures),
    async sweep(kept, before) {
      const going = (await listOf(texts)).filter(({ hash, time }) => !kept.has(hash) && time < before)
      const gone = await inBatches(going, ({ hash }) =>
        io.unlink(join(texts, hash)).then(
          () => true,
          () => false,
        ),
      )
      if (!gone.includes(true)) return
      const stored = await listOf(pictures)
      if (stored.length === 0) return
      const shown = new Set<string>()
      for (const { hash } of await listOf(texts)) {
        const text = await readText(hash)
        // A text that cannot be read may show any of them.
        if (!text.ok) return
        for (const [, picture = ''] of text.value.matchAll(SHOWN)) shown.add(picture)
      }
      for (const { hash, time } of stored)
        if (!shown.has(hash) && time < before) {
          keptPictures.delete(hash)
          await io.unlink(join(pictures, hash)).catch(() => {})
        }
    },
  }
}

const DAMAGED = fail('damaged', 'This version is damaged on the disk and cannot be read.', {
  safe: 'The essay and all other versions are untouched.',
  next: 'Choose another version.',
})

/** So many files are asked for at once: the disk's own threads, and some that wait. */
const BATCH = 32

async function inBatches<In, Out>(all: readonly In[], work: (one: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = []
  for (let at = 0; at < all.length; at += BATCH) done.push(...(await Promise.all(all.slice(at, at + BATCH).map(work))))
  return done
}
