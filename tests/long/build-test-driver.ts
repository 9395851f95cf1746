import { basename, join } from 'node:path'
import { build } from 'vite'
import { nodeBundle } from '../../build/vite.node.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Bundles a program that is started many times (from `tests/long/…/name.ts` to dist/test-long/name/name.mjs), so that a start is quick. Answers its path. */
export async function buildTestDriver(entry: string): Promise<string> {
  const name = basename(entry, '.ts')
  const out = `dist/test-long/${name}/${name}.mjs`
  const bundle = nodeBundle({ entry, out, format: 'es', external: [] })
  await build({ ...bundle, build: { ...bundle.build, license: false }, logLevel: 'error' })
  return join(ROOT, out)
}
