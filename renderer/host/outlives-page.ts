/** Browsers let requests outlive their page up to 64 KiB of bodies together; a little is left for a second one. */
const MOST_KEPT_ALIVE = 60_000

/**
 * Whether a request with this body may outlive the page that sends it (`keepalive`). Browsers count the bytes sent, not the
 * letters, and refuse the request outright where they are too many.
 */
export function outlivesPage(body: string): boolean {
  return body.length <= MOST_KEPT_ALIVE && new TextEncoder().encode(body).length <= MOST_KEPT_ALIVE
}
