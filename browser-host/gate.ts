import { MOST_WIRE_BYTES } from '../contract/wire.ts'

/** Most bytes of a request's head. */
export const MOST_HEAD = 8 * 1024

/** The head of a request as it came over the socket. */
export interface RequestHead {
  readonly method: string
  /** The request target, undecoded. */
  readonly target: string
  readonly httpVersion: string
  /** Names and values in turn, nothing merged or dropped, as Node's `rawHeaders`. */
  readonly rawHeaders: readonly string[]
}

/** What the gate decided: go on to the routes, or answer with a status and nothing else. */
export type Admission =
  | { readonly admitted: true; readonly path: string; readonly header: (name: string) => string | undefined }
  | { readonly admitted: false; readonly status: number; readonly why: string }

/** Each of these decides something; twice in one request means that two readers may disagree about it. */
const SINGLE = [
  'host',
  'origin',
  'cookie',
  'content-type',
  'content-length',
  'transfer-encoding',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'x-galley-key',
]
const TARGET = /^\/([A-Za-z0-9._/-]{0,400}[A-Za-z0-9._-])?$/
const OPENING = /^\/open\/[A-Za-z0-9_-]+$/
const PROOF_PICTURE = /^\/preview\/[0-9a-f]{64}\/[0-9a-f]{64}$/

/**
 * Judges a request before any route sees it (safety.md section 9): one exact Host against DNS rebinding, Origin and
 * Sec-Fetch-Site against other sites, a narrow alphabet for paths, JSON with a declared length for whatever changes state.
 * `host` is the only authority that this server answers to, e.g. `127.0.0.1:41234`.
 */
export function admit(head: RequestHead, host: string): Admission {
  const headers = new Map<string, string>()
  const repeated = new Set<string>()
  for (let index = 0; index + 1 < head.rawHeaders.length; index += 2) {
    const name = (head.rawHeaders[index] as string).toLowerCase()
    if (headers.has(name)) repeated.add(name)
    else headers.set(name, head.rawHeaders[index + 1] as string)
  }
  const refuse = (status: number, why: string): Admission => ({ admitted: false, status, why })

  if (head.httpVersion !== '1.1') return refuse(505, 'HTTP/1.1 only')
  if (headers.get('host') !== host || repeated.has('host')) return refuse(421, 'another host was meant')
  for (const name of SINGLE) if (repeated.has(name)) return refuse(400, `${name} came twice`)
  if (head.method !== 'GET' && head.method !== 'POST') return refuse(405, 'GET and POST only')
  if (!TARGET.test(head.target) || head.target.includes('..') || head.target.includes('//'))
    return refuse(400, 'no such address')
  if (headers.has('upgrade')) return refuse(400, 'no upgrades')

  if (!fromOurPage(head, headers, host)) return refuse(403, 'another site')

  if (headers.has('transfer-encoding')) return refuse(411, 'a body needs its length')
  const length = headers.get('content-length')
  if (head.method === 'GET') {
    if (length !== undefined && length !== '0') return refuse(400, 'a GET has no body')
  } else {
    if (!headers.has('origin')) return refuse(403, 'no origin')
    if (!/^application\/json(; ?charset=utf-8)?$/i.test(headers.get('content-type') ?? ''))
      return refuse(415, 'JSON only')
    if (length === undefined || !/^\d{1,10}$/.test(length)) return refuse(411, 'a body needs its length')
    if (Number(length) > MOST_WIRE_BYTES) return refuse(413, `more than ${MOST_WIRE_BYTES} bytes`)
  }
  return { admitted: true, path: head.target, header: (name) => headers.get(name) }
}

/**
 * Whether Origin and Sec-Fetch-Site say that the request comes from our own page or from the person. Two exceptions, each a
 * secret of 256 bits in its path: the first navigation from the redirect file, and the pictures of a proof, whose sandboxed
 * frame is of no origin. A client without these headers is no browser that shows our pages; cookie and key decide.
 */
function fromOurPage(head: RequestHead, headers: ReadonlyMap<string, string>, host: string): boolean {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const mode = headers.get('sec-fetch-mode')
  const dest = headers.get('sec-fetch-dest')
  if (head.method === 'GET' && site === 'cross-site') {
    if (OPENING.test(head.target)) return origin === undefined && mode === 'navigate' && dest === 'document'
    if (PROOF_PICTURE.test(head.target)) return (origin ?? 'null') === 'null' && mode === 'no-cors' && dest === 'image'
  }
  const ours = origin === undefined || origin === `http://${host}`
  return ours && (site === undefined || site === 'same-origin' || site === 'none')
}
