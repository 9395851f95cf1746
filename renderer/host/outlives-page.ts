/** Browsers let requests outlive their page up to 64 KiB of bodies together; a little is left for a second one. */
const MOST_KEPT_ALIVE = 60_000

/**
 * Whether a request with this body may outlive the page that sends it (`keepalive`). Browsers count the bytes sent, not the
 * letters, and refuse the request outright where they are too many.
 */
export function outlivesPage(body: string): boolean {
  return body.length <= MOST_KEPT_ALIVE && new TextEncoder().encode(body).length <= MOST_KEPT_ALIVE
}

let keptAlive = 0

/**
 * Takes the room for one request that outlives the page; null where the requests under way leave too little of it, because the browser would then refuse
 * the request. `end` gives the room back when the request has ended.
 */
export function leaseToOutlive(body: string): { end(): void } | null {
  if (!outlivesPage(body)) return null
  const bytes = new TextEncoder().encode(body).length
  if (keptAlive + bytes > MOST_KEPT_ALIVE) return null
  keptAlive += bytes
  return {
    end: () => {
      keptAlive -= bytes
    },
  }
}
