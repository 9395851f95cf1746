import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NODE_BUNDLES, nodeBundle } from '../../build/vite.node.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/core.md'), 'utf8')
/** A project of someone else that has Galley installed. */
const project = mkdtempSync(join(tmpdir(), 'galley-core-'))
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? ''

/** Runs a program with the Node that runs the tests; its output. */
const run = (...argv: readonly string[]): string =>
  execFileSync(process.execPath, [...argv], { cwd: project, encoding: 'utf8', env: {} })

beforeAll(async () => {
  const bundle = NODE_BUNDLES.find((one) => one.out === 'dist/core/index.mjs')
  if (!bundle) throw new Error('core is not bundled')
  await build(nodeBundle(bundle))
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', join(root, 'core')])
  writeFileSync(join(project, 'package.json'), '{ "name": "someone-elses", "private": true }')
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(root, join(project, 'node_modules/galley'), 'junction')
}, 120_000)

afterAll(() => rmSync(project, { recursive: true }))

describe('galley/core, as built and by its name', () => {
  it('does what its page shows, in plain Node', () => {
    writeFileSync(join(project, 'example.mjs'), block('js'))
    expect(run('example.mjs')).toBe(block('text'))
  })

  it('has every function that its page lists', () => {
    const named = [...page.matchAll(/^\| `(\w+)\(.*$/gm)].flatMap(([row]) =>
      [...row.matchAll(/`(\w+)\([\w, {}…]*\)`/g)].map((match) => match[1] as string),
    )
    expect(named).toEqual(
      expect.arrayContaining(['readEssay', 'writeEssay', 'fromMarkdown', 'toMarkdown', 'fromHtml', 'toHtml']),
    )
    writeFileSync(join(project, 'names.mjs'), "console.log(JSON.stringify(Object.keys(await import('galley/core'))))")
    const exported = JSON.parse(run('names.mjs')) as readonly string[]
    expect(named.filter((name) => !exported.includes(name))).toEqual([])
    expect(exported.filter((name) => !page.includes(`\`${name}\``) && !named.includes(name))).toEqual([
      'newEssay',
      'profileById',
    ])
  })

  it('has types that a strict program compiles against', () => {
    writeFileSync(
      join(project, 'typed.mts'),
      `import { type Essay, type Result, type Loss, readEssay, toHtml, toMarkdown, writeEssay } from 'galley/core'
const read: Result<Essay> = readEssay('{}')
if (read.ok) {
  const losses: readonly Loss[] = toMarkdown(read.value, { dialect: 'pandoc', address: (asset) => asset.name, frontMatter: true }).losses
  console.log(losses.length, writeEssay(read.value).length)
  // @ts-expect-error: there is no such kind
  toHtml(read.value, { kind: 'poster', address: () => '' })
} else console.log(read.problem.code)
`,
    )
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--skipLibCheck',
      'typed.mts',
    ]
    expect(run(join(root, 'node_modules/typescript/bin/tsc'), ...options)).toBe('')
  }, 60_000)
})
