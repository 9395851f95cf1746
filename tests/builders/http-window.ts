import { vi } from 'vitest'
import type { Host } from '../../contract/host.ts'
import { decodeWire, encodeWire } from '../../contract/wire.ts'
import type { Result } from '../../core/result.ts'
import { httpHost } from '../../renderer/host/http-host.ts'

/** What of a server a window needs. */
export interface Served {
  readonly origin: string
  openingAddress(): string
}

/** A window's surroundings, played in Node: the page's own fetch with its cookie, and whether it is looked at. */
export interface HttpWindow {
  readonly host: Host
  /** Bodies and addresses of the requests that the window sent. */
  readonly sent: readonly { readonly path: string; readonly init: RequestInit }[]
  /** Sends an operation that the client would not: of any name, with any input. null where the server answered no Result. */
  post(name: string, input: unknown): Promise<Result<unknown> | null>
  /** Shows or hides the page, as another tab in front would. */
  show(visible: boolean): void
}

/**
 * Signs in and connects as the page does: the renderer's own client runs against a real server, with the headers that Chromium
 * sends (seen in a browser; the end-to-end tests do the same with a real one). Ends with `vi.unstubAllGlobals()`.
 */
export async function openHttpWindow(server: Served): Promise<HttpWindow> {
  const network = globalThis.fetch
  const opened = await network(server.openingAddress(), { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const sent: { path: string; init: RequestInit }[] = []
  const page = new EventTarget()
  let visible = true
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    sent.push({ path, init })
    const { keepalive: _, ...rest } = init
    const origin: Record<string, string> = init.method === 'POST' ? { origin: server.origin } : {}
    const headers = { ...(init.headers as Record<string, string>), ...origin, cookie, 'sec-fetch-site': 'same-origin' }
    return network(`${server.origin}${path}`, { ...rest, headers })
  })
  vi.stubGlobal('window', page)
  vi.stubGlobal(
    'document',
    Object.defineProperty(page, 'visibilityState', { get: () => (visible ? 'visible' : 'hidden') }),
  )
  const host = await httpHost()
  const json = { 'content-type': 'application/json' }
  const tab = await fetch('/tab', { method: 'POST', headers: json, body: '{}' })
  const { key } = (await tab.json()) as { key: string }
  sent.length = 0
  return {
    host,
    sent,
    async post(name, input) {
      const headers = { ...json, 'x-galley-key': key }
      const answer = await fetch(`/api/${name}`, { method: 'POST', headers, body: encodeWire(input) })
      const text = await answer.text()
      return text.startsWith('{') ? (decodeWire(text) as Result<unknown>) : null
    },
    show(now) {
      visible = now
      page.dispatchEvent(new Event('visibilitychange'))
    },
  }
}
