import { join } from 'node:path'
import { app, BrowserWindow, dialog, screen, type WebPreferences } from 'electron'
import type { ClosingAnswer } from '../contract/host.ts'
import { APP, PLAIN } from '../host/desktop-addresses.ts'
import { fittedBounds, type WindowPlace } from '../host/window-place.ts'
import { closingOf } from './closing.ts'
import { EVENT_CHANNEL, type ShellEvent } from './preload/channels.ts'

/** How often a crashed page is loaded again within `CRASHES_WITHIN` milliseconds (safety.md 3.1): what it loads may be what it fails at. Then its text is shown plain. */
const MOST_CRASHES = 3
const CRASHES_WITHIN = 60_000

/** What every window says about its page (safety.md 8.1). A literal, so that scripts/electron-lint.ts can read it. */
export const PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences

/** The one window. */
export interface ShellWindow {
  readonly window: BrowserWindow
  /** Tells the page, at the latest when it has loaded. */
  readonly tell: (event: ShellEvent) => void
  /** The page says how its leaving goes. */
  readonly answerClosing: (answer: ClosingAnswer) => void
}

/** What to open, and what to do at its end. */
export interface WindowOptions {
  readonly place: WindowPlace | null
  readonly background: string
  readonly hidden: boolean
  /** The window is gone; `place` is where it stood. */
  readonly onLeft: (place: WindowPlace) => void
  /** The person wanted to close, and then did not. */
  readonly onStayed: () => void
}

/**
 * Opens the window and loads the page; it is shown with its first frame. Closing asks the page to save and leave, and waits for `ready`. After
 * `CLOSING_WAIT` it is closed where the journal has every word; otherwise the person decides, because nothing may be lost unasked
 * (docs/decisions/0008-the-desktop-shell.md).
 */
export function openWindow(options: WindowOptions): ShellWindow {
  const bounds = options.place?.bounds ?? null
  const display = bounds ? screen.getDisplayMatching(bounds) : screen.getPrimaryDisplay()
  const window = new BrowserWindow({
    ...fittedBounds(bounds, display.workArea),
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'Galley',
    backgroundColor: options.background,
    webPreferences: { ...PREFERENCES, preload: join(import.meta.dirname, 'preload.cjs') },
  })
  const page = window.webContents
  window.once('ready-to-show', () => {
    if (options.hidden) return
    if (options.place?.maximized) window.maximize()
    window.show()
  })

  let unsaid: ShellEvent[] | null = []
  const tell = (event: ShellEvent): void => {
    if (unsaid) unsaid.push(event)
    else page.send(EVENT_CHANNEL, event)
  }
  page.on('did-finish-load', () => {
    const events = unsaid ?? []
    unsaid = null
    events.forEach(tell)
    if (app.accessibilitySupportEnabled) tell({ kind: 'screenReader', isRunning: true })
  })

  let crashes: readonly number[] = []
  const leave = (): void => {
    const place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    window.destroy()
    options.onLeft(place)
  }
  const closing = closingOf(window, { tell, leave, onStayed: options.onStayed })
  window.on('close', (event) => {
    event.preventDefault()
    // No page yet, or the plain one: nothing to save.
    if (unsaid || crashes.length > MOST_CRASHES) leave()
    else closing.begin()
  })
  // Windows is shutting down and waits for nobody; the person or another program may still call it off.
  window.on('query-session-end', () => tell({ kind: 'closing', why: 'shutdown' }))
  page.on('render-process-gone', (_event, { reason }) => {
    if (closing.isUnderWay()) return closing.leave()
    if (reason === 'clean-exit') return
    unsaid = []
    crashes = [...crashes.filter((at) => Date.now() - at < CRASHES_WITHIN), Date.now()]
    if (crashes.length <= MOST_CRASHES) void window.loadURL(APP)
    else if (crashes.length === MOST_CRASHES + 1) void window.loadURL(PLAIN)
    else
      dialog.showErrorBox(
        'The window stopped working',
        'Your essays as last saved are safe, and what was protected since comes back. Close Galley and open it again.',
      )
  })
  void window.loadURL(APP)
  return { window, tell, answerClosing: closing.answer }
}
