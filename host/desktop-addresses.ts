import type { EssayRef } from '../contract/host.ts'
import type { Addresses } from './ports.ts'

/** The desktop window's page. */
export const APP = 'galley://app/'
/** The text of the open essay for reading, where the window's page fails again and again. */
export const PLAIN = 'galley://app/plain'
/** A page that the shell prints, at an origin of its own; its number follows. */
export const PRINT = 'galley://print/'
/** The proof in the desktop window: a frame without scripts, which the window reads and scrolls (decision 12). */
export const PREVIEW = 'galley://app/preview/'
const PREVIEW_PATH = new URL(PREVIEW).pathname
/** The pictures of essays in the desktop window. */
export const ESSAY_PICTURES = 'galley-asset://essay/'
/** All that a page of the desktop window may load; everything else is the network or the disk. */
export const DESKTOP_SCHEMES: readonly string[] = ['galley:', 'galley-asset:', 'data:', 'blob:']

/**
 * Whether an address lies at exactly this scheme and host, and among the proofs (`PREVIEW`) or beside them as `place` does. Its `origin` cannot be asked: for own schemes it is the text
 * "null"; nor can the beginning of the address: `galley://app.evil` begins with `galley://app`.
 */
export function isAt(address: string, place: string): boolean {
  if (!URL.canParse(address)) return false
  const given = new URL(address)
  const wanted = new URL(place)
  return (
    given.protocol === wanted.protocol &&
    given.host === wanted.host &&
    given.username + given.password === '' &&
    given.pathname.startsWith(PREVIEW_PATH) === wanted.pathname.startsWith(PREVIEW_PATH)
  )
}

/** The scheme of an address with its colon, or '' for what is no address. */
export function schemeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : ''
}

/** Pictures and proofs in the desktop window. Handles stand in the path, because a host name would lose its capitals. */
export const desktopAddresses: Addresses = {
  assetBase: (essay: EssayRef) => `${ESSAY_PICTURES}${essay}/`,
  proof: (id) => `${PREVIEW}${id}`,
  // Beside the proof itself: the exported page's own policy allows pictures of its own origin and no others.
  proofAssetBase: (id) => `${PREVIEW}${id}/`,
  proofPictureSource: "'self'",
  proofFramedBy: "'self'",
}
