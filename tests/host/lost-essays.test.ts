import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf } from '../../core/essay/json.ts'
import { unpackEssay } from '../../host/essay-file.ts'
import { type Io, nodeIo } from '../../host/io.ts'
import type { GalleyHost } from '../../host/ports.ts'
import { figureOf, withBlocks, withTitle } from '../builders/essay.ts'
import { good, namesIn, testHost, working } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { pngPicture } from '../builders/picture.ts'
import { insertion } from '../builders/typing.ts'
import { temporaryFolder } from './temporary-folder.ts'

const hosts: GalleyHost[] = []
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})
const words = (essay: Essay): string => textOf(essay.body)
const fileOf = (path: string) => {
  const read = unpackEssay(readFileSync(path))
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}
function hostOn(folder: string, io: Io = nodeIo) {
  const made = testHost(folder, { io })
  hosts.push(made.host)
  return made
}
/** An essay with a picture, saved; what `later` does to it stands in the journal alone; then its file goes. */
async function fileGone(text = ' More.') {
  const { host, essaysFolder } = hostOn(temporaryFolder())
  const made = await good(host.createEssay({ title: 'Lamp' }))
  const asset = await good(host.importAsset({ essay: made.essay, name: 'lamp.png', bytes: pngPicture() }))
  const document = withBlocks({ ...made.document, assets: [asset] }, p('First.'), figureOf(asset))
  await good(host.saveEssay(working(made, document)))
  const opened = await good(host.openEssay({ essay: made.essay }))
  const { essay, generation } = opened
  const at = 1 + textOf(opened.document.body).indexOf('First.') + 'First.'.length
  const changes = { essay, id: document.id, generation, from: 1, to: 1, details: null, snapshot: null }
  const first = (opened.document.body.content ?? []).findIndex((block) => textOf(block) === 'First.')
  if (text !== '') await good(host.writeJournal({ ...changes, steps: [insertion(at + first * 2, text)] }))
  const path = join(essaysFolder, 'Lamp.essay')
  rmSync(path)
  return { host, folder: dirname(essaysFolder), essaysFolder, path, opened, asset }
}

describe('an essay whose file is gone', () => {
  it('is lost to nobody: the next start lists it, and puts it back with its pictures', async () => {
    const { host, folder, opened, path, asset } = await fileGone()
    const { essay, generation } = opened
    expect(await good(host.listLostEssays({ versions: true }))).toEqual({ essays: [] })
    expect(await good(host.checkEssay({ essay, generation }))).toEqual({ state: 'gone' })
    await good(host.closeEssay({ essay, generation }))
    const { essays } = await good(host.listLostEssays({ versions: false }))
    expect(essays).toMatchObject([
      { id: opened.document.id, title: 'Lamp', fileName: 'Lamp', words: 2, from: 'journal' },
    ])

    const again = hostOn(folder)
    expect(await good(again.host.listLostEssays({ versions: false }))).toEqual({ essays })
    const back = await good(again.host.recoverEssay({ id: opened.document.id }))
    expect(words(back.document)).toContain('First. More.')
    expect(back).toMatchObject({ fileName: 'Lamp', recovered: null, document: { id: opened.document.id } })
    expect(fileOf(path).pictures.has(asset.hash)).toBe(true)
    expect((await good(again.host.listLostEssays({ versions: true }))).essays).toEqual([])
    await good(again.host.closeEssay({ essay: back.essay, generation: back.generation }))
    // Settled for good: nothing is offered again.
    const third = hostOn(folder)
    const opening = await good(third.host.openEssay({ essay: await good(third.host.refOfPath(path)) }))
    expect(opening.recovered).toBe(null)
    expect(await third.host.recoverEssay({ id: opened.document.id })).toMatchObject({ problem: { code: 'exists' } })
  })

  it('and that was not changed comes back from its versions, which are read when they are asked for', async () => {
    const { host, opened, path, asset } = await fileGone('')
    const { essay, generation } = opened
    await good(host.checkEssay({ essay, generation }))
    await good(host.closeEssay({ essay, generation }))
    expect(await good(host.listLostEssays({ versions: false }))).toEqual({ essays: [] })
    const { essays } = await good(host.listLostEssays({ versions: true }))
    expect(essays).toMatchObject([{ id: opened.document.id, title: 'Lamp', words: 1, from: 'versions' }])
    const back = await good(host.recoverEssay({ id: opened.document.id }))
    expect(words(back.document)).toContain('First.')
    expect(fileOf(path).pictures.has(asset.hash)).toBe(true)
  })

  it('is none where it was renamed within the folder', async () => {
    const { host, essaysFolder, opened } = await fileGone()
    // Its text in the journal is found when that file is opened.
    const packed = await good(host.packEssay(working(opened)))
    await good(host.closeEssay({ essay: opened.essay, generation: opened.generation }))
    writeFileSync(join(essaysFolder, 'Renamed.essay'), packed.bytes)
    expect(await good(host.listLostEssays({ versions: true }))).toEqual({ essays: [] })
  })

  it('is not found under an id that nobody has', async () => {
    const { host } = hostOn(temporaryFolder())
    expect(await host.recoverEssay({ id: '11111111-2222-4333-8444-555555555555' })).toMatchObject({
      problem: { code: 'not-found' },
    })
  })
})

describe('the page of a window that fails again and again', () => {
  it('is the text as it was protected last, and nothing of it is markup', async () => {
    const { host } = hostOn(temporaryFolder())
    expect((await host.plainPage()).html).toContain('No essay was open')
    const made = await good(host.createEssay({ title: 'Lamp <b>' }))
    const { essay, generation, document } = made
    const changes = { essay, id: document.id, generation, from: 1, to: 1, details: null, snapshot: null }
    await good(host.writeJournal({ ...changes, steps: [insertion(1, 'It burns <script>alert(1)</script>')] }))
    const { html, headers } = await host.plainPage()
    expect(html).toContain('It burns &lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('<script')
    expect(headers['Content-Security-Policy']).toContain("default-src 'none'; style-src 'sha256-")
  })
})

describe('a new essay', () => {
  /** A disk whose essays folder takes nothing while `isFull`. */
  function fullFolder() {
    const state = { isFull: true, isAllFull: false }
    const full = () => Object.assign(new Error('no room'), { code: 'ENOSPC' })
    const io: Io = {
      ...nodeIo,
      open: async (path, flags, mode) => {
        const writes = flags !== 'r'
        if (writes && state.isAllFull) throw full()
        if (writes && state.isFull && path.includes('/Essays/')) throw full()
        return nodeIo.open(path, flags, mode)
      },
    }
    return { io, state }
  }

  it('whose folder is full is kept in Galley’s own, protected from the first key, opens again, and moves when it can', async () => {
    const folder = temporaryFolder()
    const { io, state } = fullFolder()
    const { host, essaysFolder } = hostOn(folder, io)
    const made = await good(host.createEssay({ title: '' }))
    expect(made.isAside).toBe(true)
    expect(namesIn(essaysFolder)).toEqual([])
    const { essay, generation, document } = made
    const changes = { essay, id: document.id, generation, from: 1, to: 1, details: null, snapshot: null }
    await good(host.writeJournal({ ...changes, steps: [insertion(1, 'A')] }))
    expect((await good(host.listEssays({}))).essays).toMatchObject([{ essay, isAside: true }])

    // Killed, and started again on the same disk: it opens by itself.
    const next = hostOn(folder, io)
    // The samples find no room either.
    expect(await next.host.prepare()).toMatchObject({ problem: { code: 'disk-full' } })
    const { lastEssay } = await good(next.host.hostInfo({}))
    const again = await good(next.host.openEssay({ essay: lastEssay ?? '' }))
    expect(again.isAside).toBe(true)
    expect(words(again.document)).toBe('A')
    await good(next.host.saveEssay(working(again, withTitle(again.document, 'Lamp'))))
    state.isFull = false
    // Nothing moves under the hands of who writes.
    expect((await good(next.host.listEssays({}))).essays).toMatchObject([{ isAside: true }])
    await good(next.host.closeEssay({ essay: again.essay, generation: again.generation }))
    const { essays } = await good(next.host.listEssays({}))
    expect(essays).toMatchObject([{ essay: again.essay, isAside: false, fileName: 'Lamp' }])
    expect(words(fileOf(join(essaysFolder, 'Lamp.essay')).essay)).toBe('A')
    expect(namesIn(join(folder, 'data', 'aside'))).toEqual([])
    const home = await good(next.host.openEssay({ essay: again.essay }))
    expect(home).toMatchObject({ isAside: false, document: { id: document.id } })
  })

  it('that nothing can keep is not begun, and says so', async () => {
    const { io, state } = fullFolder()
    const { host } = hostOn(temporaryFolder(), io)
    state.isAllFull = true
    const made = await host.createEssay({ title: '' })
    expect(made).toMatchObject({ ok: false, problem: { code: 'disk-full', safe: /No essay was made/ } })
  })
})

describe('an essay whose file is damaged', () => {
  it('is read as far as its words go, and its newest version opens in a file of its own', async () => {
    const { host, essaysFolder } = hostOn(temporaryFolder())
    const made = await good(host.createEssay({ title: 'Lamp' }))
    const document = withBlocks(made.document, p('Every word of it.'))
    await good(host.saveEssay(working(made, document)))
    await good(host.keepVersion({ ...working(made, document), revision: 1, name: '' }))
    await good(host.closeEssay({ essay: made.essay, generation: made.generation }))
    const path = join(essaysFolder, 'Lamp.essay')
    const half = readFileSync(path).subarray(0, 900)
    writeFileSync(path, half)

    const { essays } = await good(host.listEssays({}))
    expect(essays).toMatchObject([{ isTextOnly: true, keptAs: document.id }])
    const read = await good(host.openEssay({ essay: made.essay }))
    expect(read.readOnly?.reason).toBe('unreadable')
    expect(words(read.document)).toContain('Every word of it.')
    const back = await good(host.recoverEssay({ id: document.id }))
    expect(back).toMatchObject({ readOnly: null, fileName: 'Lamp 2' })
    expect(words(back.document)).toBe(words(document))
    expect(readFileSync(path).equals(half)).toBe(true)
  })
})
