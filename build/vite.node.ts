import { builtinModules } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { InlineConfig } from 'vite'

const root = join(import.meta.dirname, '..')

/** One bundle for Node or Electron. Paths are relative to the repository. */
export interface NodeBundle {
  readonly entry: string
  readonly out: string
  /** CommonJS where a sandboxed preload demands it. */
  readonly format: 'es' | 'cjs'
  /** Packages that stay imports; everything else goes in, so that nothing of node_modules is shipped. */
  readonly external: readonly string[]
  /** The file that lists the licences of the packages in it, beside it; null where there are none. */
  readonly licenses?: string | null
}

/** Packages that a program which imports `galley/core` has installed beside it; they are the package's dependencies. */
const LIBRARY_PACKAGES = ['fflate', 'markdown-it', 'parse5', 'prosemirror-model', 'yaml', 'zod']

const LICENSES = 'third-party-licenses.txt'

/** The reader of foreign files, whose text host/import/read-in-worker.ts hands to a worker; so it is CommonJS and stands beside whoever starts it. */
const reader = (folder: string): NodeBundle => ({
  entry: 'host/import/read-worker.ts',
  out: `${folder}/read-worker.cjs`,
  format: 'cjs',
  external: [],
  licenses: 'third-party-licenses-of-the-reader.txt',
})

/** Every bundle beside the window. */
export const NODE_BUNDLES: readonly NodeBundle[] = [
  {
    entry: 'electron/main.ts',
    out: 'dist/electron/main.mjs',
    format: 'es',
    external: ['electron'],
    licenses: LICENSES,
  },
  {
    entry: 'electron/preload/preload.ts',
    out: 'dist/electron/preload.cjs',
    format: 'cjs',
    external: ['electron'],
    licenses: null,
  },
  { entry: 'cli/galley.ts', out: 'dist/cli/galley.mjs', format: 'es', external: [], licenses: LICENSES },
  reader('dist/electron'),
  reader('dist/cli'),
  { entry: 'core/index.ts', out: 'dist/core/index.mjs', format: 'es', external: LIBRARY_PACKAGES, licenses: LICENSES },
]

/** Vite's configuration for one bundle: a single file, readable, for the Node that Electron embeds. */
export function nodeBundle({ entry, out, format, external, licenses }: NodeBundle): InlineConfig {
  return {
    root,
    configFile: false,
    clearScreen: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: [...external], target: 'node' },
    build: {
      ssr: join(root, entry),
      outDir: join(root, dirname(out)),
      // Main and preload share a folder; scripts/build.ts empties it first.
      emptyOutDir: false,
      minify: false,
      license: licenses === undefined || licenses === null ? false : { fileName: licenses },
      target: 'node22',
      rolldownOptions: {
        external: [...external, ...builtinModules, /^node:/],
        output: { format, entryFileNames: basename(out), codeSplitting: false },
      },
    },
  }
}
