import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textOf } from '../../core/essay/json.ts'
import { examine } from '../../host/doctor/examine.ts'
import { recoverEssays } from '../../host/doctor/recover.ts'
import { durableSettings } from '../../host/durable-settings.ts'
import { unpackEssay } from '../../host/essay-file.ts'
import { readWindowPlace } from '../../host/window-place.ts'
import { good, namesIn, testHost, working } from '../builders/host.ts'
import { temporaryFolder } from './temporary-folder.ts'

const frozen = resolve(import.meta.dirname, '../fixtures/frozen')
/** SHA-256 over names and bytes of each folder. What a release wrote cannot be written again. */
const HASHES: Readonly<Record<string, string>> = {
  v1: '2efe0a345b280ca73c2b0ce7b24d48896e24d20b3a5f0b0f3a50f8e238a5519e',
}

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  const names = readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'))
  for (const name of names.sort()) {
    if (statSync(join(folder, name)).isDirectory()) continue
    hash.update(`${name}\n`).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}

const FIRST = 'The keeper counts every step.\nNight\nBy night.\nMira Holt\nFirst words.\nAll of them.'
const SECOND = 'The keeper counts every step.\nNight\nBy night.\nMira Holt\nFirst words.\nSecond words.\nAll of them.'

describe('what earlier releases wrote', () => {
  it('is all there and unchanged', () => {
    const folders = readdirSync(frozen).filter((name) => name !== 'README.md')
    expect(Object.fromEntries(folders.map((name) => [name, hashOf(join(frozen, name))]))).toEqual(HASHES)
  })

  it('opens: the file of version 1', () => {
    const read = unpackEssay(readFileSync(join(frozen, 'v1/Essays/The frozen lamp.essay')))
    expect(read).toMatchObject({ ok: true, value: { missing: [], textChangedElsewhere: false } })
    if (!read.ok) throw new Error(read.problem.message)
    const { essay, pictures } = read.value
    expect(textOf(essay.body)).toBe(SECOND)
    expect(pictures.size).toBe(1)
    expect(essay.metadata).toMatchObject({ title: 'The frozen lamp', tags: ['light'], date: '2026-11-27' })
    expect(essay.people).toMatchObject([{ name: 'Mira Holt' }])
  })

  it('goes on: journal, history, places and preferences of version 1', async () => {
    const folder = temporaryFolder()
    cpSync(join(frozen, 'v1'), folder, { recursive: true })
    const { host, essaysFolder, dataFolder } = testHost(folder)
    await good(host.prepare())
    const path = join(essaysFolder, 'The frozen lamp.essay')
    const opened = await good(host.openEssay({ essay: await good(host.refOfPath(path)) }))
    // The sentence that no file holds.
    expect(textOf(opened.document.body)).toContain('And unsaved words.')
    expect(opened.document.metadata.tags).toEqual(['light', 'unsaved'])
    expect(opened.recovered).toMatchObject({ choice: null })
    expect(opened.place).toEqual({ anchor: 5, head: 9, scroll: 120 })
    const { versions } = await good(host.listVersions({ essay: opened.essay }))
    const texts = await Promise.all(
      versions.map(async ({ version, cause, name }) => {
        const essay = await good(host.readVersion({ essay: opened.essay, version }))
        return [cause, name, textOf(essay.body)]
      }),
    )
    expect(texts).toContainEqual(['named', 'First', FIRST])
    expect(texts[0]?.[2]).toBe(SECOND)
    expect(await good(host.readPreferences({}))).toMatchObject({ theme: 'sepia', textSize: 'large' })
    await good(host.saveEssay(working(opened)))
    await host.close()
    const found = await good(examine(essaysFolder, [dataFolder]))
    expect(found.symptoms).toEqual([])
    const rescued = await good(recoverEssays(dataFolder, join(folder, 'rescued')))
    expect(rescued.files).toHaveLength(1)
    expect(namesIn(join(folder, 'rescued'))).toEqual(['The frozen lamp.essay'])
  })

  it('is read: the settings of the desktop, version 1', () => {
    const read = (name: string) =>
      name === 'settings' ? JSON.parse(readFileSync(join(frozen, 'v1/settings.json'), 'utf8')) : {}
    const stored = durableSettings({ folder: join(frozen, 'v1'), read, now: () => 0 }).all()
    expect(stored.preferences).toMatchObject({ theme: 'dark' })
    expect(readWindowPlace(stored.window)?.bounds).toEqual({ x: 10, y: 20, width: 1000, height: 700 })
  })
})
