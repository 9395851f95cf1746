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

/** Serves our schemes. `rendererFolder` holds the built window, which is read once. Throws when it is not there. */
export async function serveProtocols(session: Session, host: GalleyHost, rendererFolder: string): Promise<void> {
  const files = await readStaticFiles(rendererFolder)
  for (const scheme of ['galley', 'galley-asset'])
    session.protocol.handle(scheme, async (request) => {
      const { status, headers, body } = await desktopAnswer(host, files, request)
      return new Response(body as string | Uint8Array<ArrayBuffer>, { status, headers: { ...headers } })
    })
}
