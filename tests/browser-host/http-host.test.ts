import { afterEach, describe, expect, it, vi } from 'vitest'
import { type LoopbackServer, startServer } from '../../browser-host/server.ts'
import type { NamedBytes } from '../../contract/host.ts'
import { inputs } from '../../contract/inputs.ts'
import { ok } from '../../core/result.ts'
import type { GalleyHost } from '../../host/create-host.ts'
import { type HttpWindow, openHttpWindow } from '../builders/http-window.ts'
import { type RecordingHost, recordingHost } from './recording-host.ts'

const running: LoopbackServer[] = []

async function start(
  more: Partial<GalleyHost> = {},
): Promise<{ server: LoopbackServer; host: RecordingHost; window: HttpWindow }> {
  let host: RecordingHost | null = null
  const server = await startServer({
    port: 0,
    files: new Map([['/', { bytes: Buffer.from('x'), type: 'text/html; charset=utf-8' }]]),
    createHost: (origin) => {
      host = recordingHost(origin)
      return { ...host, ...more }
    },
    idleAfter: null,
    onIdle: () => {},
    tell: () => {},
    log: () => {},
  })
  running.push(server)
  const window = await openHttpWindow(server)
  return { server, host: host as unknown as RecordingHost, window }
}

afterEach(async () => {
  vi.unstubAllGlobals()
  await Promise.all(running.splice(0).map((server) => server.close()))
})

describe('the window’s side of the loopback host', () => {
  it('has every operation of the contract, and none of them rejects', async () => {
    const { window } = await start()
    for (const name of Object.keys(inputs))
      expect(typeof window.host[name as keyof typeof inputs], name).toBe('function')
    // Not an input that any operation takes; over the wire it must come back as a problem, not as an exception.
    const problems = await Promise.all(
      Object.keys(inputs)
        .filter((name) => name !== 'importFiles')
        .map((name) => (window.host[name as 'hostInfo'] as (input: unknown) => Promise<{ ok: boolean }>)({ no: 1 })),
    )
    expect(problems.filter((result) => result.ok)).toEqual([])
  })

  it('carries values and bytes there and back', async () => {
    const { host, window } = await start()
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256)
    const answer = await window.host.importAsset({ essay: 'e1', name: 'Löwe “1”.png', bytes })
    expect(host.calls).toEqual([['importAsset', { essay: 'e1', name: 'Löwe “1”.png', bytes }]])
    expect(answer).toEqual(ok({ name: 'importAsset', input: { essay: 'e1', name: 'Löwe “1”.png', bytes } }))
  })

  it('asks for its key once, when it connects', async () => {
    const { window } = await start()
    await Promise.all([window.host.hostInfo({}), window.host.listEssays({}), window.host.readPreferences({})])
    expect(window.sent.map(({ path }) => path)).toEqual(['/api/hostInfo', '/api/listEssays', '/api/readPreferences'])
  })

  it('says in words that the host stopped', async () => {
    const { server, window } = await start()
    await server.close()
    expect(await window.host.listEssays({})).toEqual({
      ok: false,
      problem: expect.objectContaining({
        code: 'gone',
        message: expect.stringContaining('host stopped'),
        safe: expect.any(String),
        next: expect.any(String),
      }),
    })
  })

  it('says in words that this window is no longer signed in', async () => {
    const { host, window } = await start()
    vi.stubGlobal(
      'fetch',
      ((inner) => (path: string, init: RequestInit) => {
        const headers = path === '/tab' ? init.headers : { ...(init.headers as object), 'x-galley-key': 'forgotten' }
        return inner(path, { ...init, headers: headers as Record<string, string> })
      })(globalThis.fetch),
    )
    expect(await window.host.listEssays({})).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
    expect(host.calls).toEqual([])
  })

  it('lets a small save outlive a page that is being left, and no other request', async () => {
    const { window } = await start()
    const place = { anchor: 1, head: 1, scroll: 0 }
    await window.host.rememberPlace({ essay: 'e1', place })
    await window.host.searchEssays({ query: 'x' })
    // Only its size matters here: more than the browser carries is sent as any other request.
    await window.host.rememberPlace({ essay: 'e'.repeat(60_000), place })
    expect(window.sent.filter(({ path }) => path.startsWith('/api/')).map(({ init }) => init.keepalive)).toEqual([
      true,
      false,
      false,
    ])
  })

  it('sends many files in several requests and puts the answers together', async () => {
    const asked: string[][] = []
    const { window } = await start({
      importFiles: async ({ files }) => {
        asked.push(files.map((file) => file.name))
        return ok({ imported: [], refused: files.map((file) => ({ sourceName: file.name, message: 'no' })) })
      },
    })
    const big = (name: string): NamedBytes => ({ name, bytes: new Uint8Array(5 * 1024 * 1024) })
    const answer = await window.host.importFiles({
      files: [big('a'), { name: 'b', bytes: new Uint8Array(1) }, big('c'), big('d')],
    })
    expect(asked).toEqual([['a', 'b'], ['c'], ['d']])
    expect(answer.ok && answer.value.refused.map((file) => file.sourceName)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('hears commands and essays to show, asks again when the stream broke, and waits while a newer tab listens', async () => {
    const { server, window } = await start()
    const heard: unknown[] = []
    const end = window.host.onCommand((command) => heard.push(command))
    window.host.onShowEssay((event) => heard.push(event))
    server.send({ kind: 'show-essay', essay: 'e7' })
    await expect.poll(() => heard).toEqual([{ essay: 'e7' }])
    server.send({ kind: 'command', command: 'save' })
    await expect.poll(() => heard).toEqual([{ essay: 'e7' }, 'save'])
    end()
    server.send({ kind: 'command', command: 'unheard' })
    server.send({ kind: 'show-essay', essay: 'e8' })
    await expect.poll(() => heard).toEqual([{ essay: 'e7' }, 'save', { essay: 'e8' }])

    const streams = (): number => window.sent.filter(({ path }) => path === '/events').length
    const mine = window.sent.find(({ path }) => path === '/events')
    for (let count = 0; count < 3; count++) await fetch('/events', mine?.init)
    // Three newer pages listen; this one was told so, and asks again only when it is looked at.
    const before = streams()
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(streams()).toBe(before)
    // Looked at again and again, because the news of the newer page may still be on its way.
    const looked = (): number => {
      window.show(true)
      return streams()
    }
    await expect.poll(looked).toBeGreaterThan(before)
  })

  it('hears of a change on the disk in every window that listens, not in the newest alone', async () => {
    const { host, window } = await start()
    const heard: unknown[] = []
    window.host.onEssayChangedOnDisk((change) => heard.push(change))
    const events = () => window.sent.find(({ path }) => path === '/events')
    await expect.poll(events).toBeTruthy()
    await fetch('/events', events()?.init)
    const change = { essay: 'e1', kind: 'gone', at: 7 } as const
    host.changeOnDisk(change)
    await expect.poll(() => heard).toEqual([change])
  })
})
