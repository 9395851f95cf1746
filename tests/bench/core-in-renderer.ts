import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../..')
const ENTRY = '\0core-in-renderer'
/** What the editor brings along anyway. */
const EDITORS = /^(@tiptap\/|prosemirror-)/

/**
 * Bytes, minified and gzipped, of what the window takes of core/, the libraries that only core needs included: what it loads when it opens, and what it
 * fetches when something is first asked for (a file to import, a format to write).
 */
export async function coreInRenderer(): Promise<{ readonly atOnce: number; readonly later: number }> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'core-in-renderer',
        resolveId: (id) => (id === ENTRY ? ENTRY : null),
        load: (id) => (id === ENTRY ? entry() : null),
      },
    ],
    build: {
      write: false,
      target: 'es2024',
      rolldownOptions: { input: ENTRY, external: (id) => EDITORS.test(id), preserveEntrySignatures: 'strict' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('Vite watched instead of building')
  const chunks = output.output.filter((file) => file.type === 'chunk')
  const atOnce = new Set<string>()
  const take = (name: string): void => {
    const chunk = chunks.find(({ fileName }) => fileName === name)
    if (!chunk || atOnce.has(name)) return
    atOnce.add(name)
    chunk.imports.forEach(take)
  }
  for (const { isEntry, fileName } of chunks) if (isEntry) take(fileName)
  const sizeOf = (isWanted: (name: string) => boolean) =>
    gzipSync(
      chunks
        .filter(({ fileName }) => isWanted(fileName))
        .map(({ code }) => code)
        .join('\n'),
      { level: 9 },
    ).length
  return { atOnce: sizeOf((name) => atOnce.has(name)), later: sizeOf((name) => !atOnce.has(name)) }
}

/** A module that exports every value which a file of renderer/ or contract/ imports from core/. */
function entry(): string {
  const lines = new Set<string>()
  for (const folder of ['renderer', 'contract'])
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue
      const path = join(ROOT, folder, name)
      const imports = readFileSync(path, 'utf8').matchAll(/^import (?!type)\{([^}]*)\} from '([^']*\/core\/[^']*)'/gm)
      for (const [, names = '', from = ''] of imports) {
        const module = `/${relative(ROOT, join(dirname(path), from)).replaceAll('\\', '/')}`
        for (const one of names.split(',').map((part) => part.trim()))
          if (one !== '' && !one.startsWith('type ')) lines.add(`${one.split(' as ')[0]}\0${module}`)
      }
    }
  return [...lines]
    .map((line, index) =>
      line
        .split('\0')
        .map((part, at) => (at === 0 ? `export { ${part} as x${index} }` : ` from '${part}'`))
        .join(''),
    )
    .join('\n')
}
