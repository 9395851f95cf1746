/**
 * Run by preferences.test.ts in a process of its own whose files may not grow beyond a limit (`ulimit -f`): the kernel writes up to
 * the limit and refuses the rest for as long as the process lives, which is what a full disk does. Arguments: what writes
 * (`electron-store` or `galley`), and the folder. Prints what the writer said.
 */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

// Without a listener this signal would end the process at the first refused write.
process.on('SIGXFSZ', () => {})

const fakePath = pathToFileURL(`${import.meta.dirname}/fake-electron.ts`).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: fakePath, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
})

const [writer = '', folder = ''] = process.argv.slice(2)
const { fake } = await import('./fake-electron.ts')
fake.reset(folder)

async function write(): Promise<unknown> {
  if (writer === 'electron-store') {
    const { default: ElectronStore } = await import('electron-store')
    new ElectronStore({ name: 'settings', clearInvalidConfig: false }).set('preferences', { theme: 'dark' })
    return 'no complaint'
  }
  const { openSettings } = await import('../../electron/preferences.ts')
  return openSettings().write({ theme: 'dark' })
}

process.stdout.write(JSON.stringify(await write().catch((error: Error) => `threw ${error.message}`)))
