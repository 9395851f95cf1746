import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // No test may reach for Electron's binary: what imports electron gets the strict fake.
    alias: [{ find: /^electron$/, replacement: join(import.meta.dirname, 'tests/electron/fake-electron.ts') }],
  },
  test: {
    server: { deps: { inline: ['electron-store'] } },
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    environment: 'node',
    // Vitest would leave a core for itself and use half of a machine of two.
    maxWorkers: '100%',
    setupFiles: ['tests/builders/fixed-seed.ts'],
    testTimeout: 30_000,
    // What a test waits for comes when a busy machine has time for it; one second, as Vitest has it, is not long enough to start a program.
    expect: { poll: { timeout: 20_000 } },
  },
})
