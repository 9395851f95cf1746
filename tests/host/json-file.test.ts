import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES } from '../../contract/host.ts'
import { places } from '../../host/essays/places.ts'
import { jsonFile } from '../../host/json-file.ts'
import { preferencesFile } from '../../host/preferences-file.ts'
import { faultyIo } from './faulty-io.ts'
import { temporaryFolder } from './temporary-folder.ts'

const now = () => 42

describe('a small JSON file', () => {
  it('keeps the version before, falls back on it, and sets a damaged one aside', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'x.json')
    const file = jsonFile(path, now)
    expect(await file.read()).toBe(undefined)
    await file.change(() => ({ count: 1 }))
    await file.change((old) => ({ count: (old as { count: number }).count + 1 }))
    expect(JSON.parse(readFileSync(join(folder, 'x.prev.json'), 'utf8'))).toEqual({ count: 1 })
    writeFileSync(path, '{"count": 2')
    expect(await file.read()).toEqual({ count: 1 })
    await file.change((old) => ({ ...(old as object), more: true }))
    expect(await file.read()).toEqual({ count: 1, more: true })
    expect(readFileSync(join(folder, 'x.bad-42.json'), 'utf8')).toBe('{"count": 2')
    expect(readdirSync(folder).sort()).toEqual(['x.bad-42.json', 'x.json', 'x.prev.json'])
  })

  it('makes changes one after the other', async () => {
    const file = jsonFile(join(temporaryFolder(), 'x.json'), now)
    await Promise.all(Array.from({ length: 20 }, () => file.change((old) => ((old as number | undefined) ?? 0) + 1)))
    expect(await file.read()).toBe(20)
  })

  it('loses nothing at a failure of any call', async () => {
    const probe = faultyIo()
    const folder = temporaryFolder()
    const first = jsonFile(join(folder, 'x.json'), now, probe)
    await first.change(() => 'one')
    const start = probe.calls.length
    await first.change(() => 'two')
    const calls = probe.calls.length - start
    for (let call = 1; call <= calls; call++) {
      const place = temporaryFolder()
      await jsonFile(join(place, 'x.json'), now).change(() => 'one')
      const result = await jsonFile(join(place, 'x.json'), now, faultyIo({ failAt: { call, errno: 'EIO' } })).change(
        () => 'two',
      )
      const left = await jsonFile(join(place, 'x.json'), now).read()
      expect(result.ok ? left : ['one', 'two'].includes(left as string) && left, `call ${call}`).toBe(
        result.ok ? 'two' : left,
      )
      expect(left, `call ${call}`).toBeTruthy()
    }
  })
})

describe('preferences in a file', () => {
  it('judges each value alone, keeps keys of a newer Galley, and survives a full disk', async () => {
    const path = join(temporaryFolder(), 'preferences.json')
    writeFileSync(path, JSON.stringify({ theme: 'dark', textSize: 'huge', outlineOpen: 'yes', future: [1] }))
    const store = preferencesFile(path, now)
    expect(await store.read()).toEqual({ ok: true, value: { ...DEFAULT_PREFERENCES, theme: 'dark' } })
    expect(await store.write({ textSize: 'small' })).toEqual({
      ok: true,
      value: { ...DEFAULT_PREFERENCES, theme: 'dark', textSize: 'small' },
    })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ theme: 'dark', textSize: 'small', future: [1] })
    // Whoever asks behind a choice is told of it, although it is not on the disk yet.
    const choice = store.write({ theme: 'sepia' })
    expect(await store.read()).toMatchObject({ value: { theme: 'sepia' } })
    await choice
    writeFileSync(path, '[]')
    expect(await store.read()).toEqual({ ok: true, value: DEFAULT_PREFERENCES })
  })
})

describe('places', () => {
  it('remembers the last 500 essays and forgets the rest', async () => {
    const path = join(temporaryFolder(), 'places.json')
    const remembered = places(jsonFile(path, now))
    const old = Array.from({ length: 500 }, (_, index) => ({
      essay: `e${index}`,
      anchor: index,
      head: index,
      scroll: 0,
    }))
    writeFileSync(path, JSON.stringify({ lastEssay: '/x', places: old }))
    await remembered.remember('new', { anchor: 1, head: 2, scroll: 3 })
    await remembered.remember('e7', { anchor: 9, head: 9, scroll: 9 })
    expect(await remembered.find('new')).toEqual({ anchor: 1, head: 2, scroll: 3 })
    expect(await remembered.find('e7')).toEqual({ anchor: 9, head: 9, scroll: 9 })
    expect(await remembered.find('e499')).toBe(null)
    expect(await remembered.lastOpened()).toBe('/x')
    expect(JSON.parse(readFileSync(path, 'utf8')).places).toHaveLength(500)
  })

  it('starts anew from a file that is not as agreed', async () => {
    const path = join(temporaryFolder(), 'places.json')
    writeFileSync(path, JSON.stringify({ lastEssay: 5, places: [{ essay: 1 }] }))
    const remembered = places(jsonFile(path, now))
    expect(await remembered.lastOpened()).toBe(null)
    await remembered.noteOpened('/y')
    expect(await remembered.lastOpened()).toBe('/y')
    expect(existsSync(path)).toBe(true)
  })
})
