/**
 * Builds everything that ships into dist/: the window, Electron's main and preload, the CLI, and core as a library with its
 * types. Says what it made; ends with 1 when anything failed or an entry is missing, because half a build must not pass for one.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { NODE_BUNDLES, nodeBundle } from '../build/vite.node.ts'
import { rendererBundle } from '../build/vite.renderer.ts'
import { BUILT_STAMP } from './is-built.ts'

// Vite keeps a NODE_ENV that is set (vitest sets `test`), and would then ship React's development build, machine paths included.
process.env.NODE_ENV = 'production'

const root = join(import.meta.dirname, '..')
const started = performance.now()
const failures: string[] = []
const say = (line: string): void => void process.stdout.write(`${line}\n`)

rmSync(join(root, BUILT_STAMP), { force: true })
for (const { out } of NODE_BUNDLES) rmSync(join(root, dirname(out)), { recursive: true, force: true })

await make('renderer/index.html', 'dist/renderer', rendererBundle)
for (const bundle of NODE_BUNDLES) await make(bundle.entry, bundle.out, nodeBundle(bundle))

const cli = join(root, 'dist/cli/galley.mjs')
if (existsSync(cli)) chmodSync(cli, 0o755)

const types = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'core'], {
  cwd: root,
  stdio: 'inherit',
})
if (types.status === 0) say('built dist/types/core (types)')
else failures.push('the types of core')

if (failures.length > 0) {
  say(`not built: ${failures.join(', ')}`)
  process.exitCode = 1
} else {
  mkdirSync(dirname(join(root, BUILT_STAMP)), { recursive: true })
  writeFileSync(join(root, BUILT_STAMP), `${new Date().toISOString()}\n`)
  say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

async function make(entry: string, out: string, config: InlineConfig): Promise<void> {
  if (!existsSync(join(root, entry))) {
    failures.push(`${out} (there is no ${entry})`)
    return
  }
  try {
    await build(config)
    say(`built ${out} (${Math.round(sizeOf(join(root, out)) / 1024)} kB)`)
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    failures.push(out)
  }
}

function sizeOf(path: string): number {
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}
