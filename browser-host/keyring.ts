import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long an opening address works, in milliseconds. */
const TOKEN_LIFE = 60_000
/** Wrong tokens after which the right one is replaced. */
const MOST_BAD_TOKENS = 10
const MOST_SESSIONS = 16
const MOST_KEYS = 64
const MOST_SPENT = 64

type Digest = Buffer
interface Session {
  readonly cookie: Digest
  readonly keys: Digest[]
}

/**
 * The secrets of one running server, each 256 bits, kept as SHA-256 only and compared in constant time: one opening token
 * (used once, within a minute), the sessions that it opened (a cookie each), and the keys of their tabs. All die with it.
 */
export class Keyring {
  readonly #now: () => number
  #token: { readonly digest: Digest; readonly until: number } | null = null
  #badTokens = 0
  readonly #spent: Digest[] = []
  readonly #sessions: Session[] = []

  /** `now` gives milliseconds; tests hand in their own clock. */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** A new opening token, base64url of 43 characters. The one before it no longer works. */
  newToken(): string {
    this.#retire()
    const token = secret()
    this.#token = { digest: digest(token), until: this.#now() + TOKEN_LIFE }
    this.#badTokens = 0
    return token
  }

  /**
   * Spends an opening token. `good`: it was the one; `stale`: it was good once, and no other is waiting, so a new one should
   * be offered; `replace`: the tenth wrong one while one is waiting, which must now be replaced; `bad`: anything else.
   */
  spend(token: string): 'good' | 'stale' | 'replace' | 'bad' {
    const given = digest(token)
    const current = this.#token
    if (current && this.#now() > current.until) this.#retire()
    if (this.#token && timingSafeEqual(given, this.#token.digest)) {
      this.#retire()
      return 'good'
    }
    if (!this.#token && holds(this.#spent, given)) return 'stale'
    this.#badTokens++
    return this.#token && this.#badTokens >= MOST_BAD_TOKENS ? 'replace' : 'bad'
  }

  /** Opens a session and gives the value of its cookie. The oldest session ends when there are too many. */
  openSession(): string {
    const cookie = secret()
    this.#sessions.push({ cookie: digest(cookie), keys: [] })
    if (this.#sessions.length > MOST_SESSIONS) this.#sessions.shift()
    return cookie
  }

  /** How many sessions are open. */
  get sessions(): number {
    return this.#sessions.length
  }

  /** Whether this is the cookie of an open session. */
  hasSession(cookie: string | undefined): boolean {
    return this.#session(cookie) !== undefined
  }

  /** A key for one more tab of a session, or undefined where there is no such session. The oldest key ends when there are too many. */
  newKey(cookie: string | undefined): string | undefined {
    const session = this.#session(cookie)
    if (!session) return undefined
    const key = secret()
    session.keys.push(digest(key))
    if (session.keys.length > MOST_KEYS) session.keys.shift()
    return key
  }

  /** Whether this key belongs to a tab of this very session. */
  hasKey(cookie: string | undefined, key: string | undefined): boolean {
    const session = this.#session(cookie)
    return session !== undefined && key !== undefined && holds(session.keys, digest(key))
  }

  #session(cookie: string | undefined): Session | undefined {
    if (cookie === undefined) return undefined
    const given = digest(cookie)
    return this.#sessions.filter((session) => timingSafeEqual(session.cookie, given))[0]
  }

  #retire(): void {
    if (!this.#token) return
    this.#spent.push(this.#token.digest)
    if (this.#spent.length > MOST_SPENT) this.#spent.shift()
    this.#token = null
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function digest(value: string): Digest {
  return createHash('sha256').update(value).digest()
}

/** Compares with every one, so that the time says nothing about the place. */
function holds(digests: readonly Digest[], given: Digest): boolean {
  return digests.filter((one) => timingSafeEqual(one, given)).length > 0
}
