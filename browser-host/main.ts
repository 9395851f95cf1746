import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { HostEvent } from '../contract/wire.ts'
import type { Result } from '../core/result.ts'
import { createHost, type GalleyHost, type HostPorts } from '../host/create-host.ts'
import { preferencesFile } from '../host/preferences-file.ts'
import { shippedFolder } from '../host/shipped-folder.ts'
import { defaultDataFolder, defaultEssaysFolder } from '../host/standard-folders.ts'
import { readStaticFiles } from '../host/static-files.ts'
import { forgetRedirect, openBrowser, openOutside } from './open-browser.ts'
import { startServer } from './server.ts'

/** Idle time after which the host ends, in milliseconds (safety.md section 9). */
const IDLE_AFTER = 30 * 60_000

/** How a browser host is to run. Everything has a default. */
export interface BrowserHostOptions {
  /** Folder of the essays; `Essays` in the person's documents. */
  readonly essaysFolder?: string
  /** Folder of the application's own data. */
  readonly dataFolder?: string
  /** Port on 127.0.0.1; 0, the default, lets the system choose. */
  readonly port?: number
  /** Whether to open a browser; otherwise the address is only told. */
  readonly open?: boolean
  /** Milliseconds without any page after which the host ends; null: never. 30 minutes. */
  readonly idleAfter?: number | null
  /** Absolute paths of essays to show in the first page that listens. */
  readonly show?: readonly string[]
  /** One line for the person at the terminal. Nothing is printed without it. */
  readonly tell?: (line: string) => void
  /** One line for the log; to `tell` unless given. */
  readonly log?: (line: string) => void
  /** The built window, when it stands elsewhere than in dist/renderer. */
  readonly rendererFolder?: string
  /** Opens a link outside; the desktop's own way unless given. */
  readonly openExternal?: (url: string) => Promise<Result<null>>
}

/** A browser host that runs. */
export interface BrowserHost {
  /** `http://127.0.0.1:41234` */
  readonly origin: string
  readonly host: GalleyHost
  readonly essaysFolder: string
  readonly dataFolder: string
  /** A fresh address that opens a session once, within a minute. */
  openingAddress(): string
  /** Tells the newest page something unasked. */
  send(event: HostEvent): void
  /** Ends the server and the host; safe to call twice. */
  close(): Promise<void>
  /** Resolves when it has ended, by `close` or by idleness. */
  readonly ended: Promise<void>
}

/**
 * Runs the host behind a loopback server, for machines without Electron, for `galley serve` and for tests. Rejects with an
 * Error whose message is for people when the window was not built or the port is taken.
 */
export async function startBrowserHost(options: BrowserHostOptions = {}): Promise<BrowserHost> {
  const shipped = shippedFolder()
  const tell = options.tell ?? (() => {})
  const log = options.log ?? tell
  const essaysFolder = resolve(options.essaysFolder ?? defaultEssaysFolder())
  const dataFolder = resolve(options.dataFolder ?? defaultDataFolder())
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  // Other users of the machine have no business here, even where the folder was made by something else.
  await chmod(dataFolder, 0o700)

  const ports = (origin: string): HostPorts => ({
    essaysFolder,
    dataFolder,
    assetsFolder: shipped.assets,
    shell: 'browser',
    version: shipped.version,
    platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    dialogs: null,
    preferences: preferencesFile(join(dataFolder, 'preferences.json')),
    addresses: {
      assetBase: (essay) => `/asset/${essay}/`,
      proof: (id) => `/preview/${id}`,
      proofAssetBase: (id) => `/preview/${id}/`,
      proofPictureSource: `${origin}/preview/`,
      proofFramedBy: origin,
    },
    openExternal: options.openExternal ?? openOutside,
    writeClipboard: null,
    printPdf: null,
    now: Date.now,
    log,
  })
  const rendererFolder = options.rendererFolder ?? shipped.renderer
  const files = await readStaticFiles(rendererFolder).catch((error: unknown) => {
    throw new Error(`The window is not built. Run \`npm run build\` first. (${(error as Error).message})`)
  })
  let finish = (): void => {}
  const ended = new Promise<void>((done) => {
    finish = done
  })
  let isReady = false
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => {
    closing ??= Promise.all([server.close(), forgetRedirect(dataFolder)]).then(finish)
    return closing
  }
  const server = await startServer({
    port: options.port ?? 0,
    files,
    createHost: (origin) => createHost(ports(origin)),
    idleAfter: options.idleAfter === undefined ? IDLE_AFTER : options.idleAfter,
    onIdle: () => {
      // Nobody can have asked for anything before the address was told.
      if (!isReady) return
      tell('No window has asked for anything in a while, so Galley ends. Your essays are on disk.')
      void close()
    },
    tell: (news) => {
      if (news.kind === 'new-address') tell(`A new address, once, within a minute:  ${news.address}`)
      else tell(`A browser signed in (${news.sessions === 1 ? 'the only one' : `${news.sessions} so far`}).`)
    },
    log,
  })
  const prepared = await server.host.prepare()
  if (!prepared.ok) log(prepared.problem.message)
  const running: BrowserHost = {
    origin: server.origin,
    host: server.host,
    essaysFolder,
    dataFolder,
    openingAddress: server.openingAddress,
    send: server.send,
    close,
    ended,
  }
  for (const path of options.show ?? []) {
    const essay = await server.host.refOfPath(path)
    if (essay.ok) server.send({ kind: 'show-essay', essay: essay.value })
    else tell(essay.problem.message)
  }
  await welcome(running, options.open ?? false, tell)
  isReady = true
  return running
}

/** Opens the browser where asked, and tells the address in any case: a browser that cannot read the redirect file stays empty. */
async function welcome(running: BrowserHost, open: boolean, tell: (line: string) => void): Promise<void> {
  const address = running.openingAddress()
  tell(`Essays: ${running.essaysFolder}`)
  tell(`Open within a minute, in a browser on this machine:  ${address}`)
  if (!open) return
  const opened = await openBrowser(address, running.dataFolder)
  tell(opened.ok ? `Opening ${opened.value.name}.` : opened.problem.message)
}
