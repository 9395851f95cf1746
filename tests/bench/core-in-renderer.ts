import { readFileSync } from 'node:fs'
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

/**
 * A module that exports every value that the window's files import from core/: those that it loads when it opens as they are, the others (a profile's
 * editor, the reader of what is pasted) by an import of their own.
 */
function entry(): string {
  const start = new Set<string>()
  const later = new Set<string>()
  follow(join(ROOT, 'renderer/main.tsx'), start, later)
  const coreOf = (files: ReadonlySet<string>) => [...files].filter((path) => path.startsWith(join(ROOT, 'core')))
  const address = (path: string) => `/${relative(ROOT, path).replaceAll('\\', '/')}`
  return [
    ...namesFrom(start).map((line, index) => {
      const [name = '', path = ''] = line.split('\0')
      return `export { ${name} as x${index} } from '${address(path)}'`
    }),
    ...coreOf(later).map((path, index) => `export const later${index} = () => import('${address(path)}')`),
  ].join('\n')
}

const STATIC = /^(?:import|export)(?! type\b)[^'"]*?from '(\.[^']*)'|^import '(\.[^']*)'/gm
const LAZY = /\bimport\('(\.[^']*)'\)/g

/** Follows the files of the window (not into core/) by their imports; what stands behind an import() goes to `later`. */
function follow(path: string, seen: Set<string>, later: Set<string>): void {
  if (seen.has(path) || !/\.tsx?$/.test(path)) return
  seen.add(path)
  if (path.startsWith(join(ROOT, 'core'))) return
  const text = readFileSync(path, 'utf8')
  for (const [, from, alone] of text.matchAll(STATIC)) follow(join(dirname(path), from ?? alone ?? ''), seen, later)
  for (const [, from = ''] of text.matchAll(LAZY)) follow(join(dirname(path), from), later, later)
}

/** `name`, NUL, path of each value that these files import from core/. */
function namesFrom(files: ReadonlySet<string>): readonly string[] {
  const lines = new Set<string>()
  for (const path of files) {
    if (path.startsWith(join(ROOT, 'core'))) continue
    const imports = readFileSync(path, 'utf8').matchAll(/^import (?!type)\{([^}]*)\} from '([^']*\/core\/[^']*)'/gm)
    for (const [, names = '', from = ''] of imports)
      for (const one of names.split(',').map((part) => part.trim()))
        if (one !== '' && !one.startsWith('type ')) lines.add(`${one.split(' as ')[0]}\0${join(dirname(path), from)}`)
  }
  return [...lines]
}
