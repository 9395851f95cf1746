import { protocol, type Session } from 'electron'
import type { GalleyHost } from '../host/create-host.ts'
import { desktopAnswer } from '../host/desktop-answers.ts'
import { readStaticFiles } from '../host/static-files.ts'

/** Registers our schemes; must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'galley', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: 'galley-asset', privileges: { standard: true, secure: true } },
  ])
}

/** What a page that is printed comes with: it stands on its own, and nothing in it runs. */
const PRINTED = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
}

/**
 * Serves our schemes. `rendererFolder` holds the built window, which is read once; `printedAt` knows the pages that are being printed. Throws when the window is
 * not there.
 */
export async function serveProtocols(
  session: Session,
  host: GalleyHost,
  rendererFolder: string,
  printedAt: (address: string) => string | null,
): Promise<void> {
  const files = await readStaticFiles(rendererFolder)
  for (const scheme of ['galley', 'galley-asset'])
    session.protocol.handle(scheme, async (request) => {
      const printed = printedAt(request.url)
      if (printed !== null) return new Response(printed, { headers: PRINTED })
      const { status, headers, body } = await desktopAnswer(host, files, request)
      return new Response(body as string | Uint8Array<ArrayBuffer>, { status, headers: { ...headers } })
    })
}
