import { join } from 'node:path'
import { countEssay } from '../../core/essay/word-count.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf } from '../disk-problem.ts'
import { durableWrite, syncFolder } from '../durable-write.ts'
import { readWhole, sameState } from '../file-stamp.ts'
import type { FileState, Io } from '../io.ts'
import { nameLine, readIndex, type Version, versionLines, writeIndex } from './index-lines.ts'
import type { ObjectStore, StoredObject } from './object-store.ts'

/** The index of one essay's history. Callers see to it that one call runs at a time. */
export interface VersionIndex {
  /** All versions, oldest first. A damaged or missing index is rebuilt from its intact lines and from the objects. */
  read(): Promise<Result<readonly Version[]>>
  /** Adds a version durably. Its object must be durable before. `read` must have succeeded. */
  append(version: Version): Promise<Result<Version>>
  /** Gives a version a name durably. */
  name(version: Version, name: string): Promise<Result<Version>>
  /** Replaces the whole index in one step. Problem: `conflict` when another Galley wrote to it meanwhile. */
  replace(versions: readonly Version[]): Promise<Result<null>>
}

interface Known {
  readonly versions: readonly Version[]
  readonly lastCrc: string
  /** null: there is no file yet. */
  readonly state: FileState | null
}

const LARGEST = 64 * 1024 * 1024
const NEWER = fail('newer-version', 'This history was written by a newer Galley.', {
  safe: 'Nothing in it is changed.',
  next: 'Open the essay with that version to see it.',
})

/** The index file `index` in an essay's folder of the history. */
export function openIndex(
  folder: string,
  essayId: string,
  objects: ObjectStore,
  { io, now }: { readonly io: Io; readonly now: () => number },
): VersionIndex {
  const path = join(folder, 'index')
  let known: Known | null = null
  /** After a failed append nobody knows what the disk holds of it; the file is written anew and never appended to again. */
  let isSuspect = false
  let isNameDurable = false

  const stateNow = async (): Promise<FileState | null> => {
    try {
      return await io.stat(path)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error
      return null
    }
  }
  /** A second name changes a file's own marks; what is still the same file is no other Galley's write. */
  const afterLink = async (before: FileState): Promise<FileState> => {
    const after = await stateNow()
    const isSame = after !== null && sameState({ ...after, ctimeNs: before.ctimeNs }, before)
    return isSame ? after : before
  }
  const replace = async (versions: readonly Version[], expected: FileState | null): Promise<Result<null>> => {
    const { text, lastCrc } = writeIndex(essayId, versions)
    const written = await durableWrite(path, new TextEncoder().encode(text), {
      mode: 'replace',
      // Without a hash any other state is another Galley's write.
      ...(expected === null ? {} : { expected: { state: expected, sha256: '' } }),
      io,
    })
    if (!written.ok) {
      known = null
      return written
    }
    known = { versions, lastCrc, state: written.value.stamp.state }
    isSuspect = false
    isNameDurable = true
    return ok(null)
  }
  const rebuild = async (intact: readonly Version[], state: FileState | null): Promise<Result<readonly Version[]>> => {
    const named = new Set(intact.map(({ hash }) => hash))
    const lost = (await objects.list()).filter(({ hash }) => !named.has(hash))
    const recovered = await recoveredVersions(essayId, objects, lost, intact)
    const versions = [...intact, ...recovered].sort((one, other) => one.time - other.time)
    if (versions.length === 0 && state === null) {
      known = { versions, lastCrc: '', state }
      return ok(versions)
    }
    // For whoever wants to look into it; on disks without hard links there is nothing to look into.
    if (state !== null && !isSuspect) await io.link(path, `${path}.damaged-${now()}`).catch(() => {})
    const replaced = await replace(versions, state && (await afterLink(state)))
    return replaced.ok ? ok(versions) : replaced
  }
  const read = async (): Promise<Result<readonly Version[]>> => {
    const state = await stateNow()
    if (known !== null && !isSuspect && sameOrBothMissing(known.state, state)) return ok(known.versions)
    known = null
    if (state === null) return rebuild([], null)
    const file = await readWhole(path, LARGEST, io)
    if (!file.ok) return file
    const index = readIndex(file.value.bytes, essayId)
    if (index.newer) return NEWER
    if (!index.intact || isSuspect) return rebuild(index.versions, file.value.state)
    known = { versions: index.versions, lastCrc: index.lastCrc, state: file.value.state }
    return ok(known.versions)
  }
  const append = async (before: Known, text: string, lastCrc: string, versions: readonly Version[]): Promise<void> => {
    known = null
    isSuspect = true
    const handle = await io.open(path, 'a', 0o600)
    let state: FileState
    try {
      await handle.writeFile(new TextEncoder().encode(text))
      await handle.sync()
      state = await handle.stat()
      const length = (before.state?.size ?? 0) + new TextEncoder().encode(text).length
      if (state.size !== length) throw Object.assign(new Error('a line was cut'), { code: 'EIO' })
    } finally {
      await handle.close()
    }
    if (!isNameDurable) await syncFolder(io, folder)
    isNameDurable = true
    isSuspect = false
    known = { versions, lastCrc, state }
  }
  const current = (): Known => {
    if (known === null) throw new Error('the index was not read')
    return known
  }

  return {
    read,
    async append(version) {
      const before = current()
      const versions = [...before.versions, version]
      const added = before.state === null ? writeIndex(essayId, versions) : versionLines(version, before.lastCrc)
      await append(before, added.text, added.lastCrc, versions)
      return ok(version)
    },
    async name(version, name) {
      const before = current()
      const named = { ...version, name }
      const versions = before.versions.map((one) => (one.id === version.id ? named : one))
      const added = nameLine(version.id, name, before.lastCrc)
      await append(before, added.text, added.lastCrc, versions)
      return ok(named)
    },
    replace: (versions) => replace(versions, current().state),
  }
}

/** Versions for objects that no line names: the time is that of the file. Objects that do not read are passed over. `before` are those known already. */
export async function recoveredVersions(
  essayId: string,
  objects: ObjectStore,
  lost: readonly StoredObject[],
  before: readonly Version[],
): Promise<readonly Version[]> {
  const recovered: Version[] = []
  const times = new Set(before.map(({ time }) => time))
  for (const { hash, time: written, bytes } of [...lost].sort((one, other) => one.time - other.time)) {
    const essay = await objects.read(hash, essayId)
    if (!essay.ok) continue
    let time = written
    while (times.has(time)) time++
    times.add(time)
    recovered.push({
      id: `${time.toString(36)}-${hash.slice(0, 12)}`,
      time,
      hash,
      parent: null,
      cause: 'recovered',
      words: countEssay(essay.value).body.words,
      bytes,
      file: '',
      name: '',
    })
  }
  return recovered
}

function sameOrBothMissing(one: FileState | null, other: FileState | null): boolean {
  return one === null || other === null ? one === other : sameState(one, other)
}
