import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textOf } from '../../core/essay/json.ts'
import { durableWrite } from '../../host/durable-write.ts'
import { unpackEssay } from '../../host/essay-file.ts'
import { readStamped } from '../../host/file-stamp.ts'
import type { Io } from '../../host/io.ts'
import { writeNewFolder } from '../../host/publish/write-files.ts'
import { withBlocks, withTitle } from '../builders/essay.ts'
import { good, namesIn, testHost, working } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { typist } from '../builders/typing.ts'
import { beside, macos, posix, share, windows } from './personalities.ts'
import { temporaryFolder } from './temporary-folder.ts'

const OLD = Buffer.from('the old text '.repeat(300))
const NEW = Buffer.from('the new text, longer '.repeat(300))
const temporaries = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.tmp'))

function oldFile(name = 'Essay.essay') {
  const folder = temporaryFolder()
  const path = join(folder, name)
  writeFileSync(path, OLD)
  return { folder, path }
}
async function stampOf(path: string, io: Io) {
  const read = await readStamped(path, 1e9, io)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value.stamp
}

/** Someone's day: a new essay, typing, a save that names it, a crash with unsaved text, and everything there again. */
async function day(io: (root: string) => Io): Promise<void> {
  const folder = temporaryFolder()
  const first = testHost(folder, { io: io(folder) })
  expect((await first.host.prepare()).ok).toBe(true)
  const made = await good(first.host.createEssay({ title: '' }))
  const text = withBlocks(withTitle(made.document, 'Über Lampen'), p('One.'))
  const saved = await good(first.host.saveEssay(working(made, text)))
  expect(saved.fileName.normalize('NFC')).toBe('Über Lampen')
  await good(first.host.keepVersion({ ...working(made, text), revision: 1, name: 'Kept' }))
  const opened = await good(first.host.openEssay({ essay: made.essay }))
  await good(first.host.writeJournal({ ...typist(opened).type(' '), steps: [step(opened.document.body)], to: 1 }))

  const second = testHost(folder, { io: io(folder) })
  expect((await second.host.prepare()).ok).toBe(true)
  const { lastEssay } = await good(second.host.hostInfo({}))
  const again = await good(second.host.openEssay({ essay: lastEssay ?? '' }))
  expect(textOf(again.document.body)).toContain('Two.')
  expect(again.recovered).toMatchObject({ choice: null })
  await good(second.host.saveEssay(working(again)))
  const { versions } = await good(second.host.listVersions({ essay: again.essay }))
  expect(versions.map(({ name }) => name)).toContain('Kept')
  const { essays } = await good(second.host.listEssays({}))
  expect(essays.filter(({ title }) => title === 'Über Lampen')).toHaveLength(1)
  await second.host.close()
  const name = namesIn(first.essaysFolder).find((one) => one.normalize('NFC') === 'Über Lampen.essay') ?? ''
  const file = unpackEssay(readFileSync(join(first.essaysFolder, name)))
  expect(file.ok && textOf(file.value.essay.body)).toContain('Two.')
  expect(temporaries(first.essaysFolder)).toEqual([])
  await first.host.close()
}
/** A step that puts a paragraph at the end. */
function step(body: Parameters<typeof textOf>[0]): object {
  const size = (node: Parameters<typeof textOf>[0]): number =>
    node.type === 'text'
      ? (node.text ?? '').length
      : 2 + (node.content ?? []).reduce((sum, child) => sum + size(child), 0)
  const end = size(body) - 2
  return {
    stepType: 'replace',
    from: end,
    to: end,
    slice: { content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Two.' }] }] },
  }
}

describe('a day of work', () => {
  it.each<[string, (root: string) => Io]>([
    ['on this machine', posix],
    ['on macOS', macos],
    ['on Windows', windows],
    ['on Windows with a scanner that holds files for a while', (root) => windows(root, { held: 30 })],
    ['on Windows, on a stick without hard links', (root) => windows(root, { isFat: true })],
    ['on a network share', () => share()],
  ])('%s loses nothing', (_, io) => day(io))
})

describe('macOS', () => {
  it('takes names as one that differ in case or composition, and overwrites none of them', async () => {
    const { folder } = oldFile('Café.essay')
    const io = macos(folder)
    for (const name of ['café.essay', 'CAFE\u0301.essay'])
      expect(await durableWrite(join(folder, name), NEW, { mode: 'create', io })).toMatchObject({
        ok: false,
        problem: { code: 'exists' },
      })
    expect(readFileSync(join(folder, 'Café.essay'))).toEqual(OLD)
  })
})

describe('Windows', () => {
  it.each([1, 5, 20])('waits for a file that another program holds (%i times), and replaces it', async (held) => {
    const { folder, path } = oldFile()
    const io = windows(folder, { held })
    expect(await durableWrite(path, NEW, { mode: 'replace', io })).toMatchObject({ ok: true })
    expect(io.tries()).toBe(held + 1)
    expect(readFileSync(path)).toEqual(NEW)
  })

  it('waits for a new folder that a scanner looks into, and gives it its name', async () => {
    const folder = temporaryFolder()
    const io = windows(folder, { held: 5 })
    const files = [{ path: 'page.html', content: NEW }]
    expect(await writeNewFolder(join(folder, 'page'), files, io)).toMatchObject({ ok: true })
    expect(readdirSync(folder)).toEqual(['page'])
  })

  it('gives up on a file that is held for long, and leaves the old one whole', async () => {
    const { folder, path } = oldFile()
    const io = windows(folder, { held: 1_000 })
    expect(await durableWrite(path, NEW, { mode: 'replace', io })).toMatchObject({
      ok: false,
      problem: { code: 'locked' },
    })
    expect(readFileSync(path)).toEqual(OLD)
    expect(temporaries(folder)).toEqual([])
  })

  it('refuses a path that is too long by its name', async () => {
    const { folder } = oldFile()
    const deep = join(folder, 'a'.repeat(120), 'b'.repeat(120))
    mkdirSync(deep, { recursive: true })
    const written = await durableWrite(join(deep, 'Essay.essay'), NEW, { mode: 'create', io: windows(folder) })
    expect(written).toMatchObject({ ok: false, problem: { code: 'bad-name' } })
  })
})

describe('a network share', () => {
  it('that goes away at any call is told as gone, and what is there is old or new', async () => {
    const probe = share()
    await durableWrite(oldFile().path, NEW, { mode: 'replace', io: probe })
    expect(probe.calls()).toBeGreaterThan(10)
    for (let goneFrom = 1; goneFrom <= probe.calls(); goneFrom++) {
      const { path } = oldFile()
      const written = await durableWrite(path, NEW, { mode: 'replace', io: share({ goneFrom }) })
      expect(written, `call ${goneFrom}`).toMatchObject({ ok: false, problem: { code: 'gone' } })
      const now = readFileSync(path)
      expect(now.equals(OLD) || now.equals(NEW), `call ${goneFrom}`).toBe(true)
    }
  })

  it('that tells only at closing that it kept nothing keeps the old file', async () => {
    for (const [closeFails, code] of [
      ['ENOSPC', 'disk-full'],
      ['EDQUOT', 'disk-full'],
      ['EIO', 'io'],
    ] as const) {
      const { folder, path } = oldFile()
      const written = await durableWrite(path, NEW, { mode: 'replace', io: share({ closeFails }) })
      expect(written).toMatchObject({ ok: false, problem: { code } })
      expect(readFileSync(path)).toEqual(OLD)
      expect(temporaries(folder)).toEqual([])
    }
  })
})

describe('a sync client', () => {
  const THEIRS = Buffer.from('what the other computer wrote '.repeat(200))

  it('that replaces the file between any two calls is not overwritten, but in the one moment that no system can close', async () => {
    const probe = beside(0, () => {})
    const known = oldFile()
    await durableWrite(known.path, NEW, { mode: 'replace', expected: await stampOf(known.path, posix()), io: probe })
    const lostAt: string[] = []
    for (let at = 1; at <= probe.calls(); at++) {
      const { folder, path } = oldFile()
      const io = beside(at, () => writeFileSync(path, THEIRS))
      const written = await durableWrite(path, NEW, { mode: 'replace', expected: await stampOf(path, posix()), io })
      const now = readFileSync(path)
      if (now.equals(NEW)) lostAt.push(io.calledAt())
      else expect(now.equals(THEIRS), `call ${at}`).toBe(true)
      // Replaced after our own write was through, it is theirs to tell.
      if (!now.equals(NEW) && written.ok) expect(['open', 'sync', 'close', 'stat']).toContain(io.calledAt())
      expect(temporaries(folder)).toEqual([])
    }
    expect(lostAt).toEqual(['rename'])
  })
})
