import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FUSES, wrongFuses } from '../../scripts/fuses.ts'
import { isBuilt } from '../../scripts/is-built.ts'

const root = join(import.meta.dirname, '../..')
const out = mkdtempSync(join(tmpdir(), 'galley-package-test-'))
const said: string[] = []

beforeAll(() => {
  const run = (...words: string[]): string => execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
  if (!isBuilt(root)) run('scripts/build.ts')
  for (const platform of ['linux', 'darwin'])
    said.push(
      run('scripts/package.ts', '--stand-in', '--no-build', '--platform', platform, '--out', join(out, platform)),
    )
  extractAll(asar('linux'), join(out, 'unpacked'))
}, 180_000)
afterAll(() => rmSync(out, { recursive: true, force: true }))

const asar = (platform: 'linux' | 'darwin'): string =>
  platform === 'linux'
    ? join(out, 'linux/linux-unpacked/resources/app.asar')
    : join(out, 'darwin/mac/Galley.app/Contents/Resources/app.asar')
const contents = (): readonly string[] =>
  listPackage(asar('linux'), { isPack: false }).map((path) => path.replaceAll('\\', '/'))
const unpackedFiles = (): readonly string[] =>
  readdirSync(join(out, 'unpacked'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(out, 'unpacked', file)).isFile(),
  )

describe('app.asar', () => {
  it('holds main, preload, the window and what ships with it', () => {
    const files = contents()
    for (const file of [
      '/package.json',
      '/dist/electron/main.mjs',
      '/dist/electron/preload.cjs',
      '/dist/renderer/index.html',
      '/assets/publication/magazine.css',
    ])
      expect(files).toContain(file)
    expect(files.some((file) => /^\/dist\/renderer\/.*\.js$/.test(file))).toBe(true)
    expect(files.some((file) => /^\/dist\/renderer\/.*\.woff2$/.test(file))).toBe(true)
    expect(files.filter((file) => file.startsWith('/assets/samples/'))).toEqual([
      '/assets/samples/the-keeper-and-the-lamp.essay',
    ])
  })

  it('brings the licence of every package whose code is in it, none of them a surprise', () => {
    const held = (file: string): string[] =>
      [...readFileSync(join(out, 'unpacked', file), 'utf8').matchAll(/^## (.+) - \S+ \((.+)\)\n\n./gm)].map(
        ([, name = '', licence = '']) => {
          expect(licence, name).toMatch(
            /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|\(MIT OR GPL-3\.0-or-later\)|\(MIT AND Zlib\))$/,
          )
          return name
        },
      )
    expect(held('dist/electron/third-party-licenses.txt')).toEqual(
      expect.arrayContaining(['electron-store', 'fflate', 'markdown-it', 'parse5', 'prosemirror-model', 'yaml', 'zod']),
    )
    expect(held('dist/electron/third-party-licenses-of-the-reader.txt')).toEqual(
      expect.arrayContaining(['mammoth', 'parse5', 'underscore']),
    )
    expect(held('dist/renderer/third-party-licenses.txt')).toEqual(
      expect.arrayContaining(['@tiptap/core', 'react-dom', 'zustand']),
    )
    expect(readFileSync(join(out, 'unpacked/dist/renderer/font-licenses.txt'), 'utf8')).toContain('SIL OPEN FONT')
    expect(contents()).toContain('/assets/fonts/LICENSE-literata.txt')
  })

  it('holds nothing else', () => {
    for (const file of contents()) {
      expect(file).toMatch(/^\/(?:package\.json$|LICENSE$|assets(?:\/|$)|dist$|dist\/(?:electron|renderer)(?:\/|$))/)
      expect(file).not.toMatch(/node_modules|\.tsx?$|\.map$|\.test\.|tsbuildinfo|\.DS_Store/)
    }
  })

  it('does not depend on what is not in it', () => {
    const manifest = JSON.parse(readFileSync(join(out, 'unpacked/package.json'), 'utf8')) as Record<string, unknown>
    expect(manifest).toMatchObject({ name: 'galley', main: 'dist/electron/main.mjs', type: 'module' })
    expect(manifest).not.toHaveProperty('scripts')
    expect(manifest).not.toHaveProperty('devDependencies')
  })

  it('names no folder of the machine that made it', () => {
    const files = unpackedFiles()
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) {
      const bytes = readFileSync(join(out, 'unpacked', file))
      for (const place of [root, join(homedir(), '.'), tmpdir()].filter(
        (one) => one.split('/').length > 2 || one === root,
      ))
        expect(bytes.includes(place), `${file} names ${place}`).toBe(false)
    }
  })

  it('starts on the fake Electron out of itself, and shows the sample essays', () => {
    const child = join(import.meta.dirname, 'packaged-child.ts')
    const seen = JSON.parse(execFileSync(process.execPath, [child, join(out, 'unpacked')], { encoding: 'utf8' }))
    expect(seen.errors).toEqual([])
    expect(seen.url).toBe('galley://app/')
    expect(existsSync(seen.preload)).toBe(true)
    expect(seen.status).toBe(200)
    expect(seen.html).toBe(readFileSync(join(root, 'dist/renderer/index.html'), 'utf8'))
    expect(seen.info).toMatchObject({ ok: true, value: { shell: 'electron' } })
    expect(seen.essays.length).toBeGreaterThan(0)
    for (const essay of seen.essays) expect(essay.problem).toBe(null)
  })
})

describe('the package', () => {
  it('says plainly that a stand-in was packaged, and what was not run', () => {
    for (const text of said) {
      expect(text).toContain('Not run: the packaged application itself, installers, signing.')
      expect(text).toContain('Fuses read back: all as wanted (1 executable).')
    }
  })

  it('has every fuse as safety.md 8.9 wants it', async () => {
    const wire: Record<string, unknown> = { ...(await getCurrentFuseWire(join(out, 'linux/linux-unpacked/galley'))) }
    expect(Object.keys(FUSES)).toHaveLength(9)
    for (const [fuse, on] of Object.entries(FUSES))
      expect(wire[fuse], FuseV1Options[Number(fuse)]).toBe(on ? FuseState.ENABLE : FuseState.DISABLE)
    expect(await wrongFuses(join(out, 'darwin/mac/Galley.app'))).toEqual([])
  })

  it('belongs to .essay files on a Mac, as text bundles, with an icon of their own', () => {
    const app = join(out, 'darwin/mac/Galley.app/Contents')
    const plist = readFileSync(join(app, 'Info.plist'), 'utf8').replaceAll(/\s+/g, '')
    for (const text of [
      '<key>CFBundleIdentifier</key><string>org.galley-essays.galley</string>',
      '<key>UTTypeIdentifier</key><string>org.galley-essays.essay</string>',
      '<key>UTTypeConformsTo</key><array><string>org.textbundle.compressed</string></array>',
      '<key>LSItemContentTypes</key><array><string>org.galley-essays.essay</string></array>',
      '<key>public.filename-extension</key><array><string>essay</string></array>',
      '<key>CFBundleTypeIconFile</key><string>essay.icns</string>',
      '<key>UTTypeConformsTo</key><array><string>com.pkware.zip-archive</string></array>',
      '<key>ElectronAsarIntegrity</key>',
    ])
      expect(plist).toContain(text)
    expect(existsSync(join(app, 'Resources/essay.icns'))).toBe(true)
    expect(existsSync(join(app, 'Resources/icon.icns'))).toBe(true)
    expect(existsSync(asar('darwin'))).toBe(true)
  })
})
