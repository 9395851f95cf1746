import type { EssayRef } from '../contract/host.ts'
import { APP, ESSAY_PICTURES, isAt, PLAIN, PREVIEW } from './desktop-addresses.ts'
import type { GalleyHost } from './ports.ts'
import type { StaticFile } from './static-files.ts'
import { windowPolicy } from './window-policy.ts'

/** What an address of the desktop window answers. */
export interface DesktopAnswer {
  readonly status: 200 | 404 | 405
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** What stands before a proof's id in its path. */
const PREVIEW_ROOM = '/preview'

const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': windowPolicy('galley-asset:', "'self'"),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * The answer to a request of the desktop window (desktop-addresses.ts): its own files from a map that was read once, pictures and
 * proofs from the host. 405 for anything but reading, 404 for everything that is not there. No address becomes a path.
 */
export async function desktopAnswer(
  host: Pick<GalleyHost, 'pictureBytes' | 'proofPicture' | 'proofPage' | 'plainPage'>,
  files: ReadonlyMap<string, StaticFile>,
  request: { readonly method: string; readonly url: string },
): Promise<DesktopAnswer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, headers: {}, body: '' }
  const found = await find(host, files, request.url)
  if (found === null) return { status: 404, headers: {}, body: '' }
  return { status: 200, ...found, body: request.method === 'HEAD' ? '' : found.body }
}

async function find(
  host: Pick<GalleyHost, 'pictureBytes' | 'proofPicture' | 'proofPage' | 'plainPage'>,
  files: ReadonlyMap<string, StaticFile>,
  address: string,
): Promise<Omit<DesktopAnswer, 'status'> | null> {
  const { pathname, search } = new URL(address)
  if (search !== '') return null
  if (address === PLAIN) {
    const { html, headers } = await host.plainPage()
    return { body: html, headers }
  }
  if (isAt(address, APP)) {
    const own = /^\/asset\/([^/]+)\/([^/]+)$/.exec(pathname)
    if (own) {
      // The same bytes as at `galley-asset:`, for the window to make a smaller picture of.
      const picture = await host.pictureBytes(own[1] as EssayRef, own[2] ?? '')
      return picture.ok ? { body: picture.value.bytes, headers: picture.value.headers } : null
    }
    const file = files.get(pathname)
    return file ? { body: file.bytes, headers: { ...PAGE_HEADERS, 'Content-Type': file.type } } : null
  }
  const isProof = isAt(address, PREVIEW)
  const [, owner = '', hash, ...more] = (isProof ? pathname.slice(PREVIEW_ROOM.length) : pathname).split('/')
  if (more.length > 0) return null
  if (isProof && hash === undefined) {
    const page = host.proofPage(owner)
    return page.ok ? { body: page.value.html, headers: page.value.headers } : null
  }
  const picture = isAt(address, ESSAY_PICTURES)
    ? await host.pictureBytes(owner as EssayRef, hash ?? '')
    : isProof
      ? await host.proofPicture(owner, hash ?? '')
      : null
  if (!picture?.ok) return null
  // An essay's pictures are of another origin than the window; a proof's are of its own.
  const sharing = isProof ? 'same-origin' : 'cross-origin'
  const headers = { ...picture.value.headers, 'Cross-Origin-Resource-Policy': sharing }
  return { body: picture.value.bytes, headers }
}
