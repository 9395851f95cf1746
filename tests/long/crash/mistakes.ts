import type { Io, IoHandle } from '../../../host/io.ts'
import { ESSAY_ID } from '../../builders/essay.ts'
import type { CrashDisk } from '../../host/crash-disk.ts'
import { journalProtocol, pictureProtocol, renameProtocol, restoreProtocol, rotateProtocol } from './essay-protocols.ts'
import { exportProtocol, leftOverTaken, pageFirst, saveProtocol, settingsProtocol } from './file-protocols.ts'
import { keepProtocol, objectsFirst, pruneProtocol } from './history-protocols.ts'
import { type Protocol, type Walk, type WalkOptions, walkCrashes } from './walk-crashes.ts'

/** A mistake that a writer could make, planted; the walk must notice. */
export interface Mistake {
  readonly name: string
  /** Walks the protocol with the mistake in it. */
  walk(seed: number): Promise<Walk>
}

type Planted = Pick<WalkOptions, 'lies' | 'mistake'>

const notFlushed = (ignoresSync: (path: string) => boolean): Planted => ({ lies: { ignoresSync } })
const temporary = (path: string) => path.endsWith('.tmp')
const journal = `/data/journal/${ESSAY_ID}`
const versions = `/data/history/${ESSAY_ID}`

function planted<Promised>(name: string, protocol: Protocol<Promised>, mistake: Planted): Mistake {
  return { name, walk: (seed) => walkCrashes(protocol, { seed, most: 512, cuts: 1, ...mistake }) }
}

const inPlace = (disk: CrashDisk): Io => ({
  ...disk,
  async rename(from, to) {
    const bytes = disk.peek(from)
    if (bytes === null || disk.peek(to) === null) return disk.rename(from, to)
    disk.truncate(to)
    const handle = await disk.open(to, 'a')
    await handle.writeFile(bytes)
    await handle.sync()
    await disk.unlink(from)
  },
})
const deleteFirst = (disk: CrashDisk): Io => ({
  ...disk,
  async rename(from, to) {
    if (disk.peek(to) !== null) await disk.unlink(to)
    await disk.rename(from, to)
  },
})
const oldLogFirst = (disk: CrashDisk): Io => ({
  ...disk,
  async open(path, flags, mode) {
    const number = /\/(\d+)\.log$/.exec(path)?.[1]
    const before = path.replace(/\d+\.log$/, `${Number(number) - 1}.log`)
    if (flags === 'wx+' && number !== undefined && disk.peek(before) !== null) await disk.unlink(before)
    return disk.open(path, flags, mode)
  },
})
const nameTakenFirst = (disk: CrashDisk): Io => {
  const held = new Map<string, Uint8Array>()
  return {
    ...disk,
    async link(from, to) {
      if (!from.endsWith('.essay')) return disk.link(from, to)
      held.set(to, disk.peek(from) as Uint8Array)
      await disk.unlink(from)
      const handle = await disk.open(to, 'wx+')
      await handle.writeFile(held.get(to) as Uint8Array)
      await handle.sync()
    },
    unlink: (path) => (disk.peek(path) === null ? Promise.resolve() : disk.unlink(path)),
  }
}
/** The seal is written and not flushed before the file. */
const sealLater = (disk: CrashDisk): Io => ({
  ...disk,
  async open(path, flags, mode) {
    const handle = await disk.open(path, flags, mode)
    let isSeal = false
    const watched: IoHandle = {
      ...handle,
      writeFile(bytes) {
        isSeal = path.endsWith('.log') && Buffer.from(bytes).includes('"kind":"seal"')
        return handle.writeFile(bytes)
      },
      sync: async () => (isSeal ? undefined : handle.sync()),
    }
    return watched
  },
})

/** Every planted mistake. */
export const MISTAKES: readonly Mistake[] = [
  planted('save: the temporary file is not flushed', saveProtocol, notFlushed(temporary)),
  planted(
    'save: the folder is not flushed',
    saveProtocol,
    notFlushed((path) => path === '/Essays'),
  ),
  planted('save: the file is written in place', saveProtocol, { mistake: inPlace }),
  planted('save: the old file is deleted first', saveProtocol, { mistake: deleteFirst }),
  planted('save: the start takes a temporary file for the file', leftOverTaken, {}),
  planted('settings: the temporary file is not flushed', settingsProtocol, notFlushed(temporary)),
  planted(
    'settings: the folder is not flushed',
    settingsProtocol,
    notFlushed((path) => path === '/data'),
  ),
  planted(
    'export: the files are not flushed',
    exportProtocol,
    notFlushed((path) => path.includes('.tmp/')),
  ),
  planted(
    'export: the folder around is not flushed',
    exportProtocol,
    notFlushed((path) => path === '/Essays'),
  ),
  planted('export: the page comes before its pictures', pageFirst, {}),
  planted(
    'journal: records are not flushed',
    journalProtocol,
    notFlushed((path) => path.endsWith('.log')),
  ),
  planted(
    'journal: its folder is not flushed',
    journalProtocol,
    notFlushed((path) => path === journal),
  ),
  planted(
    'journal: the folder of all is not flushed',
    journalProtocol,
    notFlushed((path) => path === '/data/journal'),
  ),
  planted(
    'journal: the data folder is not flushed',
    journalProtocol,
    notFlushed((path) => path === '/data'),
  ),
  planted('rotate: the old log goes before the new one is there', rotateProtocol, { mistake: oldLogFirst }),
  planted('rotate: the seal is not flushed before the file', rotateProtocol, { mistake: sealLater }),
  planted('rotate: the saved file is not flushed', rotateProtocol, notFlushed(temporary)),
  planted('rename: the old name goes first', renameProtocol, { mistake: nameTakenFirst }),
  planted(
    'restore: the version before is not flushed',
    restoreProtocol,
    notFlushed((path) => path.startsWith(versions)),
  ),
  planted(
    'picture: it is not flushed',
    pictureProtocol,
    notFlushed((path) => path.includes('/spool/')),
  ),
  planted(
    'picture: the folders above are not flushed',
    pictureProtocol,
    notFlushed((path) => path === '/data/spool'),
  ),
  planted(
    'history: the object is not flushed',
    keepProtocol,
    notFlushed((path) => temporary(path) && path.includes('/objects/')),
  ),
  planted(
    'history: the folder of the objects is not flushed',
    keepProtocol,
    notFlushed((path) => path.endsWith('/objects')),
  ),
  planted(
    'history: the index is not flushed',
    keepProtocol,
    notFlushed((path) => path.endsWith('/index')),
  ),
  planted(
    'history: the folder of the essay is not flushed',
    keepProtocol,
    notFlushed((path) => path === versions),
  ),
  planted(
    'history: the folder of all is not flushed',
    keepProtocol,
    notFlushed((path) => path === '/data/history'),
  ),
  planted('prune: objects go before the index', objectsFirst, {}),
  planted(
    'prune: the new index is not flushed',
    pruneProtocol,
    notFlushed((path) => path.includes('/.~index')),
  ),
]
