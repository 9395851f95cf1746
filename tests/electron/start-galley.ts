import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import type { Host } from '../../contract/host.ts'
import type { HostPorts } from '../../host/create-host.ts'
import { type FakeWindow, fake } from './fake-electron.ts'
import { SOON } from './soon.ts'
import { stubHost } from './stub-host.ts'

const root = join(import.meta.dirname, '../..')
let starts = 0

/** What `vi.mock` of create-host and shipped-folder hand out; see `mockedHost`. */
const current = { folder: '', stub: null as ReturnType<typeof stubHost> | null }

/** To be given to `vi.mock('../../host/create-host.ts', …)`. */
export const mockedHost = {
  createHost: (ports: HostPorts) => {
    current.stub = stubHost(ports)
    return current.stub.host
  },
}

/** To be given to `vi.mock('../../host/shipped-folder.ts', …)`. */
export const mockedShipped = {
  shippedFolder: () => ({
    root: current.folder,
    assets: join(current.folder, 'assets'),
    renderer: join(current.folder, 'renderer'),
    version: '9.9.9',
  }),
}

/** How Galley is started. */
export interface StartOptions {
  /** The words after the program's name. */
  readonly argv?: readonly string[]
  readonly platform?: 'darwin' | 'win32' | 'linux'
  /** False where another Galley runs already. */
  readonly locked?: boolean
  /** Not packaged. */
  readonly development?: boolean
  /** What settings.json holds. */
  readonly settings?: string
  /** False for an installation without the built window. */
  readonly built?: boolean
  /** Runs before Electron is ready. */
  readonly early?: () => void
}

/** A Galley that has started on the fake. */
export interface Running {
  readonly folder: string
  readonly stub: () => ReturnType<typeof stubHost>
  readonly window: () => FakeWindow
  /** Loads the page: runs the preload, as Electron does for each load, and gives what it exposes. */
  readonly load: () => Promise<Host>
}

/** Starts main.ts anew on a fresh fake, in a folder of its own that goes with the test. */
export async function startGalley(options: StartOptions = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-electron-'))
  current.folder = folder
  current.stub = null
  fake.reset(folder)
  fake.state.locked = options.locked ?? true
  const before = { argv: process.argv, platform: process.platform }
  process.argv = ['galley', ...(options.argv ?? [])]
  Object.defineProperty(process, 'platform', { value: options.platform ?? 'linux' })
  onTestFinished(() => {
    process.argv = before.argv
    Object.defineProperty(process, 'platform', { value: before.platform })
    rmSync(folder, { recursive: true, force: true })
  })
  for (const name of ['data', 'renderer/assets', 'assets']) mkdirSync(join(folder, name), { recursive: true })
  if (options.settings !== undefined) writeFileSync(join(folder, 'data/settings.json'), options.settings)
  if (options.built ?? true) {
    writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html>')
    writeFileSync(join(folder, 'renderer/assets/app.js'), 'let a')
  }
  if (options.development) fake.setDevelopment()

  await import(/* @vite-ignore */ `${root}/electron/main.ts?start=${++starts}`)
  options.early?.()
  fake.state.ready?.()
  if (options.locked ?? true)
    await vi.waitFor(() => {
      if (fake.state.windows.length === 0 && fake.state.exitCode === null) throw new Error('not started yet')
    }, SOON)
  const window = (): FakeWindow => {
    const [only, ...more] = fake.state.windows
    if (!only || more.length > 0) throw new Error(`${more.length + (only ? 1 : 0)} windows`)
    return only
  }
  return {
    folder,
    window,
    stub: () => {
      if (!current.stub) throw new Error('no host was made')
      return current.stub
    },
    load: async () => {
      fake.state.world = {}
      fake.state.pageListeners.removeAllListeners()
      await import(/* @vite-ignore */ `${root}/electron/preload/preload.ts?load=${++starts}`)
      window().contents.emit('did-finish-load')
      window().events.emit('ready-to-show')
      return fake.state.world.galley as Host
    },
  }
}
