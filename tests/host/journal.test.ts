import { cpSync, existsSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { OpenedEssay } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf } from '../../core/essay/json.ts'
import { packEssay, unpackEssay } from '../../host/essay-file.ts'
import { history } from '../../host/history/history.ts'
import { type Io, nodeIo } from '../../host/io.ts'
import { logBytes, readLog } from '../../host/journal/entries.ts'
import type { GalleyHost } from '../../host/ports.ts'
import { buildEssay, figureOf, withBlocks, withTitle } from '../builders/essay.ts'
import { good, testHost, working } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { pngPicture } from '../builders/picture.ts'
import { insertion, typist } from '../builders/typing.ts'
import { type Faults, faultyIo } from './faulty-io.ts'
import { temporaryFolder } from './temporary-folder.ts'

const hosts: GalleyHost[] = []
/** Ends the hosts that have "crashed": a crash leaves their logs as they are, the test only gives the files back. */
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})
const words = (essay: Essay): string => textOf(essay.body)
const fileText = (path: string): string => {
  const read = unpackEssay(readFileSync(path))
  if (!read.ok) throw new Error(read.problem.message)
  return words(read.value.essay)
}
const bytesOf = async (essay: Essay): Promise<Uint8Array> => {
  const packed = await packEssay(essay, new Map())
  if (!packed.ok) throw new Error(packed.problem.message)
  return packed.value.bytes
}
/** An essay "A lamp." in a folder, and hosts over that folder, each as after a crash of the one before. */
async function started(folder = temporaryFolder()) {
  const first = testHost(folder)
  const path = join(first.essaysFolder, 'Lamp.essay')
  writeFileSync(path, await bytesOf(buildEssay({ title: 'Lamp' }).essay))
  const open = async (file = path): Promise<{ host: ReturnType<typeof testHost>['host']; opened: OpenedEssay }> => {
    const { host } = testHost(folder)
    hosts.push(host)
    const essay = await good(host.refOfPath(file))
    return { host, opened: await good(host.openEssay({ essay })) }
  }
  const logs = () => {
    const root = join(first.dataFolder, 'journal')
    return existsSync(root)
      ? readdirSync(root, { recursive: true })
          .map(String)
          .filter((name) => name.includes('.'))
          .sort()
      : []
  }
  return { folder, path, open, logs, dataFolder: first.dataFolder, essaysFolder: first.essaysFolder }
}

/** What the versions of an essay say. */
async function versionTexts(dataFolder: string, id: string): Promise<readonly string[]> {
  const versions = history(join(dataFolder, 'history'), nodeIo, Date.now)
  const listed = await good(versions.list(id))
  return Promise.all(listed.map(async (version) => words(await good(versions.read(id, version.id)))))
}

describe('the journal of an essay', () => {
  it('gives back what was typed and never saved, says so, and leaves the file alone', async () => {
    const { open, path, logs } = await started()
    const { host, opened } = await open()
    expect(opened.recovered).toBe(null)
    const mira = typist(opened)
    const before = readFileSync(path)
    expect(await good(host.writeJournal(mira.type(' The', ' keeper')))).toMatchObject({ sequence: 2 })
    expect(await good(host.writeJournal(mira.type(' counts.')))).toMatchObject({ sequence: 3 })
    const again = await open()
    expect(words(again.opened.document)).toBe('A lamp. The keeper counts.')
    expect(again.opened.recovered).toMatchObject({
      sentence: '3 words that were not saved yet were recovered.',
      choice: null,
    })
    expect(readFileSync(path).equals(before)).toBe(true)
    // The recovered text is in the new log as a whole, so it survives a second crash, and a third.
    const third = await open()
    expect(words(third.opened.document)).toBe('A lamp. The keeper counts.')
    expect(logs()).toHaveLength(1)
    await good(third.host.saveEssay(working(third.opened)))
    expect(fileText(path)).toBe('A lamp. The keeper counts.')
    expect((await open()).opened.recovered).toBe(null)
  })

  it('starts the next run with the essay whose text was left unsaved, even where nothing else remembers it', async () => {
    const { open, folder, dataFolder } = await started()
    const { host, opened } = await open()
    await good(host.writeJournal(typist(opened).type(' More.')))
    for (const name of readdirSync(dataFolder)) if (name.startsWith('places')) writeFileSync(join(dataFolder, name), '')
    const next = testHost(folder)
    await good(next.host.prepare())
    const { lastEssay } = await good(next.host.hostInfo({}))
    expect(words((await good(next.host.openEssay({ essay: lastEssay ?? '' }))).document)).toBe('A lamp. More.')
  })

  it('goes on behind a save: only what came after it is unsaved', async () => {
    const { open, path, logs } = await started()
    const { host, opened } = await open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    const one = withText(opened.document, 'A lamp. One')
    // Typed while the save was on its way: journalled before the save is through, and not in its text.
    await good(host.writeJournal(mira.type(' two')))
    await good(host.saveEssay({ ...working(opened, one), sequence: 1 }))
    expect(fileText(path)).toBe('A lamp. One')
    const second = await open()
    expect(words(second.opened.document)).toBe('A lamp. One two')
    expect(second.opened.recovered?.choice).toBe(null)
    // And after a save that holds all, nothing is left over.
    const ana = typist(second.opened)
    await good(second.host.writeJournal(ana.type(' three')))
    const all = withText(opened.document, ana.text())
    await good(second.host.saveEssay({ ...working(second.opened, all), sequence: 1 }))
    await good(second.host.writeJournal(ana.type(' four')))
    expect(words((await open()).opened.document)).toBe('A lamp. One two three four')
    expect(logs()).toHaveLength(1)
  })

  it('keeps the saved text as a version where another program put an older file in its place after a crash', async () => {
    const { open, path } = await started()
    const stale = readFileSync(path)
    const { host, opened } = await open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    await good(host.saveEssay({ ...working(opened, withText(opened.document, mira.text())), sequence: 1 }))
    // The host is killed here, and a sync client brings back what it knew.
    writeFileSync(path, stale)
    const again = await open()
    expect(words(again.opened.document)).toBe('A lamp.')
    const { versions } = await good(again.host.listVersions({ essay: again.opened.essay }))
    const kept = await Promise.all(
      versions.map(async ({ version }) =>
        words(await good(again.host.readVersion({ essay: again.opened.essay, version }))),
      ),
    )
    expect(kept).toContain('A lamp. One')
    expect(versions[0]).toMatchObject({ cause: 'outside' })
  })

  it.each(['is killed', 'ends with the essay open'])(
    'makes the version that closing would have made when the program %s after a save',
    async (end) => {
      const { open } = await started()
      const { host, opened } = await open()
      const mira = typist(opened)
      await good(host.writeJournal(mira.type(' One')))
      await good(host.saveEssay({ ...working(opened, withText(opened.document, mira.text())), sequence: 1 }))
      if (end !== 'is killed') await host.close()
      const again = await open()
      const { versions } = await good(again.host.listVersions({ essay: again.opened.essay }))
      const [newest] = versions
      expect(newest).toMatchObject({ cause: 'closed' })
      const read = await good(again.host.readVersion({ essay: again.opened.essay, version: newest?.version ?? '' }))
      expect(words(read)).toBe('A lamp. One')
    },
  )

  it('takes no log of another opening away whose number was once its own', async () => {
    const { folder, path, essaysFolder, dataFolder, open } = await started()
    const { host } = testHost(folder)
    hosts.push(host)
    const openAt = async (file: string) => good(host.openEssay({ essay: await good(host.refOfPath(file)) }))
    const first = await openAt(path)
    const mira = typist(first)
    await good(host.writeJournal(mira.type(' One')))
    // The file gets another name behind Galley's back; under that it is opened again, saved and closed, and the folder of logs is empty.
    const moved = join(essaysFolder, 'Moved.essay')
    renameSync(path, moved)
    const second = await openAt(moved)
    await good(host.saveEssay(working(second)))
    await good(host.closeEssay({ essay: second.essay, generation: second.generation }))
    const third = await openAt(moved)
    await good(host.writeJournal(typist(third).type(' and this')))
    await host.writeJournal(mira.type(' two'))
    const { opened } = await open(moved)
    const logs = join(dataFolder, 'journal', opened.document.id)
    const kept = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'latin1'))
    expect([words(opened.document), ...kept].some((text) => text.includes(' and this'))).toBe(true)
  })

  it('keeps the saved text as a version when an older file in its place goes to the Trash', async () => {
    const { open, path, dataFolder } = await started()
    const stale = readFileSync(path)
    const { host, opened } = await open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    await good(host.saveEssay({ ...working(opened, withText(opened.document, mira.text())), sequence: 1 }))
    writeFileSync(path, stale)
    await good(host.trashEssay({ essay: opened.essay }))
    expect(await versionTexts(dataFolder, opened.document.id)).toContain('A lamp. One')
  })

  it('leaves the log where the version that closing makes finds no room, and makes it when the essay is opened again', async () => {
    const { folder, path, open, logs, dataFolder } = await started()
    const stale = readFileSync(path)
    let isFull = false
    const io: Io = {
      ...nodeIo,
      open(file, flags, mode) {
        if (isFull && flags !== 'r' && file.includes('/history/'))
          return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
        return nodeIo.open(file, flags, mode)
      },
    }
    const { host } = testHost(folder, { io })
    const opened = await good(host.openEssay({ essay: await good(host.refOfPath(path)) }))
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    await good(host.saveEssay({ ...working(opened, withText(opened.document, mira.text())), sequence: 1 }))
    isFull = true
    await good(host.closeEssay({ essay: opened.essay, generation: opened.generation }))
    await host.close()
    expect(logs()).toHaveLength(1)
    writeFileSync(path, stale)
    await open()
    expect(await versionTexts(dataFolder, opened.document.id)).toContain('A lamp. One')
  })

  it('holds nothing back once the file has everything and the essay is closed', async () => {
    const { open, logs } = await started()
    const { host, opened } = await open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    await good(host.saveEssay({ ...working(opened, withText(opened.document, mira.text())), sequence: 1 }))
    expect(logs()).toHaveLength(1)
    await good(host.closeEssay({ essay: opened.essay, generation: opened.generation }))
    expect(logs()).toEqual([])
  })

  it('keeps what was never saved when the essay is closed all the same', async () => {
    const { open } = await started()
    const { host, opened } = await open()
    await good(host.writeJournal(typist(opened).type(' One')))
    await good(host.closeEssay({ essay: opened.essay, generation: opened.generation }))
    expect(words((await open()).opened.document)).toBe('A lamp. One')
  })

  it('takes the same changes twice, refuses a gap, and takes a whole essay over a gap', async () => {
    const { open } = await started()
    const { host, opened } = await open()
    const mira = typist(opened)
    const one = mira.type(' One')
    const two = mira.type(' two')
    await good(host.writeJournal(one))
    expect(await good(host.writeJournal(one))).toMatchObject({ sequence: 1 })
    const both = { ...two, from: 1, steps: [...one.steps, ...two.steps] }
    expect(await good(host.writeJournal(both))).toMatchObject({ sequence: 2 })
    mira.type(' lost')
    const four = mira.type(' four')
    expect(await host.writeJournal(four)).toMatchObject({ ok: false, problem: { code: 'conflict' } })
    expect(words((await open()).opened.document)).toBe('A lamp. One two')
    const whole = withText(opened.document, mira.text())
    const again = await open()
    const input = { ...four, essay: again.opened.essay, generation: again.opened.generation, steps: [] }
    expect(await good(again.host.writeJournal({ ...input, from: 3, snapshot: whole }))).toMatchObject({ sequence: 4 })
    expect(words((await open()).opened.document)).toBe('A lamp. One two lost four')
  })

  it('takes details, too, and those that the format refuses cost no text', async () => {
    const { open } = await started()
    const { host, opened } = await open()
    const mira = typist(opened)
    const { metadata } = withTitle(opened.document, 'Lamps')
    const one = mira.type(' One')
    await good(host.writeJournal({ ...one, to: 2, details: { metadata } }))
    const second = await open()
    expect(second.opened.document.metadata.title).toBe('Lamps')
    const more = { essay: second.opened.essay, id: opened.document.id, generation: second.opened.generation }
    const wrong = { ...metadata, canonicalUrl: 'half an addre' }
    const step = insertion(1 + 'A lamp. One'.length, ' two')
    await good(
      second.host.writeJournal({
        ...more,
        from: 1,
        to: 2,
        steps: [step],
        details: { metadata: wrong },
        snapshot: null,
      }),
    )
    const third = await open()
    expect(words(third.opened.document)).toBe('A lamp. One two')
    expect(third.opened.document.metadata.title).toBe('Lamps')
    expect(third.opened.recovered?.sentence).toContain('Details that the format does not allow')
  })

  it('saves the words of steps that no longer fit, at the end of the text', async () => {
    const { open, logs } = await started()
    const { host, opened } = await open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    const { essay, generation } = opened
    const lost = { essay, id: opened.document.id, generation, from: 2, to: 2, details: null, snapshot: null }
    await good(host.writeJournal({ ...lost, steps: [insertion(9_999, 'Beyond the end.')] }))
    const again = await open()
    expect(words(again.opened.document)).toBe('A lamp. One\nBeyond the end.')
    expect(again.opened.recovered?.sentence).toContain('stands at the end')
    expect(logs().some((name) => name.endsWith('.kept'))).toBe(true)
  })

  it('has the pictures of recovered text', async () => {
    const { open } = await started()
    const { host, opened } = await open()
    const asset = await good(host.importAsset({ essay: opened.essay, name: 'a.png', bytes: pngPicture() }))
    const whole = withBlocks({ ...opened.document, assets: [asset] }, figureOf(asset))
    const { essay, generation } = opened
    await good(
      host.writeJournal({
        essay,
        id: opened.document.id,
        generation,
        from: 1,
        to: 3,
        steps: [],
        details: null,
        snapshot: whole,
      }),
    )
    const again = await open()
    expect(again.opened.document).toEqual(whole)
    expect((await again.host.pictureBytes(again.opened.essay, asset.hash)).ok).toBe(true)
    await good(again.host.saveEssay(working(again.opened)))
  })

  it('keeps two files with one id apart, and follows a file that was moved', async () => {
    const { open, path, essaysFolder } = await started()
    const twin = join(essaysFolder, 'Twin.essay')
    cpSync(path, twin)
    const { host, opened } = await open()
    await good(host.writeJournal(typist(opened).type(' One')))
    expect((await open(twin)).opened.recovered).toBe(null)
    expect(words((await open()).opened.document)).toBe('A lamp. One')
    const moved = join(essaysFolder, 'Moved.essay')
    renameSync(path, moved)
    expect(words((await open(moved)).opened.document)).toBe('A lamp. One')
  })

  it('lets a second opening take over, and the first can add nothing more', async () => {
    const { open } = await started()
    const { host, opened } = await open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    const second = await good(host.openEssay({ essay: opened.essay }))
    expect(words(second.document)).toBe('A lamp. One')
    expect(await host.writeJournal(mira.type(' two'))).toMatchObject({ ok: false, problem: { code: 'conflict' } })
    await good(host.writeJournal(typist(second).type(' too')))
    expect(words((await open()).opened.document)).toBe('A lamp. One too')
  })

  it('writes anew where another opening took its log away', async () => {
    const { open, dataFolder } = await started()
    const { host, opened } = await open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    const folder = join(dataFolder, 'journal', opened.document.id)
    for (const name of readdirSync(folder)) unlinkSync(join(folder, name))
    await good(host.writeJournal(mira.type(' two')))
    expect(words((await open()).opened.document)).toBe('A lamp. One two')
  })

  it('does not take a new log that was cut while it was written for the old one', async () => {
    const { open, dataFolder } = await started()
    const { host, opened } = await open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' One')))
    await good(host.writeJournal(mira.type(' two')))
    const folder = join(dataFolder, 'journal', opened.document.id)
    const log = readLog(readFileSync(join(folder, '1.log')))
    if (log === null || log === 'newer') throw new Error('no log')
    // Power went while the next log was written: its head and first essay came to the disk, its steps did not.
    const cut = logBytes([{ ...log.head, replaces: [1], last: 2 }, log.first])
    writeFileSync(join(folder, '2.log'), cut.bytes)
    expect(words((await open()).opened.document)).toBe('A lamp. One two')
  })

  it('never touches the log of a newer Galley', async () => {
    const { open, dataFolder } = await started()
    const { host, opened } = await open()
    await good(host.writeJournal(typist(opened).type(' One')))
    const folder = join(dataFolder, 'journal', opened.document.id)
    const head = { kind: 'head', format: 'galley.journal', version: 2, secret: 1 }
    const newer = logBytes([head as never]).bytes
    writeFileSync(join(folder, '7.log'), newer)
    expect(words((await open()).opened.document)).toBe('A lamp. One')
    expect(readFileSync(join(folder, '7.log')).equals(newer)).toBe(true)
  })
})

describe('text in the journal whose file was changed by another program', () => {
  async function parted() {
    const all = await started()
    const { host, opened } = await all.open()
    await good(host.writeJournal(typist(opened).type(' Mine.')))
    const theirs = await bytesOf(withBlocks(opened.document, p('Theirs.')))
    writeFileSync(all.path, theirs)
    return { ...all, theirs, ...(await all.open()) }
  }

  /** The newest version of an essay: why it was kept, and its words. */
  const newest = async (host: GalleyHost, essay: string): Promise<string> => {
    const [version] = (await good(host.listVersions({ essay }))).versions
    return `${version?.cause}: ${words(await good(host.readVersion({ essay, version: version?.version ?? '' })))}`
  }

  it('opens with both, writes nothing before the person chose, and asks again after another crash', async () => {
    const { host, opened, path, theirs, open } = await parted()
    expect(words(opened.document)).toBe('A lamp. Mine.')
    expect(opened.recovered).toMatchObject({ choice: { words: 3, theirWords: 3 } })
    expect(await host.saveEssay(working(opened))).toMatchObject({ ok: false, problem: { code: 'conflict' } })
    expect(await host.writeJournal(typist(opened).type('!'))).toMatchObject({
      ok: false,
      problem: { code: 'conflict' },
    })
    expect(readFileSync(path).equals(theirs)).toBe(true)
    expect((await open()).opened.recovered?.choice).toBeTruthy()
  })

  it('mine: goes on with the recovered text and keeps theirs', async () => {
    const { host, opened, path, open } = await parted()
    const { essay, generation } = opened
    const mine = await good(host.decideRecovery({ essay, generation, choice: 'mine' }))
    expect(words(mine.document)).toBe('A lamp. Mine.')
    expect(await newest(host, essay)).toBe('conflict: A lamp.\nTheirs.')
    // Decided once: a crash before the next save brings the text back and asks nothing.
    const again = await open()
    expect(again.opened.recovered).toMatchObject({ choice: null })
    await good(again.host.saveEssay(working(again.opened)))
    expect(fileText(path)).toBe('A lamp. Mine.')
  })

  it('theirs: goes on with the file and keeps the recovered text', async () => {
    const { host, opened, open, logs } = await parted()
    const { essay, generation } = opened
    const theirs = await good(host.decideRecovery({ essay, generation, choice: 'theirs' }))
    expect(words(theirs.document)).toBe('A lamp.\nTheirs.')
    expect(theirs.recovered).toBe(null)
    expect(await newest(host, essay)).toBe('conflict: A lamp. Mine.')
    expect(logs()).toEqual([])
    expect((await open()).opened.recovered).toBe(null)
    expect(await host.decideRecovery({ essay, generation, choice: 'mine' })).toMatchObject({
      problem: { code: 'not-found' },
    })
  })

  it('both: goes on in a file of its own', async () => {
    const { host, opened, path, essaysFolder } = await parted()
    const { essay, generation } = opened
    const own = await good(host.decideRecovery({ essay, generation, choice: 'both' }))
    expect(own.fileName).toMatch(/^Lamp \(conflict \d{4}-\d\d-\d\d \d{4}\)$/)
    expect(own.document.id).not.toBe(opened.document.id)
    expect(words(own.document)).toBe('A lamp. Mine.')
    expect(fileText(join(essaysFolder, `${own.fileName}.essay`))).toBe('A lamp. Mine.')
    expect(fileText(path)).toBe('A lamp.\nTheirs.')
  })

  it('is no conflict where the other program left the same text', async () => {
    const all = await started()
    const { host, opened } = await all.open()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' Mine.')))
    writeFileSync(all.path, await bytesOf(withText(opened.document, mira.text())))
    expect((await all.open()).opened.recovered).toBe(null)
  })
})

describe('the journal on a failing disk', () => {
  /** Types, saves and types again, each over a disk with a fault; answers what was acknowledged last. */
  async function session(folder: string, faults: Faults) {
    const io = faultyIo(faults)
    const { host, essaysFolder } = testHost(folder, { io })
    hosts.push(host)
    const acknowledged: string[] = []
    const essay = await host.refOfPath(join(essaysFolder, 'Lamp.essay'))
    const opened = essay.ok ? await host.openEssay({ essay: essay.value }) : essay
    if (!opened.ok) return { io, acknowledged: 'A lamp.', refused: 1 }
    const mira = typist(opened.value)
    acknowledged.push(mira.text())
    let unsent = { from: 1, steps: [] as object[] }
    let revision = 0
    let refused = 0
    const send = async (...more: readonly string[]) => {
      const changes = mira.type(...more)
      unsent.steps.push(...(changes.steps as object[]))
      const sent = await host.writeJournal({ ...changes, ...unsent })
      if (!sent.ok) {
        refused++
        return
      }
      unsent = { from: mira.sequence() + 1, steps: [] }
      acknowledged.push(mira.text())
    }
    const save = async () => {
      const document = withText(opened.value.document, mira.text())
      const saved = await host.saveEssay({ ...working(opened.value, document), revision, sequence: mira.sequence() })
      if (!saved.ok) {
        refused++
        return
      }
      revision = saved.value.revision
      acknowledged.push(mira.text())
    }
    await send(' One')
    await send(' two', ' three')
    await save()
    await send(' four')
    await send(' five')
    await save()
    await send(' six')
    return { io, acknowledged: acknowledged.at(-1) as string, refused }
  }

  it('loses nothing that was acknowledged, whatever call fails and how', async () => {
    const counted = await started()
    const calm = await session(counted.folder, {})
    expect(calm.refused).toBe(0)
    const points = calm.io.calls.length
    expect(points).toBeGreaterThan(150)
    let refused = 0
    const errnos = ['EIO', 'ENOSPC', 'EPERM']
    const isLong = process.env.GALLEY_LONG === '1'
    // Every fifth call, in turn in each way; every call in every way with GALLEY_LONG=1. The row `faults` of `npm run test:long` does
    // the same to the real system calls, each of them.
    for (let call = 1; call <= points; call += isLong ? 1 : 5) {
      for (const errno of isLong ? errnos : [errnos[call % 3] ?? 'EIO']) {
        const { folder, open } = await started()
        const faulty = await session(folder, { failAt: { call, errno } })
        refused += faulty.refused
        const { opened } = await open()
        const found = words(opened.document)
        expect(found.startsWith(faulty.acknowledged), `${errno} at call ${call}: ${found}`).toBe(true)
        expect(opened.recovered?.choice ?? null, `${errno} at call ${call}`).toBe(null)
        for (const host of hosts.splice(0)) await host.close()
      }
    }
    expect(refused).toBeGreaterThan(isLong ? 60 : 4)
  }, 600_000)

  it('loses nothing that was acknowledged on a disk that fills up, silently or not', async () => {
    let refused = 0
    for (const kind of ['fullAfter', 'silentlyShortAfter'] as const) {
      const step = process.env.GALLEY_LONG === '1' ? 250 : 750
      for (let room = 0; room < 9_000; room += step) {
        const { folder, open } = await started()
        const faulty = await session(folder, { [kind]: room })
        refused += faulty.refused
        const found = words((await open()).opened.document)
        expect(found.startsWith(faulty.acknowledged), `${kind} ${room}: ${found}`).toBe(true)
        for (const host of hosts.splice(0)) await host.close()
      }
    }
    expect(refused).toBeGreaterThan(10)
  }, 600_000)
})

/** The same essay with other words in its first paragraph. */
function withText(essay: Essay, text: string): Essay {
  const [, ...others] = essay.body.content ?? []
  return withBlocks({ ...essay, body: { ...essay.body, content: [p(text), ...others] } })
}
