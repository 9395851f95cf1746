import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { EssayChange } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf } from '../../core/essay/json.ts'
import { stableJson } from '../../core/essay/stable-json.ts'
import { writeZip } from '../../core/zip/write-zip.ts'
import { packEssay, unpackEssay } from '../../host/essay-file.ts'
import { ownerPath } from '../../host/essays/owner-file.ts'
import { writeEssayFile } from '../../host/files.ts'
import type { GalleyHost } from '../../host/ports.ts'
import { buildEssay, figureOf, withBlocks } from '../builders/essay.ts'
import { good, namesIn, testHost, working } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { pngPicture } from '../builders/picture.ts'
import { typist } from '../builders/typing.ts'
import { temporaryFolder } from './temporary-folder.ts'

const hosts: GalleyHost[] = []
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})
const words = (essay: Essay): string => textOf(essay.body)
const bytesOf = async (essay: Essay): Promise<Uint8Array> => {
  const packed = await packEssay(essay, new Map())
  if (!packed.ok) throw new Error(packed.problem.message)
  return packed.value.bytes
}
const fileText = (path: string): string => {
  const read = unpackEssay(readFileSync(path))
  if (!read.ok) throw new Error(read.problem.message)
  return words(read.value.essay)
}
/** An essay "A lamp." in a file, opened in a host. */
async function started(window = 'one') {
  const made = testHost(temporaryFolder())
  hosts.push(made.host)
  const path = join(made.essaysFolder, 'Lamp.essay')
  writeFileSync(path, await bytesOf(buildEssay({ title: 'Lamp' }).essay))
  const essay = await good(made.host.refOfPath(path))
  const opened = await good(made.host.openEssay({ essay, window }))
  const versions = async (): Promise<readonly string[]> => {
    const { versions } = await good(made.host.listVersions({ essay }))
    const texts = versions.map(async ({ version, cause }) => {
      return `${cause}: ${words(await good(made.host.readVersion({ essay, version })))}`
    })
    return Promise.all(texts)
  }
  return { ...made, path, essay, opened, versions }
}
const nextChange = (host: GalleyHost): Promise<EssayChange> =>
  new Promise((resolve) => {
    const end = host.onEssayChangedOnDisk((change) => {
      end()
      resolve(change)
    })
  })

describe('a file that another program changes while the essay is open', () => {
  it('is told of once, by its hash and not by its time', async () => {
    const { host, path, essay, opened } = await started()
    const state = async () => (await good(host.checkEssay({ essay, generation: opened.generation }))).state
    expect(await state()).toBe('same')
    utimesSync(path, 1, 1)
    expect(await state()).toBe('same')
    const heard = nextChange(host)
    writeFileSync(path, await bytesOf(withBlocks(opened.document, p('Theirs.'))))
    expect(await heard).toMatchObject({ essay, kind: 'changed' })
    expect(await state()).toBe('changed')
    const gone = nextChange(host)
    rmSync(path)
    expect(await gone).toMatchObject({ essay, kind: 'gone' })
    expect(await state()).toBe('gone')
  })

  it('is not told of for saves of our own', async () => {
    const { host, path, essay, opened } = await started()
    const heard: EssayChange[] = []
    host.onEssayChangedOnDisk((change) => heard.push(change))
    await good(host.saveEssay(working(opened, withBlocks(opened.document, p('Mine.')))))
    expect((await good(host.checkEssay({ essay, generation: opened.generation }))).state).toBe('same')
    const theirs = nextChange(host)
    writeFileSync(path, await bytesOf(withBlocks(opened.document, p('Theirs.'))))
    await theirs
    expect(heard).toHaveLength(1)
  })

  it('mine: writes mine in the same opening; theirs is a version', async () => {
    const { host, path, opened, versions } = await started()
    writeFileSync(path, await bytesOf(withBlocks(opened.document, p('Theirs.'))))
    const mine = withBlocks(opened.document, p('Mine.'))
    const kept = await good(host.resolveChange({ ...working(opened, mine), choice: 'mine' }))
    expect(kept).toMatchObject({ generation: opened.generation, revision: 1, document: mine, readOnly: null })
    expect(fileText(path)).toBe('A lamp.\nMine.')
    expect((await versions())[0]).toBe('conflict: A lamp.\nTheirs.')
    await good(host.saveEssay(working(kept, withBlocks(mine, p('More.')))))
    expect(fileText(path)).toBe('A lamp.\nMine.\nMore.')
  })

  it('mine: puts a file back that was taken away, and keeps bytes that are no essay', async () => {
    const { host, path, opened, essaysFolder } = await started()
    rmSync(path)
    const mine = withBlocks(opened.document, p('Mine.'))
    const back = await good(host.resolveChange({ ...working(opened, mine), choice: 'mine' }))
    expect(fileText(path)).toBe('A lamp.\nMine.')
    writeFileSync(path, 'not a zip')
    await good(host.resolveChange({ ...working(back, mine), choice: 'mine' }))
    expect(fileText(path)).toBe('A lamp.\nMine.')
    expect(readFileSync(join(essaysFolder, 'Trash', 'Lamp.essay'), 'utf8')).toBe('not a zip')
  })

  it('theirs: opens theirs; mine is a version, and its journal is over', async () => {
    const { host, path, opened, versions, essay } = await started()
    const mira = typist(opened)
    await good(host.writeJournal(mira.type(' Mine.')))
    writeFileSync(path, await bytesOf(withBlocks(opened.document, p('Theirs.'))))
    const mine = { ...opened.document, body: { ...opened.document.body, content: [p(mira.text())] } }
    const theirs = await good(host.resolveChange({ ...working(opened, mine), choice: 'theirs' }))
    expect(theirs).toMatchObject({ generation: opened.generation + 1, recovered: null })
    expect(words(theirs.document)).toBe('A lamp.\nTheirs.')
    expect((await versions()).slice(0, 1)).toEqual(['conflict: A lamp. Mine.'])
    expect((await good(host.openEssay({ essay, window: 'one' }))).recovered).toBe(null)
    rmSync(path)
    expect(await host.resolveChange({ ...working(theirs), choice: 'theirs' })).toMatchObject({ ok: false })
  })

  it.each(['mine', 'theirs'] as const)('%s: replaces nothing while the other side cannot be kept', async (choice) => {
    const { host, path, opened, dataFolder } = await started()
    const theirs = await bytesOf(withBlocks(opened.document, p('Theirs.')))
    writeFileSync(path, theirs)
    writeFileSync(join(dataFolder, 'history'), 'a file where the folder should be')
    const mine = withBlocks(opened.document, p('Mine.'))
    expect(await host.resolveChange({ ...working(opened, mine), choice })).toMatchObject({ ok: false })
    expect(readFileSync(path).equals(theirs)).toBe(true)
    rmSync(join(dataFolder, 'history'))
    // The opening still stands, and the choice can be made again.
    expect(await host.resolveChange({ ...working(opened, mine), choice })).toMatchObject({ ok: true })
  })

  it('both: mine goes on in a file of its own with its pictures, theirs stays', async () => {
    const { host, path, opened, essay, essaysFolder } = await started()
    const asset = await good(host.importAsset({ essay, name: 'lamp.png', bytes: pngPicture() }))
    writeFileSync(path, await bytesOf(withBlocks(opened.document, p('Theirs.'))))
    const mine = withBlocks({ ...opened.document, assets: [asset] }, p('Mine.'), figureOf(asset))
    const own = await good(host.resolveChange({ ...working(opened, mine), choice: 'both' }))
    expect(own.fileName).toMatch(/^Lamp \(conflict \d{4}-\d\d-\d\d \d{4}\)$/)
    expect(own.essay).not.toBe(essay)
    expect(fileText(path)).toBe('A lamp.\nTheirs.')
    const written = unpackEssay(readFileSync(join(essaysFolder, `${own.fileName}.essay`)))
    expect(written).toMatchObject({ ok: true, value: { missing: [] } })
    expect(await host.saveEssay(working(opened, mine))).toMatchObject({ ok: false, problem: { code: 'conflict' } })
  })
})

describe('an essay that may only be read here', () => {
  it('is none of a window that is gone, however it went; what it wrote is still in the journal', async () => {
    const { host, essay, opened } = await started('one')
    await good(host.writeJournal(typist(opened).type(' burns')))
    await host.windowGone()
    const next = await good(host.openEssay({ essay, window: 'two' }))
    expect(next.readOnly).toBe(null)
    expect(next.recovered?.sentence).toContain('recovered')
  })

  it('is one that another living window has open, until that is closed or it is taken over', async () => {
    const { host, essay, opened, path } = await started('one')
    // The same window again is a reload.
    const reloaded = await good(host.openEssay({ essay, window: 'one' }))
    expect(reloaded.readOnly).toBe(null)
    const second = await good(host.openEssay({ essay, window: 'two' }))
    expect(second.readOnly).toMatchObject({ reason: 'open-elsewhere' })
    const before = readFileSync(path)
    const changed = withBlocks(second.document, p('From the second window.'))
    const input = working(second, changed)
    const refused = { ok: false, problem: { code: 'read-only' } }
    expect(await host.saveEssay(input)).toMatchObject(refused)
    expect(await host.writeJournal(typist(second).type(' x'))).toMatchObject(refused)
    expect(await host.keepVersion({ ...input, name: '' })).toMatchObject(refused)
    expect(await host.restoreVersion({ ...input, version: 'x' })).toMatchObject(refused)
    expect(await host.resolveChange({ ...input, choice: 'mine' })).toMatchObject(refused)
    expect(await host.decideRecovery({ essay, generation: second.generation, choice: 'mine' })).toMatchObject(refused)
    expect(await host.packEssay(input)).toMatchObject(refused)
    expect(await host.checkEssay({ essay, generation: second.generation })).toMatchObject({ value: { state: 'same' } })
    expect(readFileSync(path).equals(before)).toBe(true)
    // The first window is not disturbed.
    await good(host.saveEssay(working(reloaded, withBlocks(opened.document, p('From the first.')))))
    const over = await good(host.openEssay({ essay, window: 'two', takeOver: true }))
    expect(over.readOnly).toBe(null)
    expect(await host.saveEssay({ ...working(reloaded), revision: 1 })).toMatchObject({ problem: { code: 'conflict' } })
  })

  it('is one that another program or computer has open, by the file that says so, and a copy can be had', async () => {
    const { host, essaysFolder } = testHost(temporaryFolder())
    hosts.push(host)
    const path = join(essaysFolder, 'Lamp.essay')
    writeFileSync(path, await bytesOf(buildEssay({ title: 'Lamp' }).essay))
    const essay = await good(host.refOfPath(path))
    const owner = (more: object) =>
      JSON.stringify({
        user: 'ana',
        host: hostname(),
        pid: process.ppid,
        time: Date.now(),
        app: 'x',
        run: 'x',
        ...more,
      })
    const reasonWith = async (text: string) => {
      writeFileSync(ownerPath(path), text)
      const opened = await good(host.openEssay({ essay }))
      const reason = opened.readOnly?.reason
      if (reason === undefined) await good(host.closeEssay({ essay, generation: opened.generation }))
      return reason
    }
    expect(await reasonWith(owner({}))).toBe('open-elsewhere')
    expect(await reasonWith(owner({ host: 'elsewhere' }))).toBe('open-elsewhere')
    expect(await reasonWith(owner({ host: 'elsewhere', time: Date.now() - 3_600_000 }))).toBe(undefined)
    // A process that ended, this process itself, and what nobody can read are no owners.
    expect(await reasonWith(owner({ pid: 2 ** 30 }))).toBe(undefined)
    expect(await reasonWith(owner({ pid: process.pid }))).toBe(undefined)
    expect(await reasonWith('{')).toBe(undefined)
    // One of before this computer started: its process number is another program's now.
    expect(await reasonWith(owner({ time: Date.now() - (uptime() + 3_600) * 1000 }))).toBe(undefined)
    expect(namesIn(essaysFolder)).toEqual(['Lamp.essay'])

    writeFileSync(ownerPath(path), owner({}))
    // The terminal respects it, too.
    const replaced = await writeEssayFile(path, buildEssay().essay, new Map(), { replace: true })
    expect(replaced).toMatchObject({ ok: false, problem: { code: 'locked' } })
    const copy = await good(host.copyEssay({ essay }))
    expect(copy).toMatchObject({ fileName: 'Lamp copy', readOnly: null })
    expect(copy.document.id).not.toBe(buildEssay().essay.id)
    await good(host.saveEssay(working(copy)))
  })

  it('is one of a newer format, or whose essay.json is damaged: its plain text is shown, and the file is left alone', async () => {
    const { host, essaysFolder, path: known } = await started()
    const read = unpackEssay(readFileSync(known))
    if (!read.ok) throw new Error('unreadable')
    const utf8 = (text: string) => new TextEncoder().encode(text)
    const fileWith = (json: string) =>
      writeZip([
        { name: 'text.md', bytes: utf8('---\ntitle: From far\n---\n\nWords of another time.\n'), deflate: true },
        { name: 'essay.json', bytes: utf8(json), deflate: true },
      ])
    const path = join(essaysFolder, 'Newer.essay')
    for (const [json, reason] of [
      [stableJson({ ...read.value.essay, version: 2, holograms: [] }), 'newer-format'],
      [stableJson({ ...read.value.essay, holograms: [] }), 'unreadable'],
    ] as const) {
      writeFileSync(path, fileWith(json))
      const before = readFileSync(path)
      const essay = await good(host.refOfPath(path))
      const opened = await good(host.openEssay({ essay }))
      expect(opened.readOnly?.reason).toBe(reason)
      expect(words(opened.document)).toContain('Words of another time.')
      for (const refused of [
        await host.saveEssay(working(opened)),
        await host.saveEssay({ ...working(opened), confirmShrink: true }),
        await host.writeJournal(typist(opened).type(' x')),
        await host.packEssay(working(opened)),
        await host.proof({ ...working(opened), profile: 'markdown', comments: false, theme: 'system' }),
        await host.planPublication({ ...working(opened), profile: 'markdown' }),
        await host.publishToMemory({ ...working(opened), profile: 'markdown' }),
      ])
        expect(refused).toMatchObject({ ok: false, problem: { code: 'read-only' } })
      expect(readFileSync(path).equals(before)).toBe(true)
    }
  })

  it('cannot be saved at all when it was not loaded', async () => {
    const { host, essaysFolder, opened } = await started()
    const path = join(essaysFolder, 'Broken.essay')
    writeFileSync(path, 'not a zip')
    const essay = await good(host.refOfPath(path))
    expect(await host.openEssay({ essay })).toMatchObject({ ok: false })
    for (const generation of [0, 1, 2])
      expect(await host.saveEssay({ ...working(opened), essay, generation })).toMatchObject({
        ok: false,
        problem: { code: 'conflict' },
      })
    expect(readFileSync(path, 'utf8')).toBe('not a zip')
  })
})

describe('a save that leaves almost nothing of the text', () => {
  const long = 'The keeper counts her steps. '.repeat(40)
  async function longEssay() {
    const made = await started()
    const { host, opened } = made
    const text = { ...opened.document, body: { ...opened.document.body, content: [p(long)] } }
    await good(host.saveEssay(working(opened, text)))
    const empty = { ...opened.document, body: { ...opened.document.body, content: [p('x')] } }
    return { ...made, opened: { ...opened, revision: 1, document: text }, empty, text }
  }

  it('is asked about, and the text is a version', async () => {
    const { host, opened, empty, path, versions } = await longEssay()
    const before = readFileSync(path)
    expect(await host.saveEssay(working(opened, empty))).toMatchObject({ ok: false, problem: { code: 'shrinks' } })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(await versions()).toContain(`before-shrink: ${long}`)
    await good(host.saveEssay({ ...working(opened, empty), confirmShrink: true }))
    expect(fileText(path)).toBe('x')
  })

  it('is not asked about where the journal holds the edits', async () => {
    const { host, opened, empty, path, essay, versions } = await longEssay()
    const steps = [
      { stepType: 'replace', from: 1, to: 1 + long.length },
      { stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: 'x' }] } },
    ]
    const changes = { essay, id: opened.document.id, generation: opened.generation }
    await good(host.writeJournal({ ...changes, from: 1, to: 2, steps, details: null, snapshot: null }))
    await good(host.writeJournal({ ...changes, from: 3, to: 3, steps: [], details: null, snapshot: empty }))
    await good(host.saveEssay({ ...working(opened, empty), sequence: 3 }))
    expect(fileText(path)).toBe('x')
    expect(await versions()).toContain(`before-shrink: ${long}`)
  })

  it('is asked about where a whole essay came in without an edit', async () => {
    const { host, opened, empty, essay } = await longEssay()
    const changes = { essay, id: opened.document.id, generation: opened.generation, steps: [], details: null }
    await good(host.writeJournal({ ...changes, from: 1, to: 1, snapshot: empty }))
    expect(await host.saveEssay({ ...working(opened, empty), sequence: 1 })).toMatchObject({
      problem: { code: 'shrinks' },
    })
  })
})

describe('recovered text', () => {
  it('takes the place of the file’s only when that is a version', async () => {
    const killed = await started()
    const { path } = killed
    await good(killed.host.writeJournal(typist(killed.opened).type(' It burns.')))
    const { host } = testHost(dirname(killed.essaysFolder))
    hosts.push(host)
    const essay = await good(host.refOfPath(path))
    const again = await good(host.openEssay({ essay, window: 'one' }))
    expect(again.recovered).toMatchObject({ choice: null })
    expect(words(again.document)).toBe('A lamp. It burns.')
    await good(host.saveEssay(working(again)))
    expect(fileText(path)).toBe('A lamp. It burns.')
    const { versions } = await good(host.listVersions({ essay }))
    const before = versions.find(({ cause }) => cause === 'opened')?.version ?? ''
    expect(words(await good(host.readVersion({ essay, version: before })))).toBe('A lamp.')
    await good(host.closeEssay({ essay, generation: again.generation }))
    expect((await good(host.openEssay({ essay, window: 'one' }))).recovered).toBe(null)
  })
})

describe('copies of an essay', () => {
  it('get an id of their own, the same each time until it is saved; a moved file keeps its id', async () => {
    const { host, opened, path, essaysFolder } = await started()
    const copyPath = join(essaysFolder, 'Another.essay')
    writeFileSync(copyPath, readFileSync(path))
    const copy = await good(host.refOfPath(copyPath))
    const first = await good(host.openEssay({ essay: copy }))
    expect(first.document.id).not.toBe(opened.document.id)
    await good(host.writeJournal(typist(first).type(' In the copy.')))
    const again = await good(host.openEssay({ essay: copy }))
    expect(again.document.id).toBe(first.document.id)
    expect(words(again.document)).toBe('A lamp. In the copy.')
    await good(host.saveEssay(working(again)))
    expect(fileText(copyPath)).toBe('A lamp. In the copy.')
    const moved = join(essaysFolder, 'Moved.essay')
    writeFileSync(moved, readFileSync(copyPath))
    rmSync(copyPath)
    const atNewPlace = await good(host.openEssay({ essay: await good(host.refOfPath(moved)) }))
    expect(atNewPlace.document.id).toBe(first.document.id)
  })

  it.each([
    'Lamp (conflicted copy 2026-11-27)',
    "Lamp (Ana's conflicted copy 2026-11-27)",
    'Lamp.sync-conflict-20261127-101512-ABCDEF1',
    'Lamp (conflict 2026-11-27 1015)',
    'Lamp (1)',
    'Lamp-DESKTOP-7AB12CD',
    `Lamp-${hostname()}`,
  ])('are recognised on the Desk by their name and id: %s', async (name) => {
    const { host, essay, path, essaysFolder, opened } = await started()
    writeFileSync(join(essaysFolder, `${name}.essay`), readFileSync(path))
    const rows = async () => (await good(host.listEssays({}))).essays
    const sibling = (await rows()).find((row) => row.fileName === name)
    expect(sibling?.siblingOf).toBe(essay)
    expect((await rows()).find((row) => row.fileName === 'Lamp')?.siblingOf).toBe(null)
    const theirs = await good(host.peekEssay({ essay: sibling?.essay ?? '' }))
    expect(theirs).toMatchObject({ fileName: name, document: opened.document })
    // Another essay that only has such a name is none.
    const other = buildEssay({ id: '11111111-2222-4333-8444-555555555555' }).essay
    writeFileSync(join(essaysFolder, `${name}.essay`), await bytesOf(other))
    expect((await rows()).every((row) => row.siblingOf === null)).toBe(true)
  })
})
