import { describe, expect, it } from 'vitest'
import { buildEssay } from '../builders/essay.ts'
import { good, working } from '../builders/host.ts'
import { typist } from '../builders/typing.ts'
import { fileOf, withText, words } from '../long/crash/essay-protocols.ts'
import { ESSAYS, memoryHost } from '../long/memory-host.ts'
import { fullDisk } from '../long/sessions/full-disk.ts'
import { type CrashDisk, crashDisk } from './crash-disk.ts'

const PATH = `${ESSAYS}/Fog.essay`
const MOVED = `${ESSAYS}/Moved.essay`

async function diskWithFog(): Promise<CrashDisk> {
  const disk = crashDisk()
  disk.now = Date.UTC(2026, 4, 4)
  await disk.mkdir(ESSAYS)
  await disk.mkdir('/data')
  disk.settle()
  disk.plant(PATH, await fileOf(buildEssay({ title: 'Fog', text: ['Fog.'] }).essay))
  return disk
}

describe('an essay that another program moves while it is open', () => {
  const openTwice = async (windows: readonly [string, string]) => {
    const disk = await diskWithFog()
    const host = memoryHost(disk, () => disk.now)
    const first = await good(host.openEssay({ essay: await good(host.refOfPath(PATH)), window: windows[0] }))
    const mira = typist(first)
    await good(host.writeJournal(mira.type(' One')))
    const whole = withText(first.document, mira.text())
    await good(host.saveEssay({ ...working(first, whole), sequence: mira.sequence() }))
    await good(host.writeJournal(mira.type(' two')))
    await disk.rename(PATH, MOVED)
    const second = await good(host.openEssay({ essay: await good(host.refOfPath(MOVED)), window: windows[1] }))
    return { disk, host, mira, second }
  }

  it('has one writer: the opening under the old name ends, and what it protected is there', async () => {
    const { disk, host, mira, second } = await openTwice(['', ''])
    expect(words(second.document)).toBe('Fog. One two')
    expect(await host.writeJournal(mira.type(' lost'))).toMatchObject({ ok: false, problem: { code: 'conflict' } })
    await good(host.writeJournal(typist(second).type(' three')))
    const next = memoryHost(disk.copy(), () => disk.now)
    const found = await good(next.openEssay({ essay: await good(next.refOfPath(MOVED)) }))
    expect(words(found.document)).toBe('Fog. One two three')
  })

  it('is for reading only in a second window while the first one lives', async () => {
    const { disk, host, mira, second } = await openTwice(['one', 'two'])
    expect(second.readOnly).toMatchObject({ reason: 'open-elsewhere' })
    await good(host.writeJournal(mira.type(' three')))
    const next = memoryHost(disk.copy(), () => disk.now)
    const found = await good(next.openEssay({ essay: await good(next.refOfPath(MOVED)) }))
    expect(words(found.document)).toBe('Fog. One two three')
  })
})

describe('the text as it was opened', () => {
  it('becomes a version with the first save that finds room for it', async () => {
    const disk = await diskWithFog()
    const place = fullDisk(disk)
    const host = memoryHost(place.io, () => disk.now)
    const opened = await good(host.openEssay({ essay: await good(host.refOfPath(PATH)) }))
    const changed = { ...working(opened, withText(opened.document, 'Rain.')) }
    place.setFull(true)
    expect(await host.saveEssay(changed)).toMatchObject({ ok: false, problem: { code: 'disk-full' } })
    place.setFull(false)
    await good(host.saveEssay(changed))
    const { essay } = opened
    const { versions } = await good(host.listVersions({ essay }))
    const texts = await Promise.all(
      versions.map(async ({ version }) => words(await good(host.readVersion({ essay, version })))),
    )
    expect(texts).toContain('Fog.')
  })
})

describe('a choice that writes a file', () => {
  it.each(['mine', 'both'] as const)(
    'of “%s” leaves the chosen text as a version when the essay is closed',
    async (choice) => {
      const disk = await diskWithFog()
      const host = memoryHost(disk, () => disk.now)
      const opened = await good(host.openEssay({ essay: await good(host.refOfPath(PATH)) }))
      disk.now += 1_000
      disk.plant(PATH, await fileOf(buildEssay({ title: 'Fog', text: ['Theirs.'] }).essay))
      const mine = { ...working(opened, withText(opened.document, 'Mine.')), choice }
      const { essay } = await good(host.resolveChange(mine))
      // Opened anew, as by a page that is loaded again.
      const { generation } = await good(host.openEssay({ essay }))
      await good(host.closeEssay({ essay, generation }))
      const again = await good(host.openEssay({ essay }))
      const { versions } = await good(host.listVersions({ essay }))
      const texts = await Promise.all(
        versions.map(async ({ version }) => words(await good(host.readVersion({ essay, version })))),
      )
      expect(words(again.document)).toBe('Mine.')
      expect(texts).toContain('Mine.')
    },
  )
})
