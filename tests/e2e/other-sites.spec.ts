import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test as base, expect, type Page } from '@playwright/test'
import { type LoopbackServer, startServer } from '../../browser-host/server.ts'
import {
  KNOWN_ESSAY,
  KNOWN_HASH,
  KNOWN_PROOF,
  type RecordingHost,
  recordingHost,
} from '../browser-host/recording-host.ts'

/**
 * What Chromium really sends, which raw sockets can only guess: our page and its proof work, and a page of another port (the
 * same site to a browser, cookies included) or of another name gets nowhere, although the person is signed in.
 */
interface Fixtures {
  readonly galley: { readonly server: LoopbackServer; readonly host: RecordingHost }
  /** Address of a page of somebody else's, on 127.0.0.1 and another port. */
  readonly elsewhere: string
}

const PAGE = `<!doctype html><title>Galley</title><link rel="icon" href="/icon.png">
<img id="picture" alt="" src="/asset/${KNOWN_ESSAY}/${KNOWN_HASH}">
<iframe id="proof" sandbox="allow-same-origin" src="/preview/${KNOWN_PROOF}"></iframe>
<script type="module" src="/main.js"></script>`
const SCRIPT = `
const headers = { 'content-type': 'application/json' }
const { key } = await (await fetch('/tab', { method: 'POST', headers, body: '{}' })).json()
const answer = await fetch('/api/searchEssays', { method: 'POST', headers: { ...headers, 'x-galley-key': key }, body: '{"query":"lamp"}' })
document.title = (await answer.text()).includes('"ok":true') ? 'works' : 'refused'`

const test = base.extend<Fixtures>({
  galley: async ({}, use) => {
    let host: RecordingHost | null = null
    const server = await startServer({
      port: 0,
      files: new Map([
        ['/', { bytes: Buffer.from(PAGE), type: 'text/html; charset=utf-8' }],
        ['/main.js', { bytes: Buffer.from(SCRIPT), type: 'text/javascript; charset=utf-8' }],
      ]),
      createHost: (origin) => {
        host = recordingHost(origin)
        return host
      },
      idleAfter: null,
      onIdle: () => {},
      tell: () => {},
      log: () => {},
    })
    await use({ server, host: host as unknown as RecordingHost })
    await server.close()
  },
  elsewhere: async ({}, use) => {
    const server: Server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end('<!doctype html><title>elsewhere</title>')
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    server.closeAllConnections()
    server.close()
  },
})

async function signIn(page: Page, server: LoopbackServer): Promise<void> {
  await page.goto(server.openingAddress())
  await expect(page).toHaveTitle('works')
}

test('the page works, with its picture, and the proof shows its picture and runs no script', async ({
  page,
  galley,
}) => {
  const messages: string[] = []
  await page.exposeFunction('heard', (text: string) => messages.push(text))
  await page.addInitScript("addEventListener('message', (event) => window.heard(String(event.data)))")
  await signIn(page, galley.server)
  await expect.poll(() => page.locator('#picture').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  const picture = page.frameLocator('#proof').locator('img')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  expect(messages).toEqual([])
})

test('the redirect file signs the browser in', async ({ page, galley }) => {
  const folder = mkdtempSync(join(tmpdir(), 'galley-redirect-'))
  const file = join(folder, 'open.html')
  writeFileSync(file, `<!doctype html><meta http-equiv="refresh" content="0;url=${galley.server.openingAddress()}">`)
  await page.goto(pathToFileURL(file).href)
  await expect(page).toHaveTitle('works')
  await expect(page).toHaveURL(`${galley.server.origin}/`)
  rmSync(folder, { recursive: true })
})

for (const name of ['127.0.0.1', 'elsewhere.test']) {
  test(`a page of ${name} at another port gets nowhere`, async ({ page, context, galley, elsewhere }) => {
    await signIn(page, galley.server)
    const before = galley.host.calls.length
    const other = await context.newPage()
    await other.goto(elsewhere.replace('127.0.0.1', name))
    const { origin } = galley.server
    const outcome = await other.evaluate(
      async ([server, essay, hash, proof]) => {
        const settled = async (work: Promise<unknown>): Promise<string> =>
          work.then(
            (value) => `got ${String(value)}`,
            () => 'failed',
          )
        const ask = (path: string, init: RequestInit): Promise<string> =>
          settled(fetch(`${server}${path}`, { credentials: 'include', ...init }).then((response) => response.text()))
        const element = (tag: 'img' | 'script' | 'link' | 'iframe', path: string): Promise<string> =>
          settled(
            new Promise((resolve, reject) => {
              const made = document.createElement(tag)
              made.onload = () => resolve(tag === 'iframe' ? (made as HTMLIFrameElement).contentDocument : 'loaded')
              made.onerror = reject
              if (made instanceof HTMLLinkElement) Object.assign(made, { rel: 'stylesheet', href: `${server}${path}` })
              else Object.assign(made, { src: `${server}${path}` })
              document.body.append(made)
            }),
          )
        const body = '{"query":"lamp"}'
        const json = { 'content-type': 'application/json' }
        return {
          'cors read': await ask('/', {}),
          'cors post': await ask('/api/searchEssays', { method: 'POST', headers: json, body }),
          tab: await ask('/tab', { method: 'POST', headers: json, body: '{}' }),
          'no-cors post': await ask('/api/searchEssays', { method: 'POST', mode: 'no-cors', body }),
          picture: await element('img', `/asset/${essay}/${hash}`),
          script: await element('script', '/main.js'),
          style: await element('link', '/main.js'),
          frame: await element('iframe', '/'),
          proof: await element('iframe', `/preview/${proof}`),
          socket: await settled(
            new Promise((resolve, reject) => {
              const socket = new WebSocket(`${server.replace('http', 'ws')}/events`)
              socket.onopen = resolve
              socket.onerror = reject
            }),
          ),
        }
      },
      [origin, KNOWN_ESSAY, KNOWN_HASH, KNOWN_PROOF] as const,
    )
    // A refused frame still loads, as a document that the page may not look into; an opaque answer has no text.
    expect(outcome).toEqual({
      'cors read': 'failed',
      'cors post': 'failed',
      tab: 'failed',
      'no-cors post': expect.stringMatching(/^(failed|got )$/),
      picture: 'failed',
      script: 'failed',
      style: 'failed',
      frame: 'got null',
      proof: 'got null',
      socket: 'failed',
    })
    // A form is a navigation of its own; it may neither post nor end up in the application.
    await other.evaluate((server) => {
      const form = Object.assign(document.createElement('form'), {
        method: 'post',
        action: `${server}/api/searchEssays`,
        enctype: 'text/plain',
      })
      form.append(Object.assign(document.createElement('input'), { name: '{"query":"lamp","x":"', value: '"}' }))
      document.body.append(form)
      form.submit()
    }, origin)
    await expect(other.locator('body')).toHaveText(/another site/)
    // Following a link from there does not open the application either: the browser says where it comes from.
    await other.goto(elsewhere.replace('127.0.0.1', name))
    await other.evaluate((server) => location.assign(server), `${origin}/`)
    await expect(other.locator('body')).toHaveText(/another site/)
    expect(galley.host.calls.slice(before)).toEqual([])
  })
}

test('a name that leads to our address (DNS rebinding) opens nothing', async ({ page, galley }) => {
  await signIn(page, galley.server)
  const before = galley.host.calls.length
  const answer = await page.goto(galley.server.origin.replace('127.0.0.1', 'elsewhere.test'))
  expect(answer?.status()).toBe(421)
  // Even the refusal's own policy lets no script of that page ask on.
  const asked = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    return fetch('/tab', { method: 'POST', headers, body: '{}' }).then(
      (response) => response.status,
      () => 'failed',
    )
  })
  expect(asked).toBe('failed')
  expect(galley.host.calls.slice(before)).toEqual([])
})
