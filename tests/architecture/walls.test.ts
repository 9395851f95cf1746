import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
// By its computed name: the tool wants a plain .mjs, which has no types.
const { default: config } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
  default: { forbidden: readonly { name: string }[]; options: object }
}
const FOLDERS = ['core', 'contract', 'host', 'electron', 'browser-host', 'cli', 'renderer']
const RULES = config.forbidden

/** Reads folders under `baseDir` with the project's own rules. */
async function read(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const options = { ...config.options, baseDir, ruleSet: { forbidden: RULES } as IFlattenedRuleSet, validate: true }
  const { output } = await cruise([...folders], options as ICruiseOptions)
  return output as ICruiseResult
}

/** A violation of each rule: the rule, the file that breaks it, what that file says. */
const PLANTED: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['wall-core', 'core/planted-a.ts', "import { x } from '../contract/good.ts'\nexport const y = x\n"],
  ['wall-core', 'core/planted-b.ts', "import type { X } from '../host/good.ts'\nexport type Y = X\n"],
  ['wall-contract', 'contract/planted.ts', "export { x } from '../host/good.ts'\n"],
  ['wall-host', 'host/planted.ts', "import { x } from '../browser-host/good.ts'\nexport const y = x\n"],
  ['wall-renderer', 'renderer/planted-a.ts', "import { x } from '../host/good.ts'\nexport const y = x\n"],
  ['wall-renderer', 'renderer/planted-b.ts', "export const y = import('../electron/good.ts')\n"],
  ['wall-electron', 'electron/planted.ts', "import { x } from '../cli/good.ts'\nexport const y = x\n"],
  ['wall-browser-host', 'browser-host/planted.ts', "import { x } from '../electron/good.ts'\nexport const y = x\n"],
  ['wall-cli', 'cli/planted-a.ts', "import { x } from '../electron/good.ts'\nexport const y = x\n"],
  ['cli-serves-only', 'cli/planted-b.ts', "import { x } from '../browser-host/good.ts'\nexport const y = x\n"],
  ['preload-is-thin', 'electron/preload/planted.ts', "import { x } from '../good.ts'\nexport const y = x\n"],
  ['screens-apart', 'renderer/desk/planted.ts', "import { x } from '../page/good.ts'\nexport const y = x\n"],
  ['node-in-node', 'core/planted-c.ts', "import { readFileSync } from 'node:fs'\nexport const y = readFileSync\n"],
  ['node-in-node', 'renderer/planted-c.ts', "import { join } from 'path'\nexport const y = join\n"],
  ['core-packages', 'core/planted-d.ts', "import Store from 'electron-store'\nexport const y = Store\n"],
  ['react-in-renderer', 'host/planted-b.ts', "import { useState } from 'react'\nexport const y = useState\n"],
  ['react-in-renderer', 'core/planted-e.ts', "import { Editor } from '@tiptap/core'\nexport const y = Editor\n"],
  [
    'electron-in-electron',
    'renderer/planted-d.ts',
    "import { ipcRenderer } from 'electron'\nexport const y = ipcRenderer\n",
  ],
  ['electron-in-electron', 'host/planted-c.ts', "import Store from 'electron-store'\nexport const y = Store\n"],
  ['nothing-imports-tests', 'host/planted-d.ts', "import { x } from '../tests/good.ts'\nexport const y = x\n"],
  ['no-cycles', 'core/planted-f.ts', "import { z } from './planted-g.ts'\nexport const y = (): unknown => z\n"],
  ['no-orphans', 'core/planted-h.ts', 'export const y = 1\n'],
  ['resolvable', 'core/planted-i.ts', "import { x } from './nowhere.ts'\nexport const y = x\n"],
  ['declared', 'host/planted-e.ts', "import { x } from 'undeclared'\nexport const y = x\n"],
]

describe('the import walls', () => {
  let tree = ''
  let planted: ICruiseResult

  beforeAll(async () => {
    tree = mkdtempSync(join(tmpdir(), 'galley-walls-'))
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, file)), { recursive: true })
      writeFileSync(join(tree, file), text)
    }
    const dependencies = { react: '1', fflate: '1', electron: '1', 'electron-store': '1', '@tiptap/core': '1' }
    write('package.json', JSON.stringify({ name: 'planted', type: 'module', dependencies }))
    mkdirSync(join(tree, 'node_modules/@tiptap'), { recursive: true })
    for (const name of Object.keys(dependencies))
      symlinkSync(join(root, 'node_modules', name), join(tree, 'node_modules', name), 'junction')
    write(
      'node_modules/undeclared/package.json',
      JSON.stringify({ name: 'undeclared', version: '1.0.0', main: 'index.js' }),
    )
    write('node_modules/undeclared/index.js', 'exports.x = 1\n')
    for (const folder of [...FOLDERS, 'tests', 'renderer/page'])
      write(`${folder}/good.ts`, 'export const x = 1\nexport type X = 1\n')
    write('core/planted-g.ts', "import { y } from './planted-f.ts'\nexport const z = (): unknown => y\n")
    for (const [, file, text] of PLANTED) write(file, text)
    planted = await read(tree, [...FOLDERS, 'tests'])
  }, 60_000)

  afterAll(() => rmSync(tree, { recursive: true, force: true }))

  it.each(PLANTED)('%s finds %s', (rule, file) => {
    expect(planted.summary.violations.filter((one) => one.from === file).map((one) => one.rule.name)).toContain(rule)
  })

  it('has a planted violation for every rule', () => {
    expect(new Set(PLANTED.map(([rule]) => rule))).toEqual(new Set(RULES.map((rule) => rule.name)))
  })

  it('lets good imports through', async () => {
    const good = mkdtempSync(join(tmpdir(), 'galley-walls-good-'))
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(good, file)), { recursive: true })
      writeFileSync(join(good, file), text)
    }
    write('package.json', JSON.stringify({ name: 'good', type: 'module', dependencies: {} }))
    write('core/a.ts', 'export const a = 1\n')
    write('contract/b.ts', "import { a } from '../core/a.ts'\nexport const b = a\n")
    write(
      'host/c.ts',
      "import { readFile } from 'node:fs/promises'\nimport { b } from '../contract/b.ts'\nexport const c = [b, readFile]\n",
    )
    write('browser-host/d.ts', "import { c } from '../host/c.ts'\nexport const d = c\n")
    write('cli/serve.ts', "import { d } from '../browser-host/d.ts'\nexport const e = d\n")
    write('renderer/desk/f.ts', "import { g } from './g.ts'\nexport const f = g\n")
    write('renderer/desk/g.ts', "import { b } from '../../contract/b.ts'\nexport const g = b\n")
    const result = await read(good, ['core', 'contract', 'host', 'browser-host', 'cli', 'renderer'])
    rmSync(good, { recursive: true })
    expect(result.summary.violations).toEqual([])
    expect(result.modules.filter((module) => !module.coreModule)).toHaveLength(7)
  })

  it('stand in the repository, and the whole of it was read', async () => {
    const result = await read(root, FOLDERS)
    expect(result.summary.violations.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)).toEqual([])
    const ours = result.modules.filter((module) => FOLDERS.some((folder) => module.source.startsWith(`${folder}/`)))
    for (const folder of FOLDERS)
      expect(
        ours.some((module) => module.source.startsWith(`${folder}/`)),
        folder,
      ).toBe(true)
    expect(ours.length).toBeGreaterThanOrEqual(100)
    // TypeScript gives imports of types only while dependency-cruiser can read it (it cannot read TypeScript 7).
    const edges = ours.flatMap((module) => module.dependencies)
    expect(
      edges.filter((edge) => edge.typeOnly === true || edge.dependencyTypes.includes('type-only')).length,
    ).toBeGreaterThan(20)
  }, 120_000)
})
