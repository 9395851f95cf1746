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
}

/** Packages that a program which imports `galley/core` has installed beside it; they are the package's dependencies. */
const LIBRARY_PACKAGES = ['fflate', 'markdown-it', 'parse5', 'prosemirror-model', 'yaml', 'zod']

/** Every bundle beside the window. */
export const NODE_BUNDLES: readonly NodeBundle[] = [
  { entry: 'electron/main.ts', out: 'dist/electron/main.mjs', format: 'es', external: ['electron'] },
  { entry: 'electron/preload/preload.ts', out: 'dist/electron/preload.cjs', format: 'cjs', external: ['electron'] },
  { entry: 'cli/galley.ts', out: 'dist/cli/galley.mjs', format: 'es', external: [] },
  { entry: 'core/index.ts', out: 'dist/core/index.mjs', format: 'es', external: LIBRARY_PACKAGES },
]

/** Vite's configuration for one bundle: a single file, readable, for the Node that Electron embeds. */
export function nodeBundle({ entry, out, format, external }: NodeBundle): InlineConfig {
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
      // The preload holds no package and shares a folder with main, whose list it would replace.
      license: format === 'cjs' ? false : { fileName: 'third-party-licenses.txt' },
      target: 'node22',
      rolldownOptions: {
        external: [...external, ...builtinModules, /^node:/],
        output: { format, entryFileNames: basename(out), codeSplitting: false },
      },
    },
  }
}
