import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf } from '../../core/essay/json.ts'
import { unpackEssay } from '../../host/essay-file.ts'
import { ownerPath } from '../../host/essays/owner-file.ts'
import { temporaryName } from '../../host/temporary-name.ts'
import { figureOf, withBlocks, withTitle } from '../builders/essay.ts'
import { good, namesIn, testHost, working } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { pngPicture } from '../builders/picture.ts'
import { typist } from '../builders/typing.ts'
import { temporaryFolder } from '../host/temporary-folder.ts'
import { galley } from './captured-terminal.ts'

const wordsIn = (path: string): string => {
  const read = unpackEssay(readFileSync(path))
  if (!read.ok) throw new Error(read.problem.message)
  return textOf(read.value.essay.body)
}

/** A folder in which someone has worked: an essay with a picture, three versions, and text in the journal that no file holds. */
async function workedIn() {
  const folder = temporaryFolder()
  const { host, essaysFolder, dataFolder } = testHost(folder)
  const opened = await good(host.createEssay({ title: 'The lamp' }))
  const asset = await good(host.importAsset({ essay: opened.essay, name: 'lamp.png', bytes: pngPicture() }))
  const texts = ['First.', 'First, then second.'].map((text): Essay => {
    return withBlocks({ ...opened.document, assets: [asset] }, p(text), figureOf(asset))
  })
  for (const [revision, text] of texts.entries()) {
    await good(host.saveEssay({ ...working(opened, text), revision }))
    await good(host.keepVersion({ ...working(opened, text), revision: revision + 1, name: `No. ${revision + 1}` }))
  }
  const other = await good(host.createEssay({ title: 'The fog' }))
  await good(host.saveEssay(working(other, withBlocks(withTitle(other.document, 'The fog'), p('Grey.')))))
  const again = await good(host.openEssay({ essay: other.essay }))
  await good(host.writeJournal(typist(again).type(' And nobody saved this.')))
  await host.close()
  const doctor = (...more: readonly string[]) =>
    galley(folder, ['doctor', '--folder', essaysFolder, '--data', dataFolder, ...more])
  const historyOf = (id: string) => join(dataFolder, 'history', id)
  return { folder, essaysFolder, dataFolder, doctor, history: historyOf(opened.document.id), id: opened.document.id }
}

describe('galley doctor', () => {
  it('finds nothing where nothing is wrong, also unsaved text that comes back by itself', async () => {
    const { doctor } = await workedIn()
    const found = await doctor()
    expect(found).toMatchObject({ exit: 0, err: '' })
    expect(found.out).toContain('Read 2 essays, 1 journal')
    expect(found.out).toContain('All is well.')
    expect((await doctor('--json')).json()).toMatchObject({ symptoms: [], checked: { essays: 2, logs: 1 } })
  })

  it('reads what is set aside, and moves what waits there into the essays folder', async () => {
    const { doctor, essaysFolder, dataFolder } = await workedIn()
    const aside = join(dataFolder, 'aside')
    mkdirSync(aside)
    renameSync(join(essaysFolder, 'The lamp.essay'), join(aside, 'The lamp.essay'))
    writeFileSync(join(aside, 'Broken.essay'), 'nonsense')
    const left = join(aside, temporaryName('The lamp.essay'))
    writeFileSync(left, 'half')
    utimesSync(left, 1, 1)
    const { symptoms } = (await doctor('--json')).json() as { symptoms: readonly { place: string; message: string }[] }
    expect(symptoms.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['aside/Broken.essay', 'aside/The lamp.essay', basename(left)]),
    )
    expect(existsSync(join(aside, 'The lamp.essay'))).toBe(true)
    await doctor('--mend')
    expect(wordsIn(join(essaysFolder, 'The lamp.essay'))).toContain('First, then second.')
    expect(existsSync(left)).toBe(false)
    expect(existsSync(join(aside, 'The lamp.essay'))).toBe(false)
  })

  it('finds what is damaged, changes nothing unasked, and mends what can be mended', async () => {
    const { doctor, essaysFolder, dataFolder, history, id } = await workedIn()
    const lamp = join(essaysFolder, 'The lamp.essay')
    writeFileSync(lamp, readFileSync(lamp).subarray(0, 300))
    rmSync(join(essaysFolder, 'The fog.essay'))
    writeFileSync(join(history, 'index'), 'nonsense')
    writeFileSync(join(dataFolder, 'places.json'), '{')
    const left = join(essaysFolder, temporaryName('The lamp.essay'))
    const young = join(essaysFolder, temporaryName('The lamp.essay'))
    const foreign = join(essaysFolder, '.~The lamp.essay.0123456789ab.tmp')
    for (const path of [left, young, foreign]) writeFileSync(path, 'half')
    for (const path of [left, foreign]) utimesSync(path, 1, 1)
    writeFileSync(ownerPath(lamp), '{}')

    const before = readdirSync(essaysFolder).sort()
    const found = await doctor('--json')
    expect(found.exit).toBe(1)
    const symptoms = found.json().symptoms as { kind: string; place: string; cure: string | null }[]
    expect(symptoms.map(({ kind, place, cure }) => [kind, place.replace(/^.*\//, ''), cure !== null]).sort()).toEqual(
      [
        ['essay', 'The lamp.essay', false],
        ['history', 'index', true],
        ['journal', '2.log', true],
        ['leftover', '.~lock.The lamp.essay#', true],
        ['leftover', left.replace(/^.*\//, ''), true],
        ['settings', 'places.json', true],
      ].sort(),
    )
    expect(readdirSync(essaysFolder).sort()).toEqual(before)

    // Where an essay stood says the settings file; with it back, the essay can be had from its history.
    await doctor('--mend')
    const mended = await doctor('--mend', '--json')
    expect((mended.json().symptoms as { place: string; mended: string }[])[0]).toMatchObject({
      place: 'The lamp.essay',
      mended: 'wrote The lamp (recovered).essay',
    })
    expect(wordsIn(join(essaysFolder, 'The lamp (recovered).essay'))).toContain('First, then second.')
    expect(wordsIn(join(essaysFolder, 'The fog (recovered).essay'))).toContain('And nobody saved this.')
    expect(readFileSync(lamp)).toHaveLength(300)
    expect(existsSync(left)).toBe(false)
    expect(existsSync(young) && existsSync(foreign)).toBe(true)
    expect(namesIn(dataFolder).some((name) => /^places\.bad-\d+\.json$/.test(name))).toBe(true)
    expect(id).toBeTruthy()
  })

  it('names a version that is damaged or gone, which nothing mends', async () => {
    const { doctor, history } = await workedIn()
    const [first = '', second = ''] = readdirSync(join(history, 'objects'))
    writeFileSync(join(history, 'objects', first), 'x')
    renameSync(join(history, 'objects', second), join(history, 'elsewhere'))
    const found = await doctor('--mend')
    expect(found.exit).toBe(1)
    expect(found.out).toMatch(/This version is damaged/)
    expect(found.out).toMatch(/The version of .* is gone/)
    expect((await galley('/', ['doctor', '--folder', '/nowhere', '--data', '/nowhere'])).exit).toBe(3)
    expect((await doctor('more')).exit).toBe(2)
  })
})

describe('galley recover', () => {
  it('rebuilds essays from the objects alone, the newest or all, with their pictures', async () => {
    const { folder, dataFolder, history } = await workedIn()
    rmSync(join(history, 'index'))
    const [oldest = ''] = readdirSync(join(history, 'objects')).filter((name) => {
      utimesSync(join(history, 'objects', name), 2_000_000_000, 2_000_000_000)
      return true
    })
    expect(oldest).toBeTruthy()
    const newest = await galley(folder, ['recover', dataFolder, '--out', 'rescued', '--json'])
    expect(newest.exit).toBe(0)
    expect((newest.json().files as { name: string }[]).map(({ name }) => name).sort()).toEqual([
      'The fog.essay',
      'The lamp.essay',
    ])
    const read = unpackEssay(readFileSync(join(folder, 'rescued', 'The lamp.essay')))
    expect(read).toMatchObject({ ok: true, value: { missing: [] } })
    const all = await galley(folder, ['recover', history, '--out', 'every', '--all'])
    expect(all.exit).toBe(0)
    const texts = readdirSync(join(folder, 'every')).map((name) => wordsIn(join(folder, 'every', name)))
    expect(texts.some((text) => text.includes('First, then second.'))).toBe(true)
    expect(texts.length).toBeGreaterThan(1)
    // A second time nothing is overwritten.
    await galley(folder, ['recover', dataFolder, '--out', 'rescued'])
    expect(namesIn(join(folder, 'rescued'))).toHaveLength(4)
  })

  it('passes over versions whose bytes are wrong, and says when there is none', async () => {
    const { folder, history } = await workedIn()
    const [first = ''] = readdirSync(join(history, 'objects'))
    writeFileSync(join(history, 'objects', first), 'x')
    const recovered = await galley(folder, ['recover', history, '--out', 'rescued', '--all', '--json'])
    expect(recovered).toMatchObject({ exit: 1 })
    expect(recovered.json()).toMatchObject({ damaged: 1 })
    expect((await galley(folder, ['recover', 'rescued', '--out', 'x'])).exit).toBe(3)
    expect(existsSync(join(folder, 'x'))).toBe(false)
    expect((await galley(folder, ['recover', 'nowhere', '--out', 'x'])).exit).toBe(3)
    expect((await galley(folder, ['recover', history])).exit).toBe(2)
  })
})
