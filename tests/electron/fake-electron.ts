/**
 * A strict stand-in for the `electron` module (vitest.config.ts puts it in its place). Whatever is not modelled here throws
 * when it is touched, so that a test cannot pass by using an API that does nothing. Calls are recorded; events are fired by the tests
 * through `fake`. Messages between page and main are cloned structurally, as Electron does.
 */
import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

type Anything = Record<PropertyKey, unknown>

/** One call of a modelled function. */
export interface Call {
  readonly name: string
  readonly args: readonly unknown[]
}

/** Makes every member that is not there throw. Promises and matchers ask for a few names without meaning the API. */
function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON')
        return Reflect.get(target, key, receiver)
      throw new Error(`the fake electron has no ${name}.${key}`)
    },
    set(target, key, value) {
      if (!(key in target)) throw new Error(`the fake electron has no ${name}.${String(key)} to set`)
      return Reflect.set(target, key, value)
    },
  })
}

/** `on`, `once` and `removeAllListeners` over the events that are modelled; any other event's name throws. */
function emitting(name: string, emitter: EventEmitter, events: readonly string[] | null) {
  const check = (event: string): void => {
    if (events && !events.includes(event)) throw new Error(`the fake electron has no event ${event} of ${name}`)
  }
  return {
    on(event: string, listener: (...args: never[]) => void) {
      check(event)
      emitter.on(event, listener as (...args: unknown[]) => void)
      return this
    },
    once(event: string, listener: (...args: never[]) => void) {
      check(event)
      emitter.once(event, listener as (...args: unknown[]) => void)
      return this
    },
  }
}

/** An event whose default can be prevented. */
export interface FakeEvent {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

/** Makes an event with more fields; reading a field that is not given throws. */
export function fakeEvent<T extends object>(fields: T): T & FakeEvent {
  const event = {
    ...fields,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return strict('Event', event)
}

const calls: Call[] = []
const called = (name: string, ...args: unknown[]): void => void calls.push({ name, args })
const clone = <T>(value: T): T => structuredClone(value)

// --- app ---------------------------------------------------------------------------------------------------------------

const appEvents = new EventEmitter()
const state = {
  ready: null as (() => void) | null,
  paths: new Map<string, string>(),
  locked: true,
  exitCode: null as number | null,
  windows: [] as FakeWindow[],
  handlers: new Map<string, (event: unknown, ...args: unknown[]) => unknown>(),
  mainListeners: new EventEmitter(),
  pageListeners: new EventEmitter(),
  world: {} as Anything,
  protocols: new Map<string, (request: Request) => Promise<Response>>(),
  sessionHandlers: {} as Anything,
  sessionEvents: new EventEmitter(),
  answers: [] as { readonly name: string; readonly answer: unknown }[],
  display: { x: 0, y: 25, width: 1440, height: 875 },
  menu: null as readonly Electron.MenuItemConstructorOptions[] | null,
}

/** Names of the members of the real `app` that are modelled. */
type AppMembers =
  | 'accessibilitySupportEnabled'
  | 'enableSandbox'
  | 'exit'
  | 'getAppMetrics'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setPath'
  | 'whenReady'

export const app = strict('app', {
  ...emitting('app', appEvents, [
    'second-instance',
    'open-file',
    'web-contents-created',
    'before-quit',
    'window-all-closed',
    'activate',
    'accessibility-support-changed',
  ]),
  isPackaged: true,
  accessibilitySupportEnabled: false,
  enableSandbox: () => called('app.enableSandbox'),
  getVersion: () => '0.1.0',
  getPath: (name: string) => {
    const path = state.paths.get(name)
    if (path === undefined) throw new Error(`the fake electron has no path ${name}`)
    return path
  },
  setPath: (name: string, path: string) => {
    called('app.setPath', name, path)
    state.paths.set(name, path)
  },
  getAppMetrics: () => [],
  requestSingleInstanceLock: () => {
    called('app.requestSingleInstanceLock')
    return state.locked
  },
  whenReady: () =>
    new Promise<void>((resolve) => {
      called('app.whenReady')
      state.ready = resolve
    }),
  quit: () => {
    called('app.quit')
    appEvents.emit('before-quit', fakeEvent({}))
    for (const window of [...state.windows]) window.close()
    if (state.windows.length === 0) state.exitCode ??= 0
  },
  exit: (code = 0) => {
    called('app.exit', code)
    state.exitCode ??= code
  },
} satisfies Pick<Electron.App, AppMembers> & { on: unknown; once: unknown })

// --- windows -----------------------------------------------------------------------------------------------------------

type ContentsMembers =
  | 'send'
  | 'setWindowOpenHandler'
  | 'isLoading'
  | 'getURL'
  | 'getOSProcessId'
  | 'executeJavaScript'
  | 'printToPDF'

/** What tests may do with a window beside its API. */
export interface FakeWindow {
  readonly options: Electron.BrowserWindowConstructorOptions
  readonly events: EventEmitter
  readonly contents: EventEmitter
  readonly shown: boolean
  readonly maximized: boolean
  minimized: boolean
  readonly url: string
  readonly openHandler: ((details: { url: string }) => { action: string }) | null
  bounds: Electron.Rectangle
  /** As a person closes it. */
  close(): void
}

function contentsOf(window: { url: string; openHandler: FakeWindow['openHandler'] }, events: EventEmitter) {
  return strict('WebContents', {
    ...emitting('WebContents', events, [
      'will-navigate',
      'will-redirect',
      'will-frame-navigate',
      'will-attach-webview',
      'did-finish-load',
      'render-process-gone',
    ]),
    send: (channel: string, ...args: unknown[]) => {
      called('webContents.send', channel, ...args)
      state.pageListeners.emit(channel, strict('IpcRendererEvent', {}), ...clone(args))
    },
    setWindowOpenHandler: (handler: unknown) => {
      window.openHandler = handler as FakeWindow['openHandler']
    },
    isLoading: () => false,
    getURL: () => window.url,
    getOSProcessId: () => process.pid,
    mainFrame: frame({ url: window.url, origin: 'galley://app' }),
    executeJavaScript: async (code: string) => {
      called('webContents.executeJavaScript', code)
      return answer('executeJavaScript')
    },
    printToPDF: async (options: Electron.PrintToPDFOptions) => {
      called('webContents.printToPDF', options)
      return answer('printToPDF')
    },
  } satisfies Pick<
    { [K in keyof Electron.WebContents]: Electron.WebContents[K] },
    Exclude<ContentsMembers, 'setWindowOpenHandler'>
  > &
    Anything)
}

type WindowMembers =
  | 'destroy'
  | 'focus'
  | 'getNormalBounds'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setBackgroundColor'
  | 'show'

export class BrowserWindow {
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    called('new BrowserWindow', options)
    const events = new EventEmitter()
    const contents = new EventEmitter()
    const given = {
      x: 100,
      y: 100,
      width: 800,
      height: 600,
      ...clean({ x: options.x, y: options.y, width: options.width, height: options.height }),
    }
    const own = {
      options,
      events,
      contents,
      shown: false,
      maximized: false,
      minimized: false,
      url: '',
      openHandler: null as FakeWindow['openHandler'],
      bounds: given,
      close: () => {
        const event = fakeEvent({})
        events.emit('close', event)
        if (!event.defaultPrevented) destroy()
      },
    }
    const destroy = (): void => {
      state.windows = state.windows.filter((window) => window !== own)
      events.emit('closed')
      if (state.windows.length === 0) {
        if (appEvents.listenerCount('window-all-closed') === 0) app.quit()
        appEvents.emit('window-all-closed')
      }
    }
    state.windows.push(own)
    const webContents = contentsOf(own, contents)
    const members = strict('BrowserWindow', {
      ...emitting('BrowserWindow', events, ['ready-to-show', 'close', 'query-session-end']),
      webContents,
      loadURL: async (url: string) => {
        called('window.loadURL', url)
        own.url = url
      },
      show: () => {
        own.shown = true
      },
      focus: () => called('window.focus'),
      restore: () => {
        own.minimized = false
      },
      isMinimized: () => own.minimized,
      isVisible: () => own.shown,
      isMaximized: () => own.maximized,
      maximize: () => {
        own.maximized = true
      },
      getNormalBounds: () => own.bounds,
      setBackgroundColor: (colour: string) => called('window.setBackgroundColor', colour),
      destroy,
    } satisfies Pick<Electron.BrowserWindow, WindowMembers> & Anything)
    appEvents.emit('web-contents-created', fakeEvent({}), webContents)
    // biome-ignore lint/correctness/noConstructorReturn: the proxy must stand in for the instance, or it would not be strict
    return members as unknown as BrowserWindow
  }
}

function clean<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}

export const screen = strict('screen', {
  getDisplayMatching: (bounds: Electron.Rectangle) => {
    called('screen.getDisplayMatching', bounds)
    return { workArea: state.display } as Electron.Display
  },
  getPrimaryDisplay: () => ({ workArea: state.display }) as Electron.Display,
} satisfies Pick<Electron.Screen, 'getDisplayMatching' | 'getPrimaryDisplay'>)

export const nativeTheme = strict('nativeTheme', {
  themeSource: 'system' as Electron.NativeTheme['themeSource'],
  shouldUseDarkColors: false as boolean,
} satisfies Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>)

export const Menu = strict('Menu', {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template as unknown as Electron.Menu,
  setApplicationMenu: (menu: Electron.Menu | null) => {
    called('Menu.setApplicationMenu')
    state.menu = menu as unknown as Electron.MenuItemConstructorOptions[]
  },
} satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>)

// --- dialogs -----------------------------------------------------------------------------------------------------------

/** The answer that a test has put ready; without one the dialog would wait for ever, which is a mistake of the test. */
async function answer(name: string): Promise<never> {
  const index = state.answers.findIndex((one) => one.name === name)
  const found = state.answers.splice(index < 0 ? state.answers.length : index, 1)[0]
  if (!found) throw new Error(`no answer is ready for ${name}`)
  if (found.answer instanceof Error) throw found.answer
  return (await found.answer) as never
}

export const dialog = strict('dialog', {
  showOpenDialog: async (...args: unknown[]) => {
    called('dialog.showOpenDialog', ...args)
    return answer('showOpenDialog')
  },
  showSaveDialog: async (...args: unknown[]) => {
    called('dialog.showSaveDialog', ...args)
    return answer('showSaveDialog')
  },
  showMessageBox: async (...args: unknown[]) => {
    called('dialog.showMessageBox', ...args)
    return answer('showMessageBox')
  },
  showErrorBox: (title: string, content: string) => called('dialog.showErrorBox', title, content),
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>)

/** Holds what it was made of. */
export class ClipboardItem {
  readonly items: Readonly<Record<string, unknown>>
  constructor(items: Record<string, unknown>) {
    this.items = items
  }
}

/** Keeps what is written. */
export const clipboard = strict('clipboard', {
  write: async (data: readonly unknown[]) =>
    called('clipboard.write', ...data.map((item) => clone((item as ClipboardItem).items))),
})

export const shell = strict('shell', {
  openExternal: async (url: string) => {
    called('shell.openExternal', url)
    // It works unless a test has put a failure ready.
    if (state.answers.some(({ name }) => name === 'openExternal')) await answer('openExternal')
  },
} satisfies Pick<Electron.Shell, 'openExternal'>)

// --- session and protocols ---------------------------------------------------------------------------------------------

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) =>
    called('protocol.registerSchemesAsPrivileged', schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
    if (state.protocols.has(scheme)) throw new Error(`${scheme} is handled already`)
    state.protocols.set(scheme, handler)
  },
})

const keep =
  (name: string) =>
  (...args: unknown[]): void => {
    called(`session.${name}`, ...args)
    state.sessionHandlers[name] = args[0]
  }

type SessionMembers =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'setSpellCheckerDictionaryDownloadURL'

export const session = strict('session', {
  defaultSession: strict('defaultSession', {
    ...emitting('session', state.sessionEvents, ['will-download']),
    protocol,
    webRequest: strict('webRequest', { onBeforeRequest: keep('onBeforeRequest') } satisfies Pick<
      Electron.WebRequest,
      'onBeforeRequest'
    >),
    setPermissionRequestHandler: keep('setPermissionRequestHandler'),
    setPermissionCheckHandler: keep('setPermissionCheckHandler'),
    setDevicePermissionHandler: keep('setDevicePermissionHandler'),
    setDisplayMediaRequestHandler: keep('setDisplayMediaRequestHandler'),
    setSpellCheckerEnabled: keep('setSpellCheckerEnabled'),
    setSpellCheckerDictionaryDownloadURL: keep('setSpellCheckerDictionaryDownloadURL'),
  } satisfies Pick<Electron.Session, SessionMembers> & Anything),
})

// --- ipc ---------------------------------------------------------------------------------------------------------------

/** A frame as the main process sees it. */
export function frame(fields: { readonly url: string; readonly parent?: unknown; readonly origin?: string }) {
  return strict('WebFrameMain', { parent: null, origin: 'null', frames: [], ...fields })
}

export const ipcMain = strict('ipcMain', {
  handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) => {
    if (state.handlers.has(channel)) throw new Error(`${channel} has a handler already`)
    state.handlers.set(channel, handler)
  },
  on: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) => {
    state.mainListeners.on(channel, listener)
  },
  removeAllListeners: (channel: string) => {
    called('ipcMain.removeAllListeners', channel)
    state.mainListeners.removeAllListeners(channel)
  },
})

/** The frame that messages of the page come from; tests put another one there. */
let sender: unknown = frame({ url: 'galley://app/' })

export const ipcRenderer = strict('ipcRenderer', {
  invoke: async (channel: string, ...args: unknown[]) => {
    const handler = state.handlers.get(channel)
    if (!handler) throw new Error(`Error invoking remote method '${channel}': No handler registered for '${channel}'`)
    return clone(await handler(strict('IpcMainInvokeEvent', { senderFrame: sender }), ...clone(args)))
  },
  send: (channel: string, ...args: unknown[]) => {
    state.mainListeners.emit(channel, strict('IpcMainEvent', { senderFrame: sender }), ...clone(args))
  },
  on: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) => {
    state.pageListeners.on(channel, listener)
  },
})

export const contextBridge = strict('contextBridge', {
  exposeInMainWorld: (key: string, api: unknown) => {
    called('contextBridge.exposeInMainWorld', key, api)
    if (key in state.world) throw new Error(`${key} is exposed already`)
    state.world[key] = api
  },
} satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>)

// biome-ignore lint/style/noDefaultExport: electron-store imports the whole module as a default
export default strict('electron', { app, ipcMain, shell })

// --- what tests do -----------------------------------------------------------------------------------------------------

/** The tests' side. */
export const fake = {
  calls,
  state,
  /** Names of the calls, in order. */
  names: (): readonly string[] => calls.map((call) => call.name),
  callsOf: (name: string): readonly Call[] => calls.filter((call) => call.name === name),
  appEvents,
  /** Prepares the answer of the next dialog (or script) of that kind. */
  willAnswer: (name: string, value: unknown): void => void state.answers.push({ name, answer: value }),
  /** Web contents that nobody asked for, as a page or an extension might make. */
  createContents: (): FakeWindow => {
    const own = { url: '', openHandler: null as FakeWindow['openHandler'], contents: new EventEmitter() }
    appEvents.emit('web-contents-created', fakeEvent({}), contentsOf(own, own.contents))
    return own as unknown as FakeWindow
  },
  setDevelopment: (): void => void Object.assign(app, { isPackaged: false }),
  from: (senderFrame: unknown): void => {
    sender = senderFrame
  },
  /** A fresh Electron; `folder` holds its paths. */
  reset: (folder: string): void => {
    calls.length = 0
    for (const emitter of [appEvents, state.mainListeners, state.pageListeners, state.sessionEvents])
      emitter.removeAllListeners()
    state.paths = new Map([
      ['userData', `${folder}/data`],
      ['documents', `${folder}/documents`],
    ])
    Object.assign(state, {
      ready: null,
      locked: true,
      exitCode: null,
      windows: [],
      world: {},
      sessionHandlers: {},
      answers: [],
      menu: null,
    })
    state.display = { x: 0, y: 25, width: 1440, height: 875 }
    state.handlers.clear()
    state.protocols.clear()
    Object.assign(app, { isPackaged: true, accessibilitySupportEnabled: false })
    Object.assign(nativeTheme, { themeSource: 'system', shouldUseDarkColors: false })
    sender = frame({ url: 'galley://app/' })
  },
}
