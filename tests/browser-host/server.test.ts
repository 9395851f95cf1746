import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type LoopbackServer, type ServerOptions, startServer } from '../../browser-host/server.ts'
import { ok } from '../../core/result.ts'
import { findChromium } from '../../host/find-chromium.ts'
import { defaultDataFolder, defaultEssaysFolder, documentsInAnswer } from '../../host/standard-folders.ts'
import { recordingHost } from './recording-host.ts'

const page = { bytes: Buffer.from('<!doctype html><title>Galley</title>'), type: 'text/html; charset=utf-8' }
const running: LoopbackServer[] = []

async function start(more: Partial<ServerOptions> = {}): Promise<LoopbackServer> {
  const server = await startServer({
    port: 0,
    files: new Map([['/', page]]),
    createHost: recordingHost,
    idleAfter: null,
    onIdle: () => {},
    tell: () => {},
    log: () => {},
    ...more,
  })
  running.push(server)
  return server
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

/** A signed-in tab. */
async function tab(server: LoopbackServer): Promise<{ cookie: string; key: string }> {
  const opened = await fetch(server.openingAddress(), { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return { cookie, key: await newKey(server, cookie) }
}

async function newKey(server: LoopbackServer, cookie: string): Promise<string> {
  const headers = { cookie, origin: server.origin, 'content-type': 'application/json' }
  const answer = await fetch(`${server.origin}/tab`, { method: 'POST', headers, body: '{}' })
  return ((await answer.json()) as { key: string }).key
}

/** Opens an event stream; `next` gives the next line, or null at its end. */
async function listen(server: LoopbackServer, { cookie, key }: { cookie: string; key: string }) {
  const response = await fetch(`${server.origin}/events`, { headers: { cookie, 'x-galley-key': key } })
  expect(response.status).toBe(200)
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let rest = ''
  return {
    async next(): Promise<unknown> {
      while (!rest.includes('\n')) {
        const { done, value } = await reader.read()
        if (done) return null
        rest += decoder.decode(value, { stream: true })
      }
      const [line = '', ...more] = rest.split('\n')
      rest = more.join('\n')
      return JSON.parse(line)
    },
    stop: () => reader.cancel(),
  }
}

describe('events', () => {
  it('go to the page that began to listen last, and an essay to show waits for one', async () => {
    const server = await start()
    server.send({ kind: 'show-essay', essay: 'e9' })
    server.send({ kind: 'command', command: 'lost, as nobody pressed it in a window' })
    const credentials = await tab(server)
    const first = await listen(server, credentials)
    expect(await first.next()).toEqual({ kind: 'hello' })
    expect(await first.next()).toEqual({ kind: 'show-essay', essay: 'e9' })
    const second = await listen(server, credentials)
    expect(await second.next()).toEqual({ kind: 'hello' })
    server.send({ kind: 'command', command: 'save' })
    expect(await second.next()).toEqual({ kind: 'command', command: 'save' })
    await second.stop()
    await first.stop()
  })

  it('leave room for requests: of four pages, the first is told that it was replaced', async () => {
    const server = await start()
    const credentials = await tab(server)
    const streams = []
    for (let count = 0; count < 4; count++) {
      const stream = await listen(server, credentials)
      expect(await stream.next()).toEqual({ kind: 'hello' })
      streams.push(stream)
    }
    expect(await streams[0]?.next()).toEqual({ kind: 'replaced' })
    expect(await streams[0]?.next()).toBeNull()
    server.send({ kind: 'command', command: 'save' })
    expect(await streams[3]?.next()).toEqual({ kind: 'command', command: 'save' })
    await Promise.all(streams.slice(1).map((stream) => stream.stop()))
  })
})

describe('the life of a server', () => {
  it('ends its streams and refuses connections once it is closed', async () => {
    const server = await start()
    const stream = await listen(server, await tab(server))
    expect(await stream.next()).toEqual({ kind: 'hello' })
    await server.close()
    expect(await stream.next()).toBeNull()
    await expect(fetch(server.origin)).rejects.toThrow()
  })

  it('lets a request under way finish before it ends', async () => {
    let finish = (): void => {}
    let asked = (): void => {}
    const arrived = new Promise<void>((resolve) => {
      asked = resolve
    })
    const order: string[] = []
    const server = await start({
      createHost: (origin) => ({
        ...recordingHost(origin),
        listEssays: () =>
          new Promise((resolve) => {
            finish = () => resolve(ok({ essays: [] }))
            asked()
          }),
        close: async () => void order.push('host closed'),
      }),
    })
    const { cookie, key } = await tab(server)
    const headers = { cookie, 'x-galley-key': key, origin: server.origin, 'content-type': 'application/json' }
    const answer = fetch(`${server.origin}/api/listEssays`, { method: 'POST', headers, body: '{}' })
    await arrived
    const closed = server.close()
    order.push('host answered')
    finish()
    expect(await (await answer).text()).toBe('{"ok":true,"value":{"essays":[]}}')
    await closed
    expect(order).toEqual(['host answered', 'host closed'])
  })

  it('closes although a client holds its connection open without a word', async () => {
    const server = await start()
    const port = Number(new URL(server.origin).port)
    const ended = new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => void server.close())
      socket.on('close', resolve)
      socket.on('error', () => {})
    })
    await ended
  })

  it('is idle when no page listens and nobody asks, but not while a page listens', async () => {
    let idle = 0
    const server = await start({ idleAfter: 200, onIdle: () => idle++ })
    const credentials = await tab(server)
    const stream = await listen(server, credentials)
    // Signing in may have taken longer than that on a busy machine.
    idle = 0
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(idle).toBe(0)
    await stream.stop()
    await expect.poll(() => idle, { timeout: 10_000 }).toBeGreaterThan(0)
  })

  it('says in words that a port is taken', async () => {
    const server = await start()
    const port = Number(new URL(server.origin).port)
    await expect(start({ port })).rejects.toThrow(`Port ${port} is not to be had: another program uses it.`)
  })

  it('gives every tab a key of its own, and every browser a session of its own', async () => {
    const server = await start()
    const first = await tab(server)
    const second = await tab(server)
    const third = await newKey(server, first.cookie)
    expect(new Set([first.key, second.key, third]).size).toBe(3)
    const ask = async (cookie: string, key: string): Promise<number> => {
      const headers = { cookie, 'x-galley-key': key, origin: server.origin, 'content-type': 'application/json' }
      return (await fetch(`${server.origin}/api/hostInfo`, { method: 'POST', headers, body: '{}' })).status
    }
    expect(await ask(first.cookie, first.key)).toBe(200)
    expect(await ask(first.cookie, third)).toBe(200)
    expect(await ask(first.cookie, second.key)).toBe(403)
  })

  it('hides a defect of the host from the page and tells it to the log', async () => {
    const log: string[] = []
    const server = await start({
      log: (line) => log.push(line),
      createHost: (origin) => ({
        ...recordingHost(origin),
        listEssays: async () => {
          throw new Error('secret detail')
        },
        proofPage: () => {
          throw new Error('another secret')
        },
      }),
    })
    const { cookie, key } = await tab(server)
    const headers = { cookie, 'x-galley-key': key, origin: server.origin, 'content-type': 'application/json' }
    const answer = await fetch(`${server.origin}/api/listEssays`, { method: 'POST', headers, body: '{}' })
    expect(await answer.text()).not.toContain('secret')
    const proof = await fetch(`${server.origin}/preview/${'b'.repeat(64)}`, { headers: { cookie } })
    expect(proof.status).toBe(500)
    expect(await proof.text()).toBe('Galley failed\n')
    expect(log.join('\n')).toMatch(/secret detail[\s\S]*another secret/)
  })
})

describe('places', () => {
  it('are those of each system', () => {
    expect(defaultDataFolder('linux', {}, '/home/ada')).toBe('/home/ada/.local/share/galley')
    expect(defaultDataFolder('linux', { XDG_DATA_HOME: '/data' }, '/home/ada')).toBe('/data/galley')
    expect(defaultDataFolder('linux', { XDG_DATA_HOME: 'relative' }, '/home/ada')).toBe('/home/ada/.local/share/galley')
    expect(defaultDataFolder('darwin', {}, '/Users/ada')).toBe('/Users/ada/Library/Application Support/Galley')
    expect(defaultEssaysFolder('darwin', {}, '/Users/ada')).toBe('/Users/ada/Documents/Essays')
  })

  it('follow the name that a Linux desktop gave the documents folder', () => {
    const home = mkdtempSync(join(tmpdir(), 'galley-home-'))
    const named = (line: string): string => {
      writeFileSync(join(home, 'user-dirs.dirs'), `# made by xdg-user-dirs-update\n${line}\n`)
      return defaultEssaysFolder('linux', { XDG_CONFIG_HOME: home }, home)
    }
    expect(named('XDG_DOCUMENTS_DIR="$HOME/Dokumente"')).toBe(join(home, 'Dokumente', 'Essays'))
    expect(named('XDG_DOCUMENTS_DIR="/srv/texts"')).toBe('/srv/texts/Essays')
    expect(named('XDG_DOCUMENTS_DIR="$(rm -rf x)"')).toBe(join(home, 'Documents', 'Essays'))
    expect(named('')).toBe(join(home, 'Documents', 'Essays'))
    rmSync(home, { recursive: true })
  })

  it.each([
    [
      'moved into OneDrive',
      'REG_EXPAND_SZ    %USERPROFILE%\\OneDrive\\Documents',
      'C:\\Users\\ada\\OneDrive\\Documents',
    ],
    ['on another drive', 'REG_SZ    D:\\My texts', 'D:\\My texts'],
    ['under a name that nobody knows', 'REG_EXPAND_SZ    %ELSEWHERE%\\Documents', null],
    ['not said', 'ERROR', null],
  ])('follow the documents folder of Windows: %s', (_, value, folder) => {
    const answer = `\r\nHKEY_CURRENT_USER\\Software\\User Shell Folders\r\n    Personal    ${value}\r\n\r\n`
    expect(documentsInAnswer(answer, { UserProfile: 'C:\\Users\\ada' })).toBe(folder)
  })

  it('of a browser: the one that is named, or the first of the family on the path', () => {
    const folder = mkdtempSync(join(tmpdir(), 'galley-path-'))
    const add = (name: string, mode: number): string => {
      writeFileSync(join(folder, name), '#!/bin/sh\n', { mode })
      return join(folder, name)
    }
    expect(findChromium('linux', { PATH: folder })).toBeNull()
    add('google-chrome', 0o644)
    expect(findChromium('linux', { PATH: folder })).toBeNull()
    const chromium = add('chromium', 0o755)
    expect(findChromium('linux', { PATH: `/nowhere:${folder}` })).toBe(chromium)
    const other = add('my-browser', 0o755)
    expect(findChromium('linux', { PATH: folder, GALLEY_BROWSER: other })).toBe(other)
    expect(findChromium('linux', { PATH: folder, GALLEY_BROWSER: '/nowhere/chrome' })).toBeNull()
    expect(readdirSync(folder)).toHaveLength(3)
    rmSync(folder, { recursive: true })
  })
})
