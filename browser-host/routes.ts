import type { IncomingMessage } from 'node:http'
import { dispatch } from '../contract/dispatch.ts'
import { decodeWire, encodeWire } from '../contract/wire.ts'
import { fail, type Result } from '../core/result.ts'
import type { ServedPicture } from '../host/create-host.ts'
import { windowPolicy } from '../host/window-policy.ts'
import { type Answer, jsonAnswer, pageAnswer, refusal } from './answer.ts'
import type { Admission } from './gate.ts'
import { PERMISSIONS } from './headers.ts'
import type { Site } from './site.ts'

/** A request that the gate let in. */
type Admitted = Extract<Admission, { admitted: true }>

const HASH = /^[0-9a-f]{64}$/

/**
 * The answer to a request that the gate let in. Without a session there are two doors only: an opening address, and the
 * pictures of a proof; both carry their secret in the path.
 */
export async function route(site: Site, asked: Admitted, request: IncomingMessage): Promise<Answer> {
  const [, room = '', first = '', second = '', ...more] = asked.path.split('/')
  const depth = second === '' ? (first === '' ? 1 : 2) : 3 + more.length
  const post = request.method === 'POST'
  if (room === 'open' && depth === 2 && !post) return open(site, asked, first)
  if (room === 'preview' && depth === 3 && !post && HASH.test(first) && HASH.test(second)) {
    return picture(await site.host.proofPicture(first, second), 'cross-origin')
  }

  const cookie = sessionCookie(site, asked)
  if (!site.keyring.hasSession(cookie)) {
    const next = 'Open the address that Galley printed in its terminal. Nobody else can open it.'
    return pageAnswer(403, 'This browser is not signed in to Galley', next)
  }
  if (asked.path === '/tab' && post) {
    // Says nothing, but an unread body would keep the connection from counting as idle.
    request.resume()
    return jsonAnswer(200, JSON.stringify({ key: site.keyring.newKey(cookie) }))
  }
  if (room === 'api' || asked.path === '/events') {
    if (!site.keyring.hasKey(cookie, asked.header('x-galley-key'))) return refusal(403, 'no key of this tab')
    if (room === 'api' && depth === 2 && post) return operate(site, first, request)
    if (asked.path === '/events' && !post) return listen(site)
  }
  if (post) return refusal(404, 'no such address')
  if (room === 'asset' && depth === 3 && HASH.test(second))
    return picture(await site.host.pictureBytes(first, second), 'same-origin')
  if (room === 'preview' && depth === 2 && HASH.test(first)) return proof(site, first)
  return file(site, asked.path)
}

function open(site: Site, asked: Admitted, token: string): Answer {
  const spent = site.keyring.spend(token)
  if (spent !== 'good') {
    if (spent !== 'bad') site.tell({ kind: 'new-address', address: site.openingAddress() })
    const why = 'Each address works once, within a minute. A new one stands in the terminal in which Galley runs.'
    return pageAnswer(403, 'This address no longer opens Galley', why)
  }
  // A browser that is signed in stays so: a new session would put its other tabs out.
  const cookie = site.keyring.hasSession(sessionCookie(site, asked))
    ? undefined
    : `${site.cookieName}=${site.keyring.openSession()}; HttpOnly; SameSite=Strict; Path=/`
  site.tell({ kind: 'signed-in', sessions: site.keyring.sessions })
  // From the redirect file, a redirect of ours would still count as that file's, and the browser would keep the cookie back.
  const answer =
    asked.header('sec-fetch-site') === 'cross-site'
      ? pageAnswer(200, 'Galley', 'One moment.', '/')
      : { status: 303, headers: { Location: '/' }, body: '' }
  return cookie === undefined ? answer : { ...answer, headers: { ...answer.headers, 'Set-Cookie': cookie } }
}

async function operate(site: Site, name: string, request: IncomingMessage): Promise<Answer> {
  const pieces: Buffer[] = []
  // The gate has checked the declared length, and Node's parser reads no byte beyond it.
  for await (const piece of request) pieces.push(piece as Buffer)
  let input: unknown
  try {
    input = decodeWire(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces)))
  } catch (error) {
    const problem = fail('bad-input', `${name}: ${(error as Error).message}`, { safe: 'Nothing was changed.' })
    return jsonAnswer(400, encodeWire(problem))
  }
  const result = await dispatch(site.host, name, input, (bug) =>
    site.log(`defect in ${name}: ${bug instanceof Error ? bug.stack : String(bug)}`),
  )
  return jsonAnswer(200, encodeWire(result))
}

function listen(site: Site): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: '',
    stream: (response) => site.streams.add(response),
  }
}

/** `sharing` is `cross-origin` for a proof's pictures: its sandboxed page is of no origin, and the id is the permission. */
function picture(found: Result<ServedPicture>, sharing: 'same-origin' | 'cross-origin'): Answer {
  if (!found.ok) return refusal(404, 'no such picture')
  const { bytes, headers } = found.value
  return { status: 200, headers: { ...headers, 'Cross-Origin-Resource-Policy': sharing }, body: bytes }
}

function proof(site: Site, id: string): Answer {
  const found = site.host.proofPage(id)
  if (!found.ok) return pageAnswer(404, 'This proof is gone', 'Galley made a newer one. Go back to the essay.')
  return { status: 200, headers: found.value.headers, body: found.value.html }
}

function file(site: Site, path: string): Answer {
  const found = site.files.get(path)
  if (!found) return refusal(404, 'no such address')
  const policies = {
    'Content-Security-Policy': windowPolicy('', `${site.origin}/preview/`),
    'Permissions-Policy': PERMISSIONS,
  }
  const page = found.type.startsWith('text/html')
  return { status: 200, headers: { 'Content-Type': found.type, ...(page ? policies : {}) }, body: found.bytes }
}

function sessionCookie(site: Site, asked: Admitted): string | undefined {
  const wanted = `${site.cookieName}=`
  const found = (asked.header('cookie') ?? '').split('; ').filter((pair) => pair.startsWith(wanted))
  return found.length === 1 ? found[0]?.slice(wanted.length) : undefined
}
