import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findElectron } from '../../scripts/find-electron.ts'

/** Runs where Electron's install.js would, and notes that it did. */
const noted = (rest: string): string => `require('node:fs').appendFileSync(__dirname + '/runs', 'x');${rest}`
const FETCHED = noted(`require('node:fs').mkdirSync(__dirname + '/dist');
require('node:fs').writeFileSync(__dirname + '/dist/electron', '');
require('node:fs').writeFileSync(__dirname + '/path.txt', 'electron')`)
const REFUSED = noted(`console.error('TypeError: fetch failed'); process.exit(1)`)

describe('Electron’s binary', () => {
  let root = ''
  const said: string[] = []
  const install = (script: string): void => writeFileSync(join(root, 'node_modules/electron/install.js'), script)
  const runs = (): number => {
    const file = join(root, 'node_modules/electron/runs')
    return existsSync(file) ? statSync(file).size : 0
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'galley-start-'))
    mkdirSync(join(root, 'node_modules/electron'), { recursive: true })
    said.length = 0
    vi.stubEnv('DISPLAY', ':0')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(root, { recursive: true })
  })
  const find = (insist = false) => findElectron(root, insist, (line) => said.push(line))

  it('is fetched once by Electron’s own installer', async () => {
    install(FETCHED)
    const path = join(root, 'node_modules/electron/dist/electron')
    expect(await find()).toEqual({ path })
    expect(await find()).toEqual({ path })
    expect(runs()).toBe(1)
    expect(said).toHaveLength(1)
  })

  it('that cannot be fetched is named with the reason, and not tried again the same day unless asked to', async () => {
    install(REFUSED)
    expect(await find()).toEqual({ why: 'Electron’s binary could not be fetched (fetch failed)' })
    expect(await find()).toEqual({ why: expect.stringContaining('could not be fetched lately') })
    expect(runs()).toBe(1)
    install(FETCHED)
    expect(await find(true)).toHaveProperty('path')
  })

  it('that the installer did not leave where it belongs is not to be had', async () => {
    install(noted(''))
    expect(await find()).toEqual({ why: expect.stringContaining('not where it should be') })
  })

  it.runIf(process.platform === 'linux')('is not looked for without a desktop', async () => {
    install(FETCHED)
    vi.stubEnv('DISPLAY', '')
    vi.stubEnv('WAYLAND_DISPLAY', '')
    expect(await find()).toEqual({ why: expect.stringContaining('no desktop') })
    expect(runs()).toBe(0)
  })
})
