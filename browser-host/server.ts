import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HostEvent } from '../contract/wire.ts'
import type { GalleyHost } from '../host/create-host.ts'
import type { StaticFile } from '../host/static-files.ts'
import { refusal, send } from './answer.ts'
import { Connections } from './connections.ts'
import { EventStreams } from './event-streams.ts'
import { admit, MOST_HEAD } from './gate.ts'
import { Keyring } from './keyring.ts'
import { route } from './routes.ts'
import type { ServerNews, Site } from './site.ts'

/** What a loopback server needs. */
export interface ServerOptions {
  /** Port to listen on; 0 lets the system choose a free one. */
  readonly port: number
  /** The built window, by address. */
  readonly files: ReadonlyMap<string, StaticFile>
  /** Makes the host, once the server's own origin (`http://127.0.0.1:41234`) is known. */
  readonly createHost: (origin: string) => GalleyHost
  /** Milliseconds without a listening page and without a request after which `onIdle` is called; null: never. */
  readonly idleAfter: number | null
  readonly onIdle: () => void
  /** Called with a fresh opening address when the one before it was spoilt, and when a browser signed in. */
  readonly tell: (news: ServerNews) => void
  readonly log: (line: string) => void
  /** Milliseconds; tests hand in their own clock. */
  readonly now?: () => number
}

/** A server that runs. */
export interface LoopbackServer {
  readonly origin: string
  readonly host: GalleyHost
  /** A fresh address that opens a session once, within a minute. The one before it no longer works. */
  openingAddress(): string
  /** Tells the newest page something unasked. */
  send(event: HostEvent): void
  /** Ends streams and connections, then the host. */
  close(): Promise<void>
}

/** Connections at once; a browser keeps six to one address. */
const MOST_CONNECTIONS = 16

/**
 * Serves the window and its host on 127.0.0.1 alone (safety.md section 9). Every request passes `admit` before any route sees
 * it. Rejects with an Error for people when the port is not to be had.
 */
export async function startServer(options: ServerOptions): Promise<LoopbackServer> {
  const streams = new EventStreams()
  const keyring = new Keyring(options.now)
  const server = createServer({
    maxHeaderSize: MOST_HEAD,
    insecureHTTPParser: false,
    requireHostHeader: false,
    headersTimeout: 10_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 5_000,
  })
  const connections = new Connections(server)
  server.maxConnections = MOST_CONNECTIONS
  // A WebSocket or a tunnel would outlive every check below.
  server.on('upgrade', (_request, socket) => socket.destroy())
  server.on('connect', (_request, socket) => socket.destroy())
  server.on('clientError', (_error, socket) => socket.destroy())

  const { port } = await listen(server, options.port)
  const origin = `http://127.0.0.1:${port}`
  const host = options.createHost(origin)
  host.onEssayChangedOnDisk((change) => streams.sendToAll({ kind: 'essay-changed', change }))
  const openingAddress = (): string => `${origin}/open/${keyring.newToken()}`
  const { files, tell, log } = options
  const site: Site = { origin, cookieName: `galley-${port}`, host, keyring, streams, files, openingAddress, tell, log }

  let lastSeen = Date.now()
  server.on('request', (request, response) => {
    void handle(site, request, response, () => {
      lastSeen = Date.now()
    })
  })
  const watch = watchForIdleness(options, () => {
    if (streams.size > 0) lastSeen = Date.now()
    return lastSeen
  })
  return {
    origin,
    host,
    openingAddress,
    send: (event) => streams.send(event),
    async close() {
      clearInterval(watch)
      streams.close()
      await connections.close()
      await host.close()
    },
  }
}

async function handle(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  onAdmitted: () => void,
): Promise<void> {
  const { method = '', url: target = '', httpVersion, rawHeaders } = request
  const admission = admit({ method, target, httpVersion, rawHeaders }, site.origin.slice('http://'.length))
  if (!admission.admitted) return send(response, refusal(admission.status, admission.why))
  onAdmitted()
  try {
    send(response, await route(site, admission, request))
  } catch (error) {
    // Whoever asked went away in the middle of a request: nobody to answer, nothing to report.
    if (request.destroyed && !request.complete) return
    site.log(`defect at /${admission.path.split('/')[1]}: ${error instanceof Error ? error.stack : String(error)}`)
    if (response.headersSent) response.destroy()
    else send(response, refusal(500, 'Galley failed'))
  }
}

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException): void => {
      const why = error.code === 'EADDRINUSE' ? 'another program uses it' : `the system refused it (${error.code})`
      const message = `Port ${port} is not to be had: ${why}. Choose another with --port, or leave the choice to Galley.`
      reject(Object.assign(new Error(message), { code: error.code }))
    }
    server.once('error', refused)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', refused)
      resolve(server.address() as AddressInfo)
    })
  })
}

function watchForIdleness(options: ServerOptions, lastUse: () => number): NodeJS.Timeout | undefined {
  const { idleAfter, onIdle } = options
  if (idleAfter === null) return undefined
  const watch = setInterval(
    () => {
      if (Date.now() - lastUse() >= idleAfter) onIdle()
    },
    Math.max(50, Math.min(idleAfter / 4, 30_000)),
  )
  watch.unref()
  return watch
}
