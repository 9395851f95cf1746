import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetRedirect, openBrowser, openOutside } from '../../browser-host/open-browser.ts'

const ADDRESS = `http://127.0.0.1:41234/open/${'s'.repeat(43)}`

describe.runIf(process.platform === 'linux')('opening a browser', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'galley-open-'))
    vi.stubEnv('DISPLAY', ':0')
    vi.stubEnv('WAYLAND_DISPLAY', '')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
  /** A program that only notes the words it was called with. */
  const program = (name: string): string => {
    writeFileSync(join(folder, name), '#!/bin/sh\nprintf "%s\\n" "$@" > "$0.tmp"\nmv "$0.tmp" "$0.words"\n', {
      mode: 0o755,
    })
    return join(folder, name)
  }
  const words = async (name: string): Promise<string> => {
    await expect.poll(() => existsSync(join(folder, `${name}.words`))).toBe(true)
    return readFileSync(join(folder, `${name}.words`), 'utf8')
  }

  it('keeps the secret out of the process list: only this user may read the file that leads on', async () => {
    vi.stubEnv('GALLEY_BROWSER', program('chromium'))
    const data = join(folder, 'data')
    expect(await openBrowser(ADDRESS, data)).toMatchObject({ ok: true })
    const file = join(data, 'open-galley.html')
    const called = await words('chromium')
    expect(called).toContain(`--app=${pathToFileURL(file).href}`)
    expect(called.includes('--no-sandbox')).toBe(process.getuid?.() === 0)
    expect(called).not.toContain('127.0.0.1')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(data).mode & 0o777).toBe(0o700)
    expect(readFileSync(file, 'utf8')).toContain(`content="0;url=${ADDRESS}"`)
    await forgetRedirect(data)
    expect(existsSync(file)).toBe(false)
  })

  it('takes whatever the desktop opens pages with where no Chromium is installed', async () => {
    vi.stubEnv('GALLEY_BROWSER', '/nowhere')
    program('xdg-open')
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
    expect(await openBrowser(ADDRESS, join(folder, 'data'))).toEqual({
      ok: true,
      value: { name: 'the default browser' },
    })
    expect(await words('xdg-open')).toMatch(/^file:.*open-galley\.html\n$/)
  })

  it('opens a link outside as one word, whatever stands in it', async () => {
    program('xdg-open')
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
    const link = 'https://example.org/?a=1&b=$(touch x);`x`'
    expect(await openOutside(link)).toEqual({ ok: true, value: null })
    expect(await words('xdg-open')).toBe(`${link}\n`)
  })

  it('says so where there is no desktop', async () => {
    vi.stubEnv('DISPLAY', '')
    vi.stubEnv('GALLEY_BROWSER', program('chromium'))
    expect(await openBrowser(ADDRESS, join(folder, 'data'))).toMatchObject({
      ok: false,
      problem: { code: 'not-available' },
    })
    expect(await openOutside('https://example.org/')).toMatchObject({ ok: false, problem: { code: 'not-available' } })
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })
})
