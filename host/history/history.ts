import { join } from 'node:path'
import type { VersionCause } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { countEssay } from '../../core/essay/word-count.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'
import { queues } from '../essays/queues.ts'
import { giveBack } from '../give-back.ts'
import type { Io } from '../io.ts'
import { referencedPictures } from '../referenced-pictures.ts'
import { openIndex, recoveredVersions, type VersionIndex } from './index-file.ts'
import type { Version } from './index-lines.ts'
import { keptVersions } from './keep-rules.ts'
import { type ObjectStore, objectStore } from './object-store.ts'

/** The versions of all essays, by essay id, below one folder. One thing at a time per essay. */
export interface History {
  /** Keeps an essay as a version, with the pictures that are at hand. Text that is the newest version already is not kept twice. */
  keep(essay: Essay, details: KeepDetails): Promise<Result<Version>>
  /** The ids of the essays that have a history. */
  essays(): Promise<readonly string[]>
  /** The versions of an essay, oldest first. */
  list(essayId: string): Promise<Result<readonly Version[]>>
  /** A version's text, its bytes compared with their hash. Problems: `not-found`, `damaged`. */
  read(essayId: string, versionId: string): Promise<Result<Essay>>
  /** Gives a version a name, or takes it away (''). */
  name(essayId: string, versionId: string, name: string): Promise<Result<Version>>
  /** The bytes of a picture that some version shows, or null. */
  picture(essayId: string, hash: string): Promise<Uint8Array | null>
  /** Lets go of what the keep rules no longer hold: first from the index, then from the disk. To be called when nobody writes. */
  prune(essayId: string): Promise<Result<{ readonly dropped: number }>>
  /** Resolves when all that was asked for has ended. */
  idle(): Promise<void>
}

/** What is said of a version when it is kept. */
export interface KeepDetails {
  readonly cause: VersionCause
  /** File name without extension. */
  readonly file: string
  /** Finds a picture that the essay shows; asked for those alone that are not kept yet. null: nobody has it. */
  readonly picture: (hash: string) => Promise<Uint8Array | null>
  readonly name?: string
  /** The version that this one was restored from. */
  readonly from?: string
}

/** Bytes that the objects of one essay may take. */
const BUDGET = 1_000_000_000
/** An object that no index line names may belong to a version that is being kept right now; it is left alone for so long (milliseconds). */
const UNNAMED_STAYS = 3_600_000
const ID = /^[0-9a-f-]{36}$/

/**
 * The history below a folder, which is made when it is first needed: `<essay id>/objects/<sha256>`, `<essay id>/pictures/<sha256>` and
 * `<essay id>/index` (safety.md 3.2). A version is kept when its object is durable under its name and its line is durable in the index,
 * in this order. `budget` is in bytes.
 */
export function history(folder: string, io: Io, now: () => number, budget = BUDGET): History {
  const turns = queues()
  const stores = new Map<string, { readonly objects: ObjectStore; readonly index: VersionIndex }>()

  const storeOf = (essayId: string) => {
    // Ids were parsed before; this keeps a mistake elsewhere from becoming a path.
    if (!ID.test(essayId)) throw new Error('not an essay id')
    let store = stores.get(essayId)
    if (!store) {
      const objects = objectStore(join(folder, essayId), io)
      store = { objects, index: openIndex(join(folder, essayId), essayId, objects, { io, now }) }
      stores.set(essayId, store)
    }
    return store
  }
  const withVersions = <T>(
    essayId: string,
    work: (store: ReturnType<typeof storeOf>, versions: readonly Version[]) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    turns.run(essayId, () =>
      onDisk('the history', 'The essay and its kept versions are unchanged.', async () => {
        const store = storeOf(essayId)
        const versions = await store.index.read()
        return versions.ok ? work(store, versions.value) : versions
      }),
    )
  const found = (versions: readonly Version[], id: string): Result<Version> => {
    const version = versions.find((candidate) => candidate.id === id)
    return version
      ? ok(version)
      : fail('not-found', 'This version is not kept any more.', { next: 'Open the history again.' })
  }

  return {
    keep: (essay, { cause, file, picture, name = '', from }) =>
      withVersions(essay.id, async ({ objects, index }, versions) => {
        const shown = referencedPictures(essay)
        const bytes = objects.encode({ ...essay, assets: essay.assets.filter(({ hash }) => shown.has(hash)) })
        const last = versions.at(-1)
        if (last?.hash === bytes.hash && (name === '' || last.name === name)) return ok(last)
        if (last?.hash === bytes.hash && last.name === '') return index.name(last, name)
        for (const hash of shown) {
          const kept = await objects.putPicture(hash, () => picture(hash))
          if (!kept.ok) return kept
        }
        const put = await objects.put(bytes)
        giveBack(bytes.bytes)
        if (!put.ok) return put
        // Rising times keep versions in order when the clock is set back, and make ids unique.
        const time = Math.max(now(), (last?.time ?? 0) + 1)
        return index.append({
          id: `${time.toString(36)}-${bytes.hash.slice(0, 12)}`,
          time,
          hash: bytes.hash,
          parent: from ?? last?.id ?? null,
          cause,
          words: countEssay(essay).body.words,
          bytes: put.value.bytes,
          file: file.slice(0, 1_000),
          name,
        })
      }),
    essays: async () => (await io.readdir(folder).catch(() => [])).filter((name) => ID.test(name)),
    list: (essayId) => withVersions(essayId, async (_, versions) => ok(versions)),
    read: (essayId, id) =>
      withVersions(essayId, async ({ objects }, versions) => {
        const version = found(versions, id)
        return version.ok ? objects.read(version.value.hash, essayId) : version
      }),
    name: (essayId, id, name) =>
      withVersions(essayId, async ({ index }, versions) => {
        const version = found(versions, id)
        return version.ok && version.value.name !== name ? index.name(version.value, name) : version
      }),
    picture: (essayId, hash) => (ID.test(essayId) ? storeOf(essayId).objects.picture(hash) : Promise.resolve(null)),
    prune: (essayId) =>
      withVersions(essayId, async ({ objects, index }, versions) => {
        if (versions.length === 0) return ok({ dropped: 0 })
        const adopted = await adoptNewer(essayId, objects, index, versions)
        if (!adopted.ok) return adopted
        const all = adopted.value
        const ids = keptVersions(all, now(), budget)
        const kept = all.filter(({ id }) => ids.has(id))
        if (kept.length < all.length) {
          const replaced = await index.replace(kept)
          if (!replaced.ok) return replaced
        }
        await objects.sweep(new Set(kept.map(({ hash }) => hash)), now() - UNNAMED_STAYS)
        return ok({ dropped: all.length - kept.length })
      }),
    idle: () => turns.idle(),
  }

  /** Objects younger than the newest line are versions whose line was lost, not leftovers: they are named again before anything is removed. */
  async function adoptNewer(
    essayId: string,
    objects: ObjectStore,
    index: VersionIndex,
    versions: readonly Version[],
  ): Promise<Result<readonly Version[]>> {
    const named = new Set(versions.map(({ hash }) => hash))
    const newest = versions.at(-1)?.time ?? 0
    const lost = (await objects.list()).filter(({ hash, time }) => !named.has(hash) && time > newest)
    if (lost.length === 0) return ok(versions)
    const all = [...versions, ...(await recoveredVersions(essayId, objects, lost, versions))]
    const replaced = await index.replace(all)
    return replaced.ok ? ok(all) : replaced
  }
}
