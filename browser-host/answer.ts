import type { ServerResponse } from 'node:http'
import { BASE_HEADERS } from './headers.ts'
import { PLAIN_PAGE_POLICY, plainPage } from './plain-page.ts'

/** What a route answers. */
export interface Answer {
  readonly status: number
  /** Beside, or instead of, those of `BASE_HEADERS`. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** Takes the connection over once head and body are sent; it then stays open. */
  readonly stream?: (response: ServerResponse) => void
}

/** A refusal in a few words. The connection ends with it, so that nothing more is read from whoever asked. */
export function refusal(status: number, why: string): Answer {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' }, body: `${why}\n` }
}

/** JSON text. */
export function jsonAnswer(status: number, text: string): Answer {
  return { status, headers: { 'Content-Type': 'application/json' }, body: text }
}

/** A page of a few words for a person. `goTo` makes it move on by itself. */
export function pageAnswer(status: number, title: string, sentence: string, goTo?: string): Answer {
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PLAIN_PAGE_POLICY },
    body: plainPage(title, sentence, goTo),
  }
}

/** Sends an answer. */
export function send(response: ServerResponse, { status, headers, body, stream }: Answer): void {
  for (const [name, value] of Object.entries(BASE_HEADERS)) response.setHeader(name, value)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.statusCode = status
  if (stream) {
    response.write(body)
    stream(response)
    return
  }
  const bytes = Buffer.from(body)
  response.setHeader('Content-Length', bytes.length)
  response.end(bytes)
}
