import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

const root = join(import.meta.dirname, '..')

/**
 * The window, for both shells: dist/renderer, read by them into a map at start. No inline scripts, no data: URIs, nothing from
 * elsewhere, because the content security policy allows none (safety.md 8.3).
 */
export const rendererBundle: InlineConfig = {
  root: join(root, 'renderer'),
  base: './',
  configFile: false,
  plugins: [react()],
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
