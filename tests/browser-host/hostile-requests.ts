import { MOST_WIRE_BYTES } from '../../contract/wire.ts'
import { bytesOf, plus, type RawRequest, withHeader, without } from './raw-request.ts'

/** The server under attack, and everything that a good request to it needs. */
export interface Target {
  readonly port: number
  readonly origin: string
  readonly cookie: string
  readonly key: string
  /** A key of another session. */
  readonly otherKey: string
  /** A fresh opening token. */
  readonly token: () => string
}

/** What is changed about a good request to make a hostile one. */
export type Change = readonly [name: string, change: (request: RawRequest, at: Target) => RawRequest | Buffer]

/** `PORT` and `ORIGIN` stand in the values for those of the target. */
const set = (name: string, values: readonly string[]): readonly Change[] =>
  values.map((value) => [
    `${name}: ${value.slice(0, 60)}`,
    (request, at) =>
      withHeader(request, name, value.replaceAll('PORT', String(at.port)).replaceAll('ORIGIN', at.origin)),
  ])

const HOSTS = [
  ...`
  evil.example localhost localhost:PORT 127.0.0.1 127.0.0.1:1 127.0.0.1:80 0.0.0.0:PORT [::1]:PORT
  [::ffff:127.0.0.1]:PORT 127.1:PORT 127.0.1:PORT 2130706433:PORT 0x7f000001:PORT 0177.0.0.1:PORT
  127.0.0.2:PORT 127.0.0.1.nip.io:PORT 7f000001.rbndr.example:PORT galley.localhost:PORT 127.0.0.1.:PORT
  127.0.0.1:PORT.evil.example user@127.0.0.1:PORT 127.0.0.1:PORT/x http://127.0.0.1:PORT 127.0.0.1:0PORT
  `
    .trim()
    .split(/\s+/),
  '127.0.0.1:PORT, evil.example',
  '',
]
const ORIGINS = [
  ...`
  http://evil.example null https://127.0.0.1:PORT http://localhost:PORT http://127.0.0.1 http://127.0.0.1:1
  http://[::1]:PORT ORIGIN.evil.example ORIGIN/ ORIGIN@evil.example http://evil.example#ORIGIN * file://
  chrome-extension://abcdefgh
  `
    .trim()
    .split(/\s+/),
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

/** What follows a path: things to take out of it, to climb with, or that another reader decodes. */
const TAILS = [
  ...`? ?x=1 # %00 %2e%2e /.. /../ /. / // ;x %0d%0aSet-Cookie:x=1 * ~ ' " <script> | $ &a = + , @ !`.split(' '),
  '\\',
  '\0',
  ' x',
  '\u00e9',
]

/** Changes that must shut every door. */
export const EVERYWHERE: readonly Change[] = [
  ['no Host', (request) => without(request, 'Host')],
  ['Host twice', (request, at) => plus(request, 'Host', `127.0.0.1:${at.port}`)],
  ['another Host first', (request) => ({ ...request, headers: [['Host', 'evil.example'], ...request.headers] })],
  ['another Host last', (request) => plus(request, 'host', 'evil.example')],
  [
    'X-Forwarded-Host to rescue a wrong one',
    (request, at) => plus(withHeader(request, 'Host', 'evil.example'), 'X-Forwarded-Host', `127.0.0.1:${at.port}`),
  ],
  ...set('Host', HOSTS),
  ...set('Origin', ORIGINS),
  ['Origin twice', (request, at) => plus(plus(without(request, 'Origin'), 'Origin', at.origin), 'Origin', at.origin)],
  [
    'a good Origin and a bad one',
    (request, at) => plus(plus(without(request, 'Origin'), 'Origin', at.origin), 'origin', 'http://evil.example'),
  ],
  ...set('Sec-Fetch-Site', SITES),
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
  ...TAILS.map(
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
/** Changes that take the session away. */
export const WITHOUT_SESSION: readonly Change[] = [
  ['no cookie', (request) => without(request, 'Cookie')],
  ['an empty cookie', (request) => withHeader(request, 'Cookie', '')],
  ['a guessed cookie', (request, at) => withHeader(request, 'Cookie', `${at.cookie.split('=')[0]}=${'A'.repeat(43)}`)],
  ['the cookie cut short', (request, at) => withHeader(request, 'Cookie', at.cookie.slice(0, -1))],
  ['the cookie and one letter', (request, at) => withHeader(request, 'Cookie', `${at.cookie}A`)],
  [
    'the cookie under another port’s name',
    (request, at) => withHeader(request, 'Cookie', at.cookie.replace(/\d+=/, '1=')),
  ],
  ['the cookie under no port’s name', (request, at) => withHeader(request, 'Cookie', at.cookie.replace(/-\d+=/, '='))],
  ['the cookie in capitals', (request, at) => withHeader(request, 'Cookie', at.cookie.toUpperCase())],
  [
    'two cookies of that name',
    (request, at) => withHeader(request, 'Cookie', `${at.cookie}; ${at.cookie.split('=')[0]}=x`),
  ],
  ['Cookie twice', (request, at) => plus(request, 'Cookie', at.cookie)],
]
/** Changes that take the key of the tab away. */
export const WITHOUT_KEY: readonly Change[] = [
  ['no key', (request) => without(request, 'X-Galley-Key')],
  ['an empty key', (request) => withHeader(request, 'X-Galley-Key', '')],
  ['a guessed key', (request) => withHeader(request, 'X-Galley-Key', 'A'.repeat(43))],
  ['the key cut short', (request, at) => withHeader(request, 'X-Galley-Key', at.key.slice(0, -1))],
  ['the key of another session', (request, at) => withHeader(request, 'X-Galley-Key', at.otherKey)],
  ['the cookie as key', (request, at) => withHeader(request, 'X-Galley-Key', at.cookie.split('=')[1] as string)],
  ['an opening token as key', (request, at) => withHeader(request, 'X-Galley-Key', at.token())],
  ['the key twice', (request, at) => plus(request, 'X-Galley-Key', at.key)],
]
/** Changes that make of a request what a form or another program would send. */
export const NOT_JSON: readonly Change[] = [
  ['no origin', (request) => without(request, 'Origin')],
  ['no length', (request) => without(request, 'Content-Length')],
  ['no type', (request) => without(request, 'Content-Type')],
  ...set('Content-Type', [
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
/** What a sandboxed picture's request may not turn into, although its door takes no at.cookie. */
export const AS_FROM_ELSEWHERE: readonly Change[] = [
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
export const BODIES: readonly (string | Buffer)[] = [
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
/** Names that are no operation, some of them members of the host. */
export const OPERATIONS = [
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
  'answerClosing',
  'onCommand',
  'dispatch',
]
/** Addresses at which nothing stands. `HASH` and `PROOF` are filled in. */
export const PLACES = [
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
