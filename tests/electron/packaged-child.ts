/**
 * Run by package.test.ts: starts the packaged main.mjs and preload.cjs, as they lie in app.asar (unpacked), on the fake Electron, and
 * prints what happened. Argument: the unpacked folder. Shows that the bundles hold all they need; Electron itself is not in it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Host } from '../../contract/host.ts'

const [folder = ''] = process.argv.slice(2)
const fakeUrl = pathToFileURL(join(import.meta.dirname, 'fake-electron.ts')).href
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === 'electron') return { url: fakeUrl, shortCircuit: true, format: 'module-typescript' }
    const found = next(specifier, context)
    const inside = found.url.startsWith('node:') || found.url.startsWith(pathToFileURL(folder).href)
    if (context.parentURL?.startsWith(pathToFileURL(folder).href) && !inside)
      throw new Error(`the package reaches outside itself for ${specifier}`)
    return found
  },
})

const { fake } = await import('./fake-electron.ts')
const home = mkdtempSync(join(tmpdir(), 'galley-packaged-'))
process.on('exit', () => rmSync(home, { recursive: true, force: true }))
fake.reset(home)
process.argv = ['galley']
await import(pathToFileURL(join(folder, 'dist/electron/main.mjs')).href)
fake.state.ready?.()
while (fake.state.windows.length === 0 && fake.state.exitCode === null) await new Promise((done) => setTimeout(done, 5))

createRequire(import.meta.url)(join(folder, 'dist/electron/preload.cjs'))
const [window] = fake.state.windows
const page = fake.state.world.galley as Host
const served = await fake.state.protocols.get('galley')?.(new Request('galley://app/'))
const essays = await page.listEssays({})
process.stdout.write(
  JSON.stringify({
    url: window?.url,
    preload: window?.options.webPreferences?.preload,
    status: served?.status,
    html: await served?.text(),
    info: await page.hostInfo({}),
    essays: essays.ok ? essays.value.essays.map(({ title, problem }) => ({ title, problem })) : essays.problem,
    errors: fake.callsOf('dialog.showErrorBox').map((call) => call.args),
  }),
)
process.exit(0)
