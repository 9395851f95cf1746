import type { GalleyHost } from '../host/create-host.ts'
import type { StaticFile } from '../host/static-files.ts'
import type { EventStreams } from './event-streams.ts'
import type { Keyring } from './keyring.ts'

/** What the person at the terminal should hear. */
export type ServerNews =
  /** the opening address was spoilt or too old; this one works now */
  | { readonly kind: 'new-address'; readonly address: string }
  /** a browser opened a session; so many are open now */
  | { readonly kind: 'signed-in'; readonly sessions: number }

/** One running server, as its routes see it. */
export interface Site {
  /** `http://127.0.0.1:41234` */
  readonly origin: string
  /** Cookies know no ports, so each port has a cookie of its own name. */
  readonly cookieName: string
  readonly host: GalleyHost
  readonly keyring: Keyring
  readonly streams: EventStreams
  /** The built window, by address. */
  readonly files: ReadonlyMap<string, StaticFile>
  /** A fresh opening address. */
  readonly openingAddress: () => string
  readonly tell: (news: ServerNews) => void
  readonly log: (line: string) => void
}
