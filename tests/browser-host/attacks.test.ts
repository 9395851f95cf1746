import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LoopbackServer, startServer } from '../../browser-host/server.ts'
import type { ServerNews } from '../../browser-host/site.ts'
import { MOST_WIRE_BYTES } from '../../contract/wire.ts'
import { bytesOf, type RawAnswer, type RawRequest, sendRaw } from './raw-request.ts'
import { KNOWN_ESSAY, KNOWN_HASH, KNOWN_PROOF, type RecordingHost, recordingHost } from './recording-host.ts'

/** A request that must be let in, and what is changed about it to make a hostile one. */
interface Door {
  readonly name: string
  readonly request: () => RawRequest
  /** Which credentials it needs. */
  readonly cookie: boolean
  readonly key: boolean
}
type Change = readonly [name: string, change: (request: RawRequest) => RawRequest | Buffer]

let server: LoopbackServer
let host: RecordingHost
let port = 0
let cookie = ''
let key = ''
let otherKey = ''
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
  port = Number(new URL(server.origin).port)
  ;({ cookie, key } = await signIn())
  otherKey = (await signIn()).key
})
afterAll(() => server.close())

function token(): string {
  return server.openingAddress().split('/').at(-1) as string
}

async function signIn(): Promise<{ cookie: string; key: string }> {
  const opened = await sendRaw(port, bytesOf(get(`/open/${token()}`)))
  expect(opened.status).toBe(303)
  const given = /\r\nSet-Cookie: (galley-\d+=[\w-]{43}); HttpOnly; SameSite=Strict; Path=\/\r\n/.exec(opened.head)
  const fresh = given?.[1] ?? ''
  const answer = await sendRaw(port, bytesOf(post('/tab', '{}', [['Cookie', fresh]])))
  return { cookie: fresh, key: (JSON.parse(answer.body) as { key: string }).key }
}

function get(target: string, more: readonly (readonly [string, string])[] = []): RawRequest {
  const headers = [
    ['Host', `127.0.0.1:${port}`],
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
  { name: 'page', cookie: true, key: false, request: () => get('/', [['Cookie', cookie]]) },
  { name: 'file', cookie: true, key: false, request: () => get('/assets/main.js', [['Cookie', cookie]]) },
  {
    name: 'picture',
    cookie: true,
    key: false,
    request: () => get(`/asset/${KNOWN_ESSAY}/${KNOWN_HASH}`, [['Cookie', cookie]]),
  },
  { name: 'proof', cookie: true, key: false, request: () => get(`/preview/${KNOWN_PROOF}`, [['Cookie', cookie]]) },
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
  { name: 'tab', cookie: true, key: false, request: () => post('/tab', '{}', [['Cookie', cookie]]) },
  {
    name: 'events',
    cookie: true,
    key: true,
    request: () =>
      get('/events', [
        ['Cookie', cookie],
        ['X-Galley-Key', key],
      ]),
  },
  {
    name: 'operation',
    cookie: true,
    key: true,
    request: () =>
      post('/api/searchEssays', '{"query":"lamp"}', [
        ['Cookie', cookie],
        ['X-Galley-Key', key],
      ]),
  },
]

/** With a header taken out, replaced or added. */
const without = (request: RawRequest, name: string): RawRequest => ({
  ...request,
  headers: request.headers.filter(([own]) => own.toLowerCase() !== name.toLowerCase()),
})
const withHeader = (request: RawRequest, name: string, value: string): RawRequest => ({
  ...without(request, name),
  headers: [...without(request, name).headers, [name, value]],
})
const plus = (request: RawRequest, name: string, value: string): RawRequest => ({
  ...request,
  headers: [...request.headers, [name, value]],
})
const set = (name: string, values: () => readonly string[]): readonly Change[] =>
  values().map((value) => [`${name}: ${value.slice(0, 60)}`, (request) => withHeader(request, name, fill(value))])
/** `PORT` and `ORIGIN` in the tables, which are written before the server runs. */
const fill = (text: string): string => text.replaceAll('PORT', String(port)).replaceAll('ORIGIN', server.origin)

const HOSTS = [
  'evil.example',
  'localhost',
  'localhost:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1:80',
  '0.0.0.0:PORT',
  '[::1]:PORT',
  '[::ffff:127.0.0.1]:PORT',
  '127.1:PORT',
  '127.0.1:PORT',
  '2130706433:PORT',
  '0x7f000001:PORT',
  '0177.0.0.1:PORT',
  '127.0.0.2:PORT',
  '127.0.0.1.nip.io:PORT',
  '7f000001.rbndr.example:PORT',
  'galley.localhost:PORT',
  '127.0.0.1.:PORT',
  '127.0.0.1:PORT.evil.example',
  'user@127.0.0.1:PORT',
  '127.0.0.1:PORT, evil.example',
  '127.0.0.1:PORT/x',
  'http://127.0.0.1:PORT',
  '127.0.0.1:0PORT',
  '',
]
const ORIGINS = [
  'http://evil.example',
  'null',
  'https://127.0.0.1:PORT',
  'http://localhost:PORT',
  'http://127.0.0.1',
  'http://127.0.0.1:1',
  'http://[::1]:PORT',
  'ORIGIN.evil.example',
  'ORIGIN/',
  'ORIGIN@evil.example',
  'http://evil.example#ORIGIN',
  '*',
  'file://',
  'chrome-extension://abcdefgh',
  'ORIGIN, ORIGIN',
  'ORIGIN http://evil.example',
]
const SITES = ['cross-site', 'same-site', 'Same-Origin', 'none, cross-site', '?1', '']
const METHODS = [
  'HEAD',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'PURGE',
  'QUERY',
  'get',
  'G ET',
]

/** Changes that must shut every door. */
const EVERYWHERE: readonly Change[] = [
  ['no Host', (request) => without(request, 'Host')],
  ['Host twice', (request) => plus(request, 'Host', fill('127.0.0.1:PORT'))],
  ['another Host first', (request) => ({ ...request, headers: [['Host', 'evil.example'], ...request.headers] })],
  ['another Host last', (request) => plus(request, 'host', 'evil.example')],
  [
    'X-Forwarded-Host to rescue a wrong one',
    (request) => plus(withHeader(request, 'Host', 'evil.example'), 'X-Forwarded-Host', fill('127.0.0.1:PORT')),
  ],
  ...set('Host', () => HOSTS),
  ...set('Origin', () => ORIGINS),
  [
    'Origin twice',
    (request) => plus(plus(without(request, 'Origin'), 'Origin', server.origin), 'Origin', server.origin),
  ],
  [
    'a good Origin and a bad one',
    (request) => plus(plus(without(request, 'Origin'), 'Origin', server.origin), 'origin', 'http://evil.example'),
  ],
  ...set('Sec-Fetch-Site', () => SITES),
  ['Sec-Fetch-Site twice', (request) => plus(request, 'Sec-Fetch-Site', 'same-origin')],
  [
    'form post of another site',
    (request) => withHeader(withHeader(request, 'Sec-Fetch-Site', 'cross-site'), 'Origin', 'http://evil.example'),
  ],
  ...METHODS.map((method): Change => [`method ${method}`, (request) => ({ ...request, method })]),
  [
    'preflight',
    (request) =>
      plus(
        plus({ ...request, method: 'OPTIONS' }, 'Access-Control-Request-Method', 'POST'),
        'Access-Control-Request-Private-Network',
        'true',
      ),
  ],
  [
    'POST that says it is a GET',
    (request) =>
      plus({ ...request, method: request.method === 'GET' ? 'POST' : 'GET' }, 'X-HTTP-Method-Override', request.method),
  ],
  ['HTTP/1.0', (request) => ({ ...request, version: 'HTTP/1.0' })],
  ['HTTP/2.0', (request) => ({ ...request, version: 'HTTP/2.0' })],
  ['HTTP/0.9', (request) => ({ ...request, version: '' })],
  [
    'WebSocket',
    (request) =>
      plus(
        plus(withHeader(request, 'Connection', 'Upgrade'), 'Upgrade', 'websocket'),
        'Sec-WebSocket-Key',
        'dGhlIHNhbXBsZSBub25jZQ==',
      ),
  ],
  ['h2c', (request) => plus(withHeader(request, 'Connection', 'Upgrade, HTTP2-Settings'), 'Upgrade', 'h2c')],
  ['Upgrade without Connection', (request) => plus(request, 'Upgrade', 'websocket')],
  ['a head of 9 KB', (request) => plus(request, 'X-Long', 'a'.repeat(9_000))],
  ['a target of 9 KB', (request) => ({ ...request, target: `${request.target}${'a'.repeat(9_000)}` })],
  [
    'chunked',
    (request) => ({
      ...plus(without(request, 'Content-Length'), 'Transfer-Encoding', 'chunked'),
      body: '2\r\n{}\r\n0\r\n\r\n',
    }),
  ],
  [
    'chunked and a length',
    (request) => ({
      ...plus(withHeader(request, 'Content-Length', '2'), 'Transfer-Encoding', 'chunked'),
      body: '0\r\n\r\n',
    }),
  ],
  ['two lengths', (request) => plus(withHeader(request, 'Content-Length', '2'), 'Content-Length', '3')],
  ['a negative length', (request) => withHeader(request, 'Content-Length', '-1')],
  ['a length that is none', (request) => withHeader(request, 'Content-Length', '0x2')],
  ['a length beyond the limit', (request) => withHeader(request, 'Content-Length', String(MOST_WIRE_BYTES + 1))],
  ['a length beyond all numbers', (request) => withHeader(request, 'Content-Length', '99999999999999999999')],
  [
    'a space before the colon',
    (request) => Buffer.from(bytesOf(request).toString('latin1').replace('Host:', 'Host :'), 'latin1'),
  ],
  [
    'a folded header',
    (request) => Buffer.from(bytesOf(request).toString('latin1').replace('Host: ', 'Host:\r\n '), 'latin1'),
  ],
  ['NUL in a header', (request) => plus(request, 'X-Nul', 'a\0b')],
  ['a lone line feed in a header', (request) => plus(request, 'X-Lf', 'a\nHost: evil.example')],
  ...[
    '?',
    '?x=1',
    '#',
    '%00',
    '%2e%2e',
    '/..',
    '/../',
    '/.',
    '/',
    '//',
    ';x',
    '\\',
    '\0',
    ' x',
    '\u00e9',
    '%0d%0aSet-Cookie:x=1',
    '*',
    '~',
    "'",
    '"',
    '<script>',
    '|',
    '$',
    '&a',
    '=',
    '+',
    ',',
    '@',
    '!',
  ].map(
    (tail): Change => [
      `target ending in ${JSON.stringify(tail)}`,
      (request) => ({ ...request, target: request.target + tail }),
    ],
  ),
  ...[
    '/..',
    '/%2e%2e',
    '//evil.example',
    '/./',
    '/x/../',
    '\\',
    'http://evil.example',
    'file:///etc/passwd',
    'x:',
    '',
  ].map(
    (start): Change => [
      `target beginning with ${JSON.stringify(start)}`,
      (request) => ({ ...request, target: `${start}${start === '' ? request.target.slice(1) : request.target}` }),
    ],
  ),
]
const WITHOUT_SESSION: readonly Change[] = [
  ['no cookie', (request) => without(request, 'Cookie')],
  ['an empty cookie', (request) => withHeader(request, 'Cookie', '')],
  ['a guessed cookie', (request) => withHeader(request, 'Cookie', `${cookie.split('=')[0]}=${'A'.repeat(43)}`)],
  ['the cookie cut short', (request) => withHeader(request, 'Cookie', cookie.slice(0, -1))],
  ['the cookie and one letter', (request) => withHeader(request, 'Cookie', `${cookie}A`)],
  ['the cookie under another port’s name', (request) => withHeader(request, 'Cookie', cookie.replace(/\d+=/, '1='))],
  ['the cookie under no port’s name', (request) => withHeader(request, 'Cookie', cookie.replace(/-\d+=/, '='))],
  ['the cookie in capitals', (request) => withHeader(request, 'Cookie', cookie.toUpperCase())],
  ['two cookies of that name', (request) => withHeader(request, 'Cookie', `${cookie}; ${cookie.split('=')[0]}=x`)],
  ['Cookie twice', (request) => plus(request, 'Cookie', cookie)],
]
const WITHOUT_KEY: readonly Change[] = [
  ['no key', (request) => without(request, 'X-Galley-Key')],
  ['an empty key', (request) => withHeader(request, 'X-Galley-Key', '')],
  ['a guessed key', (request) => withHeader(request, 'X-Galley-Key', 'A'.repeat(43))],
  ['the key cut short', (request) => withHeader(request, 'X-Galley-Key', key.slice(0, -1))],
  ['the key of another session', (request) => withHeader(request, 'X-Galley-Key', otherKey)],
  ['the cookie as key', (request) => withHeader(request, 'X-Galley-Key', cookie.split('=')[1] as string)],
  ['an opening token as key', (request) => withHeader(request, 'X-Galley-Key', token())],
  ['the key twice', (request) => plus(request, 'X-Galley-Key', key)],
]
const NOT_JSON: readonly Change[] = [
  ['no origin', (request) => without(request, 'Origin')],
  ['no length', (request) => without(request, 'Content-Length')],
  ['no type', (request) => without(request, 'Content-Type')],
  ...set('Content-Type', () => [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/jsonp',
    'text/json',
    'application/json, text/plain',
    'application/json;',
    '',
  ]),
  ['the type twice', (request) => plus(request, 'Content-Type', 'text/plain')],
]
/** What a sandboxed picture's request may not turn into, although its door takes no cookie. */
const AS_FROM_ELSEWHERE: readonly Change[] = [
  ['navigate', 'document'],
  ['navigate', 'iframe'],
  ['cors', 'empty'],
  ['no-cors', 'script'],
  ['no-cors', 'style'],
  ['no-cors', 'empty'],
  ['websocket', 'websocket'],
].map(
  ([mode, dest]): Change => [
    `cross-site ${mode} ${dest}`,
    (request) =>
      withHeader(
        withHeader(withHeader(request, 'Sec-Fetch-Site', 'cross-site'), 'Sec-Fetch-Mode', mode as string),
        'Sec-Fetch-Dest',
        dest as string,
      ),
  ],
)

/** Requests that are what they are at one place only. `searchEssays` is the operation whose shape they break. */
const BODIES: readonly (string | Buffer)[] = [
  '',
  '{',
  'null',
  '[]',
  '""',
  '1',
  '{"query":1}',
  '{"query":null}',
  '{"query":["lamp"]}',
  '{"query":{"$bytes":"AAAA"}}',
  '{}',
  '{"query":"lamp","more":1}',
  '{"QUERY":"lamp"}',
  '{"query":"lamp","__proto__":{"admin":true}}',
  '{"__proto__":{"query":"lamp"}}',
  '{"query":"lamp","constructor":{}}',
  '{"query":"lamp"}{"query":"lamp"}',
  '{"$query":"lamp"}',
  '{"query":{"$bytes":"!"}}',
  `{"query":"${'a'.repeat(501)}"}`,
  '{"query":1e999}',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `{"query":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
  Buffer.from(`{"query":"\xff"}`, 'latin1'),
  Buffer.from('{"query":"lamp"}', 'utf16le'),
]
const OPERATIONS = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'prepare',
  'close',
  'pathOfRef',
  'refOfPath',
  'pictureBytes',
  'proofPage',
  'proofPicture',
  'calls',
  'searchessays',
  'SearchEssays',
  'searchEssays.json',
  'readyToClose',
  'onCommand',
  'dispatch',
]
const PLACES = [
  '/asset/e1',
  '/asset/e2/HASH',
  '/asset/e1/HASHa',
  '/asset/e1/HASH/x',
  '/asset/e1/b',
  '/asset/HASH/e1',
  '/preview/HASH',
  '/preview/PROOF/x',
  '/preview/PROOF/HASH/x',
  '/preview',
  '/preview/x',
  '/preview/PROOFa',
  '/assets/main.js.map',
  '/assets',
  '/assets/main',
  '/ASSETS/main.js',
  '/index',
  '/api',
  '/api/searchEssays',
  '/api/searchEssays/x',
  '/open',
  '/open/x',
  '/tab',
  '/package.json',
  '/.git/config',
  '/.env',
  '/etc/passwd',
  '/dist/renderer/index.html',
  '/main.ts',
  '/robots.txt',
  '/json/version',
  '/events/x',
  '/sessions',
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
    const answer = await sendRaw(port, Buffer.isBuffer(request) ? request : bytesOf(request))
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
      ['Cookie', cookie],
      ['X-Galley-Key', key],
    ]),
    'Content-Length',
    String(Buffer.byteLength(body)),
  ),
  body,
})

describe('the loopback server under attack', () => {
  it.each(DOORS)('opens the door "$name" for a good request', async (door) => {
    const answer = await sendRaw(port, bytesOf(door.request()))
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
      const attacks = changesFor(door).map(([name, change]) => [name, change(door.request())] as const)
      expect(attacks.length).toBeGreaterThan(130)
      expect(await through(attacks)).toEqual([])
      const stillGood = await sendRaw(port, bytesOf(door.request()))
      expect(stillGood.status).toBeLessThan(400)
    },
    60_000,
  )

  it('refuses a body that is not the agreed one, before the host hears of it', async () => {
    expect(await through(BODIES.map((body) => [body.toString('latin1').slice(0, 60), operation(body)]))).toEqual([])
    expect((await sendRaw(port, bytesOf(operation('{"query":"lamp"}')))).body).toContain('"ok":true')
  })

  it('runs nothing that is no operation of the contract', async () => {
    expect(await through(OPERATIONS.map((name) => [name, operation('{"query":"lamp"}', name)]))).toEqual([])
  })

  it('serves nothing that is not in its map', async () => {
    const filled = PLACES.map((place) => place.replaceAll('HASH', 'c'.repeat(64)).replaceAll('PROOF', KNOWN_PROOF))
    const answers = await Promise.all(
      filled.map((place) =>
        sendRaw(
          port,
          bytesOf(
            get(place, [
              ['Cookie', cookie],
              ['X-Galley-Key', key],
            ]),
          ),
        ),
      ),
    )
    expect(filled.filter((_, index) => (answers[index]?.status ?? 0) < 400)).toEqual([])
  })

  it('answers a wrong host with 421, another site with 403, another method with 405, too much with 413', async () => {
    const status = async (request: RawRequest): Promise<number> => (await sendRaw(port, bytesOf(request))).status
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
      const socket = connect(port, '127.0.0.2')
      socket.on('connect', () => resolve('connected'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    })
    expect(other).toBe('ECONNREFUSED')
  })
})

describe('the opening address', () => {
  const tryToken = async (value: string): Promise<number> =>
    (await sendRaw(port, bytesOf(get(`/open/${value}`)))).status
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
    const answer = await sendRaw(port, bytesOf(from('navigate', 'document')))
    expect(answer.status).toBe(200)
    expect(answer.head).toMatch(/Set-Cookie: galley-/)
    expect(answer.body).toContain('http-equiv="refresh" content="0;url=/"')
    expect((await sendRaw(port, bytesOf(from('navigate', 'iframe')))).status).toBe(403)
  })
})
