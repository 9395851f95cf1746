import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LoopbackServer, startServer } from '../../browser-host/server.ts'
import type { ServerNews } from '../../browser-host/site.ts'
import { MOST_WIRE_BYTES } from '../../contract/wire.ts'
import {
  AS_FROM_ELSEWHERE,
  BODIES,
  type Change,
  EVERYWHERE,
  NOT_JSON,
  OPERATIONS,
  PLACES,
  type Target,
  WITHOUT_KEY,
  WITHOUT_SESSION,
} from './hostile-requests.ts'
import { bytesOf, plus, type RawAnswer, type RawRequest, sendRaw, withHeader } from './raw-request.ts'
import { KNOWN_ESSAY, KNOWN_HASH, KNOWN_PROOF, type RecordingHost, recordingHost } from './recording-host.ts'

/** A request that must be let in, and what is changed about it to make a hostile one. */
interface Door {
  readonly name: string
  readonly request: () => RawRequest
  /** Which credentials it needs. */
  readonly cookie: boolean
  readonly key: boolean
}

let server: LoopbackServer
let host: RecordingHost
/** Filled in once the server runs. */
let at: Target
let clock = 0
const news: ServerNews[] = []

const files = new Map([
  ['/', { bytes: Buffer.from('<!doctype html><title>Galley</title>'), type: 'text/html; charset=utf-8' }],
  ['/assets/main.js', { bytes: Buffer.from('export {}'), type: 'text/javascript; charset=utf-8' }],
])

beforeAll(async () => {
  server = await startServer({
    port: 0,
    files,
    createHost: (origin) => {
      host = recordingHost(origin)
      return host
    },
    idleAfter: null,
    onIdle: () => {},
    tell: (item) => news.push(item),
    log: () => {},
    now: () => clock,
  })
  const { origin } = server
  at = { origin, port: Number(new URL(origin).port), cookie: '', key: '', otherKey: '', token }
  at = { ...at, ...(await signIn()), otherKey: (await signIn()).key }
})
afterAll(() => server.close())

function token(): string {
  return server.openingAddress().split('/').at(-1) as string
}

async function signIn(): Promise<{ cookie: string; key: string }> {
  const opened = await sendRaw(at.port, bytesOf(get(`/open/${token()}`)))
  expect(opened.status).toBe(303)
  const given = /\r\nSet-Cookie: (galley-\d+=[\w-]{43}); HttpOnly; SameSite=Strict; Path=\/\r\n/.exec(opened.head)
  const fresh = given?.[1] ?? ''
  const answer = await sendRaw(at.port, bytesOf(post('/tab', '{}', [['Cookie', fresh]])))
  return { cookie: fresh, key: (JSON.parse(answer.body) as { key: string }).key }
}

function get(target: string, more: readonly (readonly [string, string])[] = []): RawRequest {
  const headers = [
    ['Host', `127.0.0.1:${at.port}`],
    ['Connection', 'close'],
    ['Sec-Fetch-Site', 'same-origin'],
    ...more,
  ] as const
  return { method: 'GET', target, version: 'HTTP/1.1', headers, body: '' }
}

function post(target: string, body: string, more: readonly (readonly [string, string])[] = []): RawRequest {
  const own = [
    ['Origin', server.origin],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(Buffer.byteLength(body))],
  ] as const
  return { ...get(target, [...own, ...more]), method: 'POST', body }
}

const DOORS: readonly Door[] = [
  { name: 'page', cookie: true, key: false, request: () => get('/', [['Cookie', at.cookie]]) },
  { name: 'file', cookie: true, key: false, request: () => get('/assets/main.js', [['Cookie', at.cookie]]) },
  {
    name: 'picture',
    cookie: true,
    key: false,
    request: () => get(`/asset/${KNOWN_ESSAY}/${KNOWN_HASH}`, [['Cookie', at.cookie]]),
  },
  { name: 'proof', cookie: true, key: false, request: () => get(`/preview/${KNOWN_PROOF}`, [['Cookie', at.cookie]]) },
  {
    name: 'proof picture',
    cookie: false,
    key: false,
    request: () =>
      [
        ['Origin', 'null'],
        ['Sec-Fetch-Site', 'cross-site'],
        ['Sec-Fetch-Mode', 'no-cors'],
        ['Sec-Fetch-Dest', 'image'],
      ].reduce(
        (request, [name, value]) => withHeader(request, name as string, value as string),
        get(`/preview/${KNOWN_PROOF}/${KNOWN_HASH}`),
      ),
  },
  { name: 'opening', cookie: false, key: false, request: () => get(`/open/${token()}`) },
  { name: 'tab', cookie: true, key: false, request: () => post('/tab', '{}', [['Cookie', at.cookie]]) },
  {
    name: 'events',
    cookie: true,
    key: true,
    request: () =>
      get('/events', [
        ['Cookie', at.cookie],
        ['X-Galley-Key', at.key],
      ]),
  },
  {
    name: 'operation',
    cookie: true,
    key: true,
    request: () =>
      post('/api/searchEssays', '{"query":"lamp"}', [
        ['Cookie', at.cookie],
        ['X-Galley-Key', at.key],
      ]),
  },
]

/** An attack got somewhere when the host heard of it, or when the answer holds more than a refusal. */
function accepted(answer: RawAnswer, callsBefore: number): boolean {
  if (host.calls.length > callsBefore) return true
  if (/\n(set-cookie|access-control-[a-z-]+):/i.test(answer.head)) return true
  return answer.status >= 100 && answer.status < 400 && !answer.body.startsWith('{"ok":false')
}

/** Sends hostile requests one by one; the names and answers of those that got somewhere. */
async function through(
  attacks: readonly (readonly [name: string, request: RawRequest | Buffer])[],
): Promise<readonly string[]> {
  const got: string[] = []
  for (const [name, request] of attacks) {
    const before = host.calls.length
    const answer = await sendRaw(at.port, Buffer.isBuffer(request) ? request : bytesOf(request))
    if (accepted(answer, before)) got.push(`${name} → ${answer.status} ${answer.body.slice(0, 80)}`)
  }
  return got
}

/** The changes that fit a door: what every door refuses, and what its credentials add. */
function changesFor(door: Door): readonly Change[] {
  const all = [
    ...EVERYWHERE,
    ...(door.cookie ? WITHOUT_SESSION : AS_FROM_ELSEWHERE),
    ...(door.key ? WITHOUT_KEY : []),
    ...(door.request().method === 'POST' ? NOT_JSON : []),
  ]
  // What a good request to these doors looks like anyway: the sandboxed proof asks for its pictures so, the redirect file opens so.
  const good: Readonly<Record<string, readonly string[]>> = {
    'proof picture': ['Origin: null', 'Sec-Fetch-Site: cross-site'],
    opening: ['cross-site navigate document'],
  }
  return all.filter(([name]) => !good[door.name]?.includes(name))
}

const operation = (body: string | Buffer, name = 'searchEssays'): RawRequest => ({
  ...withHeader(
    post(`/api/${name}`, '', [
      ['Cookie', at.cookie],
      ['X-Galley-Key', at.key],
    ]),
    'Content-Length',
    String(Buffer.byteLength(body)),
  ),
  body,
})

describe('the loopback server under attack', () => {
  it.each(DOORS)('opens the door "$name" for a good request', async (door) => {
    const answer = await sendRaw(at.port, bytesOf(door.request()))
    expect(answer.status).toBe(door.name === 'opening' ? 303 : 200)
    const head = answer.head.toLowerCase()
    for (const header of [
      'cache-control: no-store',
      'x-content-type-options: nosniff',
      'cross-origin-opener-policy: same-origin',
      `cross-origin-resource-policy: ${door.name === 'proof picture' ? 'cross' : 'same'}-origin`,
      'referrer-policy: no-referrer',
      "content-security-policy: default-src 'none'",
    ]) {
      expect(head).toContain(header)
    }
    expect(head).not.toContain('access-control-')
  })

  it.each(DOORS)(
    'keeps the door "$name" shut to every change of a good request',
    async (door) => {
      const attacks = changesFor(door).map(([name, change]) => [name, change(door.request(), at)] as const)
      expect(attacks.length).toBeGreaterThan(130)
      expect(await through(attacks)).toEqual([])
      const stillGood = await sendRaw(at.port, bytesOf(door.request()))
      expect(stillGood.status).toBeLessThan(400)
    },
    60_000,
  )

  it('refuses a body that is not the agreed one, before the host hears of it', async () => {
    expect(await through(BODIES.map((body) => [body.toString('latin1').slice(0, 60), operation(body)]))).toEqual([])
    expect((await sendRaw(at.port, bytesOf(operation('{"query":"lamp"}')))).body).toContain('"ok":true')
  })

  it('runs nothing that is no operation of the contract', async () => {
    expect(await through(OPERATIONS.map((name) => [name, operation('{"query":"lamp"}', name)]))).toEqual([])
  })

  it('serves nothing that is not in its map', async () => {
    const credentials = [
      ['Cookie', at.cookie],
      ['X-Galley-Key', at.key],
    ] as const
    const found: string[] = []
    for (const place of PLACES) {
      const address = place.replaceAll('HASH', 'c'.repeat(64)).replaceAll('PROOF', KNOWN_PROOF)
      const { status } = await sendRaw(at.port, bytesOf(get(address, credentials)))
      // Not a good token is 403, whoever asks; everything else is simply not there.
      if (status !== (address === '/open/x' ? 403 : 404)) found.push(`${address} → ${status}`)
    }
    expect(found).toEqual([])
  })

  it('answers a wrong host with 421, another site with 403, another method with 405, too much with 413', async () => {
    const status = async (request: RawRequest): Promise<number> => (await sendRaw(at.port, bytesOf(request))).status
    const good = operation('{"query":"lamp"}')
    expect(await status(withHeader(good, 'Host', 'evil.example'))).toBe(421)
    expect(await status(withHeader(good, 'Origin', 'http://evil.example'))).toBe(403)
    expect(await status(withHeader(good, 'Sec-Fetch-Site', 'same-site'))).toBe(403)
    expect(await status({ ...good, method: 'PUT' })).toBe(405)
    expect(await status(withHeader(good, 'Content-Type', 'text/plain'))).toBe(415)
    expect(await status(withHeader(good, 'Content-Length', String(MOST_WIRE_BYTES + 1)))).toBe(413)
    // No path is exempt: what does not exist is guarded alike.
    expect(await status(withHeader(get('/no/such/address'), 'Host', 'evil.example'))).toBe(421)
  })

  it('listens on 127.0.0.1 and on no other address', async () => {
    const other = await new Promise<string>((resolve) => {
      const socket = connect(at.port, '127.0.0.2')
      socket.on('connect', () => resolve('connected'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    })
    expect(other).toBe('ECONNREFUSED')
  })
})

describe('the opening address', () => {
  const tryToken = async (value: string): Promise<number> =>
    (await sendRaw(at.port, bytesOf(get(`/open/${value}`)))).status
  const told = (): string => (news.at(-1) as { address: string }).address.split('/').at(-1) as string

  it('works once; after that a new one is told, and works', async () => {
    const once = token()
    expect(await tryToken(once)).toBe(303)
    news.length = 0
    expect(await tryToken(once)).toBe(403)
    expect(news).toEqual([{ kind: 'new-address', address: expect.stringContaining(`${server.origin}/open/`) }])
    expect(await tryToken(told())).toBe(303)
  })

  it('works for a minute', async () => {
    const late = token()
    clock += 60_001
    news.length = 0
    expect(await tryToken(late)).toBe(403)
    expect(news).toHaveLength(1)
    const inTime = token()
    clock += 59_999
    expect(await tryToken(inTime)).toBe(303)
  })

  it('is replaced by the next one', async () => {
    const older = token()
    const newer = token()
    expect(await tryToken(older)).toBe(403)
    expect(await tryToken(newer)).toBe(303)
  })

  it('is replaced after ten wrong guesses', async () => {
    const waiting = token()
    news.length = 0
    for (const wrong of [
      waiting.slice(1),
      `${waiting}A`,
      waiting.toLowerCase(),
      'A',
      '-',
      'x'.repeat(43),
      'y'.repeat(200),
      '0',
      '1',
    ]) {
      expect(await tryToken(wrong)).toBe(403)
    }
    expect(news).toEqual([])
    expect(await tryToken('z'.repeat(43))).toBe(403)
    expect(news).toHaveLength(1)
    expect(await tryToken(waiting)).toBe(403)
    expect(await tryToken(told())).toBe(303)
  })

  it('from the redirect file leads on by a page of ours, so that the browser sends the cookie', async () => {
    const from = (mode: string, dest: string): RawRequest =>
      plus(
        plus(withHeader(get(`/open/${token()}`), 'Sec-Fetch-Site', 'cross-site'), 'Sec-Fetch-Mode', mode),
        'Sec-Fetch-Dest',
        dest,
      )
    const answer = await sendRaw(at.port, bytesOf(from('navigate', 'document')))
    expect(answer.status).toBe(200)
    expect(answer.head).toMatch(/Set-Cookie: galley-/)
    expect(answer.body).toContain('http-equiv="refresh" content="0;url=/"')
    expect((await sendRaw(at.port, bytesOf(from('navigate', 'iframe')))).status).toBe(403)
  })
})
