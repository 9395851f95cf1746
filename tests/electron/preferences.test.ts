import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { DEFAULT_PREFERENCES } from '../../contract/host.ts'
import { openSettings } from '../../electron/preferences.ts'
import { type Io, nodeIo } from '../../host/io.ts'
import { fake } from './fake-electron.ts'

let folder: string
const file = (name: string): string => join(folder, 'data', name)
const read = (name: string): unknown => JSON.parse(readFileSync(file(name), 'utf8'))
const put = (name: string, text: string): void => writeFileSync(file(name), text)
const names = (): readonly string[] => readdirSync(join(folder, 'data')).sort()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-settings-'))
  mkdirSync(join(folder, 'data'))
  fake.reset(folder)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

describe('settings', () => {
  it('have defaults before anything was set, and write nothing by being read', async () => {
    const settings = openSettings()
    expect(await settings.read()).toEqual({ ok: true, value: DEFAULT_PREFERENCES })
    expect(settings.place()).toBe(null)
    expect(names()).toEqual([])
  })

  it('keep what was changed, over a new start', async () => {
    const changed = { ...DEFAULT_PREFERENCES, theme: 'sepia', proofComments: false }
    expect(await openSettings().write({ theme: 'sepia', proofComments: false })).toEqual({ ok: true, value: changed })
    expect(await openSettings().read()).toEqual({ ok: true, value: changed })
    expect(names()).toEqual(['settings.json'])
  })

  it('keep the version before beside them', async () => {
    const settings = openSettings()
    await settings.write({ theme: 'dark' })
    await settings.write({ theme: 'light' })
    expect(read('settings.prev.json')).toMatchObject({ preferences: { theme: 'dark' } })
    expect(read('settings.json')).toMatchObject({ preferences: { theme: 'light' } })
    expect(names()).toEqual(['settings.json', 'settings.prev.json'])
    await settings.write({ theme: 'light' })
    expect(read('settings.prev.json')).toMatchObject({ preferences: { theme: 'dark' } })
  })

  it('lose no change of several at once', async () => {
    const settings = openSettings()
    const place = { bounds: { x: 1, y: 2, width: 3, height: 4 }, maximized: true }
    await Promise.all([
      settings.write({ theme: 'dark' }),
      settings.keepPlace(place),
      settings.write({ textSize: 'large' }),
      settings.write({ outlineOpen: false }),
    ])
    expect(await openSettings().read()).toMatchObject({
      value: { theme: 'dark', textSize: 'large', outlineOpen: false },
    })
    expect(openSettings().place()).toEqual(place)
  })

  it('keep what a newer Galley stored beside them', async () => {
    put('settings.json', '{"later":{"a":1},"preferences":{"theme":"dark","fromTheFuture":7}}')
    await openSettings().write({ textSize: 'small' })
    expect(read('settings.json')).toMatchObject({ later: { a: 1 } })
  })

  it.each([
    ['a theme that is none', '{"preferences":{"theme":"pink","textSize":"large"}}', { textSize: 'large' }],
    ['a switch that is a word', '{"preferences":{"outlineOpen":"yes","theme":"dark"}}', { theme: 'dark' }],
    ['unknown keys', '{"preferences":{"telemetry":true,"theme":"dark"}}', { theme: 'dark' }],
    ['no object', '{"preferences":[1]}', {}],
    ['null', '{"preferences":null}', {}],
    ['an array for all', '[1,2]', {}],
    ['hostile keys', '{"preferences":{"__proto__":{"theme":"dark"},"constructor":1}}', {}],
  ])('use the default for what is stored as %s, and keep the rest', async (_what, text, wanted) => {
    put('settings.json', text)
    expect(await openSettings().read()).toEqual({ ok: true, value: { ...DEFAULT_PREFERENCES, ...wanted } })
  })
})

describe('damaged settings', () => {
  it.each(['{"preferences":{"theme":"da', 'not JSON', '\u0000\u0000\u0000\u0000', '{}}'])(
    '%j are set aside, and the version before is used',
    async (text) => {
      put('settings.json', text)
      put('settings.prev.json', '{"preferences":{"theme":"dark"}}')
      expect(await openSettings().read()).toMatchObject({ value: { theme: 'dark' } })
      expect(readFileSync(file('settings.json'), 'utf8')).toBe(text)
      expect(await openSettings().write({ textSize: 'large' })).toMatchObject({
        ok: true,
        value: { theme: 'dark', textSize: 'large' },
      })
      const bad = names().filter((name) => name.startsWith('settings.bad-'))
      expect(bad).toHaveLength(1)
      expect(readFileSync(file(bad[0] ?? ''), 'utf8')).toBe(text)
    },
  )

  it('fall back to the defaults when both versions are damaged, and can be written again', async () => {
    put('settings.json', '{')
    put('settings.prev.json', '{')
    expect(await openSettings().read()).toEqual({ ok: true, value: DEFAULT_PREFERENCES })
    expect(await openSettings().write({ theme: 'dark' })).toMatchObject({ ok: true })
    expect(await openSettings().read()).toMatchObject({ value: { theme: 'dark' } })
  })

  it('are not taken for damaged when they only cannot be read now', async () => {
    mkdirSync(file('settings.json'))
    expect(await openSettings().read()).toEqual({ ok: true, value: DEFAULT_PREFERENCES })
    expect(await openSettings().write({ theme: 'dark' })).toMatchObject({ ok: false })
    expect(names()).toEqual(['settings.json'])
  })
})

describe('a disk that is full and stays full', () => {
  const STORED = '{"preferences":{"theme":"sepia","textSize":"large"},"window":null}'

  /** A disk on which each file takes `room` bytes at most: a short write, then ENOSPC for ever. */
  const fullIo = (room: number): Io => ({
    ...nodeIo,
    open: async (path, flags, mode) => {
      const handle = await nodeIo.open(path, flags, mode)
      return {
        ...handle,
        writeFile: async (bytes) => {
          await handle.writeFile(bytes.subarray(0, room))
          if (bytes.length > room) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
        },
      }
    },
  })

  it('loses no setting at any number of bytes, and says that it is full', async () => {
    for (let room = 0; room <= 200; room += 5) {
      put('settings.json', STORED)
      rmSync(file('settings.prev.json'), { force: true })
      const settings = openSettings(fullIo(room))
      const result = await settings.write({ theme: 'dark' })
      const after = await openSettings().read()
      if (result.ok) expect(after, String(room)).toMatchObject({ value: { theme: 'dark', textSize: 'large' } })
      else {
        expect(result.problem.code, String(room)).toBe('disk-full')
        expect(readFileSync(file('settings.json'), 'utf8'), String(room)).toBe(STORED)
        expect(after, String(room)).toMatchObject({ value: { theme: 'sepia', textSize: 'large' } })
      }
      expect(
        names().filter((name) => name.includes('tmp')),
        String(room),
      ).toEqual([])
    }
  })

  it('does not take silence for success: a write that was cut without an error is noticed', async () => {
    put('settings.json', STORED)
    const lying: Io = {
      ...nodeIo,
      open: async (path, flags, mode) => {
        const handle = await nodeIo.open(path, flags, mode)
        return { ...handle, writeFile: (bytes) => handle.writeFile(bytes.subarray(0, 10)) }
      },
    }
    expect(await openSettings(lying).write({ theme: 'dark' })).toMatchObject({ ok: false })
    expect(readFileSync(file('settings.json'), 'utf8')).toBe(STORED)
  })

  it.skipIf(process.platform === 'win32')('is survived for real, where electron-store alone loses the file', () => {
    const big = JSON.stringify({ preferences: { theme: 'sepia' }, filler: 'x'.repeat(40_000) })
    const run = (writer: string): string => {
      put('settings.json', big)
      const child = [join(import.meta.dirname, 'full-disk-child.ts'), writer, folder]
      // 16 blocks are 8 or 16 KiB, by the shell: less than the settings either way.
      const limited = ['-c', 'ulimit -f 16 && exec "$@"', 'sh', process.execPath, ...child]
      return execFileSync('sh', limited, { encoding: 'utf8' })
    }
    // The control: without it this test could not fail.
    expect(run('electron-store')).toBe('"no complaint"')
    expect(readFileSync(file('settings.json'), 'utf8').length).toBeLessThan(big.length)
    expect(() => read('settings.json')).toThrow(SyntaxError)

    expect(JSON.parse(run('galley'))).toMatchObject({ ok: false, problem: { code: 'disk-full' } })
    expect(readFileSync(file('settings.json'), 'utf8')).toBe(big)
  })

  it('changes nothing when the version before cannot be kept', async () => {
    put('settings.json', STORED)
    const refusing: Io = {
      ...nodeIo,
      open: async (path, flags, mode) => {
        if (path.includes('settings.prev')) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
        return nodeIo.open(path, flags, mode)
      },
    }
    expect(await openSettings(refusing).write({ theme: 'dark' })).toMatchObject({
      ok: false,
      problem: { code: 'disk-full' },
    })
    expect(readFileSync(file('settings.json'), 'utf8')).toBe(STORED)
  })

  it('says so when the folder may not be written', async () => {
    put('settings.json', STORED)
    const refusing: Io = {
      ...nodeIo,
      canWrite: async () => {
        throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
      },
    }
    expect(await openSettings(refusing).write({ theme: 'dark' })).toMatchObject({
      ok: false,
      problem: { code: 'read-only' },
    })
    expect(readFileSync(file('settings.json'), 'utf8')).toBe(STORED)
  })
})
