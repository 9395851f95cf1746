import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'

const root = join(import.meta.dirname, '..')

/** Spelling dictionaries that come with Galley, by the language that each is for. Their licences (MIT and BSD) go with them. */
const DICTIONARIES = { 'en-US': 'dictionary-en', 'en-GB': 'dictionary-en-gb' }

function dictionaries(): Plugin {
  return {
    name: 'galley-dictionaries',
    generateBundle() {
      for (const [language, name] of Object.entries(DICTIONARIES)) {
        const file = (from: string) => readFileSync(join(root, 'node_modules', name, from))
        this.emitFile({ type: 'asset', fileName: `dictionaries/${language}.aff`, source: file('index.aff') })
        this.emitFile({ type: 'asset', fileName: `dictionaries/${language}.dic`, source: file('index.dic') })
        this.emitFile({ type: 'asset', fileName: `dictionaries/${language}-license.txt`, source: file('license') })
      }
    },
  }
}

/** Fonts in the bundle; Vite's own list of licences knows packages of code only, and the OFL goes wherever the font goes. */
const FONTS = ['@fontsource-variable/inter', '@fontsource-variable/literata']

function fontLicences(): Plugin {
  return {
    name: 'galley-font-licences',
    generateBundle() {
      const texts = FONTS.map((name) => {
        const text = readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trimEnd()
        return `## ${name}\n\n${text}\n`
      })
      this.emitFile({ type: 'asset', fileName: 'font-licenses.txt', source: texts.join('\n') })
    },
  }
}

/**
 * The window, for both shells: dist/renderer, read by them into a map at start. No inline scripts, no data: URIs, nothing from
 * elsewhere, because the content security policy allows none (safety.md 8.3).
 */
export const rendererBundle: InlineConfig = {
  root: join(root, 'renderer'),
  base: './',
  configFile: false,
  plugins: [react(), fontLicences(), dictionaries()],
  worker: { format: 'es' },
  clearScreen: false,
  logLevel: 'warn',
  build: {
    outDir: join(root, 'dist/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The polyfill would be an inline script, for browsers older than any of ours.
    modulePreload: { polyfill: false },
    target: 'chrome140',
    chunkSizeWarningLimit: 4_000,
    license: { fileName: 'third-party-licenses.txt' },
  },
}
