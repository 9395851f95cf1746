import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { app, dialog, Menu, nativeTheme, session } from 'electron'
import type { Preferences } from '../contract/host.ts'
import { createHost } from '../host/create-host.ts'
import { desktopAddresses } from '../host/desktop-addresses.ts'
import { shippedFolder } from '../host/shipped-folder.ts'
import { CLOSING_WAIT } from './closing.ts'
import { nativeDialogs } from './dialogs.ts'
import { serveHost } from './ipc.ts'
import { menuTemplate } from './menu.ts'
import { openExternal } from './open-external.ts'
import { guardContents, guardSession } from './policy.ts'
import { openSettings } from './preferences.ts'
import { shellPrinting } from './print-pdf.ts'
import { registerSchemes, serveProtocols } from './protocols.ts'
import { putOnClipboard } from './put-on-clipboard.ts'
import { runSelfTest, selfTestReceipt } from './self-test.ts'
import { openWindow, type ShellWindow } from './window.ts'

/** The desk of each theme, so that the first frame does not flash. */
const BACKGROUNDS = { light: '#f3f0ea', dark: '#151412', sepia: '#e9dfcb' } as const

app.enableSandbox()
registerSchemes()
guardContents()
const receipt = selfTestReceipt(process.argv)

// Essays that the system asks for before there is a host to open them.
const early = essaysAmong(process.argv, process.cwd())
let show = (paths: readonly string[]): void => void early.push(...paths)

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => show(essaysAmong(argv, folder)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    show([path])
  })
  // Not awaited: Electron is ready only after this module has run to its end.
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log(String(error))
      dialog.showErrorBox(
        'Galley cannot start',
        'A part of it is missing or damaged. Your essays are untouched. Please install Galley again.',
      )
      app.exit(1)
    })
} else app.quit()

async function start(): Promise<void> {
  guardSession(session.defaultSession)
  const shipped = shippedFolder()
  const settings = openSettings()
  const named = process.argv.find((word) => word.startsWith('--folder='))?.slice('--folder='.length)
  const essaysFolder = named ? resolve(named) : join(app.getPath('documents'), 'Essays')
  let shell: ShellWindow | null = null
  const printing = shellPrinting()
  const stored = await settings.read()
  let theme: Preferences['theme'] = stored.ok ? stored.value.theme : 'system'
  let quitting = false

  const host = createHost({
    essaysFolder,
    dataFolder: join(app.getPath('userData'), 'data'),
    assetsFolder: shipped.assets,
    shell: 'electron',
    version: shipped.version,
    platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    dialogs: nativeDialogs(() => shell?.window, essaysFolder),
    preferences: {
      read: settings.read,
      write: async (changes) => {
        const written = await settings.write(changes)
        if (written.ok) theme = written.value.theme
        shell?.window.setBackgroundColor(background(theme))
        return written
      },
    },
    addresses: desktopAddresses,
    openExternal,
    writeClipboard: putOnClipboard,
    printPdf: printing.print,
    now: Date.now,
    log,
  })
  const prepared = await host.prepare()
  if (!prepared.ok) log(prepared.problem.message)
  await serveProtocols(session.defaultSession, host, shipped.renderer, printing.pageAt)
  serveHost(
    host,
    (answer) => shell?.answerClosing(answer),
    (error) => log(String(error)),
  )

  host.onEssayChangedOnDisk((change) => shell?.tell({ kind: 'essayChanged', change }))
  // Of macOS and Windows; on Linux the person chooses in Appearance. A page that loads hears it from its window.
  app.on('accessibility-support-changed', (_event, isRunning) => shell?.tell({ kind: 'screenReader', isRunning }))

  const open = (): ShellWindow =>
    openWindow({
      place: settings.place(),
      background: background(theme),
      hidden: receipt !== null,
      onStayed: () => {
        quitting = false
      },
      onLeft: async (place) => {
        shell = null
        await settings.keepPlace(place)
        if (!quitting && process.platform === 'darwin') return host.windowGone()
        await Promise.race([host.close(), wait(CLOSING_WAIT, undefined, { ref: false })])
        app.quit()
      },
    })
  const current = (): ShellWindow => {
    shell ??= open()
    return shell
  }
  show = async (paths) => {
    const { window } = current()
    if (window.isMinimized()) window.restore()
    if (window.isVisible()) window.focus()
    for (const path of paths) {
      const essay = await host.refOfPath(path)
      if (essay.ok) current().tell({ kind: 'showEssay', essay: essay.value })
      else dialog.showErrorBox(essay.problem.message, [essay.problem.safe, essay.problem.next].join(' ').trim())
    }
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform === 'darwin', !app.isPackaged, (command) =>
        current().tell({ kind: 'command', command }),
      ),
    ),
  )
  app.on('before-quit', () => {
    quitting = true
  })
  // Without a listener Electron would quit at once; `onLeft` quits when the host has finished writing.
  app.on('window-all-closed', () => {})
  app.on('activate', () => show([]))
  show(early)
  if (receipt !== null) await runSelfTest(receipt, current())
}

function background(theme: Preferences['theme']): string {
  nativeTheme.themeSource = theme === 'sepia' ? 'light' : theme
  return BACKGROUNDS[theme === 'system' ? (nativeTheme.shouldUseDarkColors ? 'dark' : 'light') : theme]
}

/** The essays named on a command line, as absolute paths; `folder` is where it was given. */
function essaysAmong(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .filter((word) => /^[^-].*\.essay$/i.test(word))
    .map((word) => resolve(folder, word))
}

function log(line: string): void {
  process.stderr.write(`galley: ${line}\n`)
}
