import { app, type Session } from 'electron'
import { APP, DESKTOP_SCHEMES, isAt, PREVIEW, schemeOf } from '../host/desktop-addresses.ts'

/** Every web contents that will ever be: stays where it is, opens nothing, embeds no webview (safety.md 8.4). */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (details: { url: string; isMainFrame: boolean; preventDefault(): void }): void => {
      if (!isAt(details.url, details.isMainFrame ? APP : PREVIEW)) details.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-frame-navigate', stay)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** The session: no permission but writing to the clipboard, no device, no network, no download (safety.md 8.5, 8.6). */
export function guardSession(session: Session): void {
  const may = (permission: string, origin: string): boolean =>
    permission === 'clipboard-sanitized-write' && isAt(origin, APP)
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(may(permission, details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => may(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const own = DESKTOP_SCHEMES.includes(schemeOf(url))
    answer({ cancel: !own && (app.isPackaged || schemeOf(url) !== 'devtools:') })
  })
  session.on('will-download', (event) => event.preventDefault())
  // Off alone does not stop Chromium from fetching dictionaries (electron/electron#22995); this address answers nothing.
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerDictionaryDownloadURL(`${APP}dict/`)
}
