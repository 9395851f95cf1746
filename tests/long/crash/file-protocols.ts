import { durableSettings, type StoredSettings } from '../../../host/durable-settings.ts'
import { durableWrite } from '../../../host/durable-write.ts'
import type { FileStamp } from '../../../host/file-stamp.ts'
import { jsonFile } from '../../../host/json-file.ts'
import { type FileToWrite, writeIntoFolder, writeNewFolder } from '../../../host/publish/write-files.ts'
import type { CrashDisk, Random } from '../../host/crash-disk.ts'
import type { Protocol } from './walk-crashes.ts'

/** Numbers of versions: the last one that was acknowledged, and the last one that was begun. 0: none. */
interface Versions {
  readonly acknowledged: number
  readonly begun: number
}

const NONE: Versions = { acknowledged: 0, begun: 0 }
const ROUNDS = 3

/** The bytes of a version: none is the beginning or the end of another. */
function bytesOf(version: number, what = ''): Uint8Array {
  return new TextEncoder().encode(`<${version}${`${what} of ${version}, `.repeat(version + 2)}${version}>`)
}

function isOneOf({ acknowledged, begun }: Versions, bytes: Uint8Array, what = ''): boolean {
  for (let version = Math.max(1, acknowledged); version <= begun; version++)
    if (Buffer.compare(bytesOf(version, what), bytes) === 0) return true
  return false
}

function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: object },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

const SAVED = ['/Essays/A.essay', '/Essays/B.essay', '/data/C.essay']

/** Files that are made and saved again, beside one another. */
export const saveProtocol: Protocol<readonly Versions[]> = {
  name: 'save',
  start: SAVED.map(() => NONE),
  async run({ io, disk, random, promise }) {
    let all = SAVED.map(() => NONE)
    const note = (index: number, versions: Versions) => {
      all = all.with(index, versions)
      promise(all)
    }
    await Promise.all(
      SAVED.map(async (path, index) => {
        // They fall in and out of step.
        for (let turns = random(40); turns > 0; turns--) await null
        let expected: FileStamp | undefined
        for (let version = 1; version <= ROUNDS; version++) {
          disk.now += 1 + random(5_000)
          note(index, { acknowledged: version - 1, begun: version })
          const options = expected ? ({ mode: 'replace', expected, io } as const) : ({ mode: 'create', io } as const)
          expected = must(await durableWrite(path, bytesOf(version), options)).stamp
          note(index, { acknowledged: version, begun: version })
        }
      }),
    )
  },
  async check(disk, promised) {
    for (const [index, path] of SAVED.entries()) {
      const versions = promised[index] ?? NONE
      const bytes = disk.peek(path)
      if (bytes === null) {
        if (versions.acknowledged > 0) return 'a file is gone'
      } else if (!isOneOf(versions, bytes)) return 'a file is neither old nor new'
    }
    return null
  },
}

/** A planted mistake: the start takes what a crash left of a write for the file. */
export const leftOverTaken: Protocol<readonly Versions[]> = {
  ...saveProtocol,
  async check(disk, promised) {
    for (const name of await disk.readdir('/Essays')) {
      const [, file] = /^\.~(.*)\.[0-9a-f]+\.tmp$/.exec(name) ?? []
      if (file !== undefined) await disk.rename(`/Essays/${name}`, `/Essays/${file}`)
    }
    return saveProtocol.check(disk, promised)
  },
}

/** Small settings, in both of the stores that there are. */
export const settingsProtocol: Protocol<Versions> = {
  name: 'settings',
  start: NONE,
  async run({ io, disk, promise }) {
    const file = jsonFile('/data/places.json', () => disk.now, io)
    const settings = settingsOn(disk, io)
    for (let version = 1; version <= ROUNDS; version++) {
      disk.now += 1_000
      promise({ acknowledged: version - 1, begun: version })
      must(await file.change(() => ({ version })))
      must(await settings.change('version', () => version))
      promise({ acknowledged: version, begun: version })
    }
  },
  async check(disk, { acknowledged, begun }) {
    const stored = (await jsonFile('/data/places.json', () => disk.now, disk).read()) as
      | { version?: number }
      | undefined
    const settings = settingsOn(disk, disk)
    for (const version of [stored?.version ?? 0, (settings.all().version as number | undefined) ?? 0])
      if (version < acknowledged || version > begun) return `version ${version}, not ${acknowledged} to ${begun}`
    // And a damaged file must not stand in the way of the next change.
    const changed = await settings.change('next', () => true)
    return changed.ok && settings.all().next === true ? null : 'the settings cannot be changed any more'
  },
}

function settingsOn(disk: CrashDisk, io: CrashDisk | Parameters<typeof jsonFile>[2]) {
  const read = (name: string): StoredSettings => {
    const bytes = disk.peek(`/data/${name}.json`)
    return bytes === null ? {} : (JSON.parse(new TextDecoder().decode(bytes)) as StoredSettings)
  }
  return durableSettings({ folder: '/data', read, now: () => disk.now, io: io ?? disk })
}

const PARTS = ['images/a.png', 'images/b.png', 'page.html']

function filesOf(version: number, random: Random): readonly FileToWrite[] {
  const pictures = PARTS.slice(0, 1 + random(2))
  return [...pictures, 'page.html'].map((path) => ({ path, content: bytesOf(version, path) }))
}

interface Exported extends Versions {
  readonly paths: readonly string[]
}

/** A publication: a folder in one step, then the same files replaced, in this order. */
const exportIn = (order: (files: readonly FileToWrite[]) => readonly FileToWrite[]): Protocol<Exported> => ({
  name: 'export',
  start: { ...NONE, paths: [] },
  async run({ io, random, promise }) {
    const paths = filesOf(1, random).map(({ path }) => path)
    const files = (version: number) => paths.map((path) => ({ path, content: bytesOf(version, path) }))
    promise({ acknowledged: 0, begun: 1, paths })
    must(await writeNewFolder('/Essays/fog', files(1), io))
    promise({ acknowledged: 1, begun: 1, paths })
    promise({ acknowledged: 1, begun: 2, paths })
    must(await writeIntoFolder('/Essays/fog', order(files(2)), { replace: true, io }))
    promise({ acknowledged: 2, begun: 2, paths })
  },
  async check(disk, { paths, ...promised }) {
    const isThere = await disk.stat('/Essays/fog').catch(() => null)
    if (isThere === null) return promised.acknowledged === 0 ? null : 'the folder is gone'
    for (const path of paths) {
      const bytes = disk.peek(`/Essays/fog/${path}`)
      if (bytes === null) return `${path} is missing`
      if (!isOneOf(promised, bytes, path)) return `${path} is neither old nor new`
    }
    // A new page beside old pictures would show what it does not mean.
    const pageIsNew = Buffer.compare(disk.peek('/Essays/fog/page.html') as Uint8Array, bytesOf(2, 'page.html')) === 0
    const picturesAreNew = paths
      .filter((path) => path !== 'page.html')
      .every((path) => Buffer.compare(disk.peek(`/Essays/fog/${path}`) as Uint8Array, bytesOf(2, path)) === 0)
    return pageIsNew && !picturesAreNew ? 'the page is new, its pictures are not' : null
  },
})

/** The pictures first, as Galley hands them over. */
export const exportProtocol: Protocol<Exported> = exportIn((files) => files)
/** A planted mistake: the page before its pictures. */
export const pageFirst: Protocol<Exported> = exportIn((files) => [...files].reverse())
