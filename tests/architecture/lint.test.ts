import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** A breach of each rule of ours that Biome keeps: the file, what it says, what the remark must contain. */
const PLANTED: readonly (readonly [file: string, text: string, remark: string])[] = [
  ['renderer/a.ts', "document.body.innerHTML = 'x'\n", 'No markup from strings'],
  ['renderer/b.ts', "document.body.innerHTML += 'x'\n", 'No markup from strings'],
  ['renderer/c.ts', "document.body.outerHTML = 'x'\n", 'No markup from strings'],
  ['renderer/d.ts', "document.body.insertAdjacentHTML('beforeend', 'x')\n", 'No markup from strings'],
  ['renderer/e.ts', "new Range().createContextualFragment('x')\n", 'No markup from strings'],
  ['renderer/f.ts', "document.write('x')\n", 'No markup from strings'],
  ['renderer/g.tsx', "export const g = <div dangerouslySetInnerHTML={{ __html: 'x' }} />\n", 'dangerouslySetInnerHTML'],
  ['renderer/h.ts', "export const h = () => fetch('/x')\n", 'fetch'],
  ['renderer/i.ts', "export const i = () => localStorage.getItem('x')\n", 'localStorage'],
  ['host/j.ts', "import { ipcMain } from 'electron'\nexport const j = ipcMain\n", 'Raw ipc'],
  ['renderer/k.ts', "import { ipcRenderer } from 'electron'\nexport const k = ipcRenderer\n", 'Raw ipc'],
  ['core/l.ts', 'export default 1\n', 'default export'],
  ['core/m.ts', 'export enum M {\n  A,\n}\n', 'enum'],
  ['core/notKebab.ts', 'export const n = 1\n', 'kebab-case'],
]
/** The same words where they are allowed. */
const GOOD: readonly (readonly [file: string, text: string])[] = [
  ['electron/ipc.ts', "import { ipcMain } from 'electron'\n\nexport const ipc = ipcMain\n"],
  ['renderer/host/http-host.ts', "export const ask = (): Promise<Response> => fetch('/x')\n"],
  ['renderer/text.ts', "export const set = (element: Element): void => element.replaceChildren('x')\n"],
  [
    'renderer/stream.ts',
    "export const put = (stream: WritableStreamDefaultWriter): Promise<void> => stream.write('x')\n",
  ],
]

describe('the lint', () => {
  let tree = ''
  let remarks: readonly { readonly file: string; readonly text: string }[] = []

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'galley-lint-'))
    const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as Record<string, unknown>
    delete config.$schema
    writeFileSync(join(tree, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
    cpSync(join(root, 'build/lint'), join(tree, 'build/lint'), { recursive: true })
    for (const [file, text] of [...PLANTED, ...GOOD]) {
      mkdirSync(dirname(join(tree, file)), { recursive: true })
      writeFileSync(join(tree, file), text)
    }
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    const run = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: tree,
      encoding: 'utf8',
    })
    const report = JSON.parse(run.stdout) as {
      diagnostics: { category: string; message: string; location: { path: string } }[]
    }
    remarks = report.diagnostics.map((one) => ({
      file: one.location.path.replaceAll('\\', '/').replace(/^\.\//, ''),
      text: `${one.category} ${one.message}`,
    }))
  }, 60_000)

  afterAll(() => rmSync(tree, { recursive: true, force: true }))

  it.each(PLANTED)('finds %s: %s', (file, _text, remark) => {
    const found = remarks.filter((one) => one.file === file).map((one) => one.text.toLowerCase())
    expect(found.join('\n')).toContain(remark.toLowerCase())
  })

  it.each(GOOD)('lets %s through', (file) => {
    expect(remarks.filter((one) => one.file === file)).toEqual([])
  })
})

describe('the names of files', () => {
  it('say what a file is, not that it helps', () => {
    const listed = spawnSync(
      'git',
      ['ls-files', '-z', '--', 'core', 'contract', 'host', 'electron', 'browser-host', 'cli', 'renderer', 'scripts'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    )
    const files = listed.stdout.split('\0').filter((file) => file !== '')
    expect(files.length).toBeGreaterThan(50)
    expect(
      files.filter((file) => /(^|[/.-])(utils?|helpers?|managers?|services?|misc|common)([/.-]|$)/.test(file)),
    ).toEqual([])
  })
})
