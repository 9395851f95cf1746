import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
/** What only reads or asks. Everything else of node:fs changes the disk. */
const READING =
  /^(?:type )?(?:access|accessSync|BigIntStats|constants|existsSync|lstat|readdir|readdirSync|readFile|readFileSync|readlink|realpath|realpathSync|stat|Stats|statSync|watch)$/
/** Where the system's calls may be used that change the disk, and why. */
const MAY_CALL: Readonly<Record<string, string>> = {
  'host/io.ts': 'the one door to the disk',
  'browser-host/main.ts': 'makes the data folder private before there is a host',
  'browser-host/open-browser.ts':
    'a secret for one minute in a file that nobody else may read; nothing is lost with it',
  'host/publish/print-pdf.ts':
    'an empty profile for a browser that prints, in the system’s folder for passing files; it goes with the browser',
  'electron/self-test.ts': 'makes an empty folder of its own',
}
/** Where files are written through `Io`, each with a protocol of its own that the fault tests know. */
const MAY_WRITE: Readonly<Record<string, string>> = {
  'host/durable-write.ts': 'whole files',
  'host/history/index-file.ts': 'lines at the end of an index',
  'host/journal/log-writer.ts': 'records at the end of a log',
}

/** The calls of node:fs that change the disk and that a source imports. */
function changing(source: string): readonly string[] {
  const imports = [...source.matchAll(/import\s+(?:\{([^}]*)\}|\S.*?)\s+from\s+'(?:node:)?fs(?:\/promises)?'/g)]
  return imports.flatMap(([whole, names]) =>
    names === undefined
      ? [whole]
      : names
          .split(',')
          .map((name) => name.trim().replace(/ as .*/, ''))
          .filter((name) => name !== '' && !READING.test(name)),
  )
}

/** Whether a source opens a file for writing, or writes into one, through `Io`. */
const writes = (source: string): boolean => /\.writeFile\(|'wx\+'|\.open\([^)]*'a'/.test(source)

const sources = ['cli', 'contract', 'core', 'host', 'browser-host', 'electron'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules')),
)
const textOf = (name: string) => readFileSync(join(root, name), 'utf8')

test('nothing but the one door changes the disk', () => {
  expect(sources.length).toBeGreaterThan(200)
  expect(sources.filter((name) => changing(textOf(name)).length > 0).sort()).toEqual(Object.keys(MAY_CALL).sort())
})

test('files are written by the durable modules alone', () => {
  const own = sources.filter((name) => name !== 'host/io.ts' && !name.startsWith('browser-host/open-browser'))
  expect(own.filter((name) => writes(textOf(name))).sort()).toEqual(Object.keys(MAY_WRITE).sort())
})

test('the settings store of the desktop is never asked to write', () => {
  const settings = textOf('electron/preferences.ts')
  expect(settings).toContain('durableSettings(')
  // With defaults, a schema or migrations it would write when it opens.
  expect(settings.match(/ElectronStore\(.*/g)).toEqual(['ElectronStore({ name, clearInvalidConfig: false }).store })'])
})

test('these checks would notice', () => {
  expect(changing("import { readFile, writeFile } from 'node:fs/promises'")).toEqual(['writeFile'])
  expect(changing("import {\n  stat,\n  rm as remove,\n} from 'node:fs/promises'")).toEqual(['rm'])
  expect(changing("import * as fs from 'fs'")).toHaveLength(1)
  expect(changing("import { type BigIntStats, watch } from 'node:fs'")).toEqual([])
  expect(writes("await (await io.open(path, 'a')).close()")).toBe(true)
  expect(writes('await handle.writeFile(bytes)')).toBe(true)
  expect(writes("await io.open(path, 'r')")).toBe(false)
})
