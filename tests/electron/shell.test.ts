import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { inputs } from '../../contract/inputs.ts'
import { SHELL_MENUS } from '../../contract/shell-menu.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { type FakeWindow, fake, fakeEvent } from './fake-electron.ts'
import { SOON } from './soon.ts'
import { startGalley } from './start-galley.ts'

vi.mock('../../host/create-host.ts', async () => (await import('./start-galley.ts')).mockedHost)
vi.mock('../../host/shipped-folder.ts', async () => (await import('./start-galley.ts')).mockedShipped)

beforeEach(() => {
  // What the shell logs is part of these tests only where they say so.
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 5))
const settingsOf = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'data/settings.json'), 'utf8'))
const placeKept = async (folder: string): Promise<void> => {
  await vi.waitFor(() => expect(settingsOf(folder)).toHaveProperty('window'), SOON)
  await settled()
}

describe('start', () => {
  it('hardens before Electron is ready, and the session before the window', async () => {
    let atReady: readonly string[] = []
    await startGalley({
      early: () => {
        atReady = [...fake.names()]
      },
    })
    expect(atReady).toEqual([
      'app.enableSandbox',
      'protocol.registerSchemesAsPrivileged',
      'app.requestSingleInstanceLock',
      'app.whenReady',
    ])
    const names = fake.names()
    for (const name of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setDisplayMediaRequestHandler',
      'onBeforeRequest',
      'setSpellCheckerEnabled',
      'setSpellCheckerDictionaryDownloadURL',
    ]) {
      expect(names.filter((one) => one === `session.${name}`)).toHaveLength(1)
      expect(names.indexOf(`session.${name}`)).toBeLessThan(names.indexOf('new BrowserWindow'))
    }
    expect(names.indexOf('Menu.setApplicationMenu')).toBeGreaterThan(0)
  })

  it('registers its schemes as standard and secure, and with nothing more', async () => {
    await startGalley()
    expect(fake.callsOf('protocol.registerSchemesAsPrivileged').map((call) => call.args)).toEqual([
      [
        [
          { scheme: 'galley', privileges: { standard: true, secure: true, supportFetchAPI: true } },
          { scheme: 'galley-asset', privileges: { standard: true, secure: true } },
        ],
      ],
    ])
    expect([...fake.state.protocols.keys()]).toEqual(['galley', 'galley-asset'])
  })

  it('makes one window with the preferences of safety.md 8.1 and nothing else', async () => {
    const galley = await startGalley()
    const { webPreferences, ...options } = galley.window().options
    expect(webPreferences).toEqual({
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
      preload: resolve(import.meta.dirname, '../../electron/preload.cjs'),
    })
    expect(options).toMatchObject({ show: false, width: 1280, height: 840, title: 'Galley' })
    expect('x' in options).toBe(false)
    expect(galley.window().url).toBe('galley://app/')
  })

  it('shows the window with its first frame, not before', async () => {
    const galley = await startGalley()
    expect(galley.window().shown).toBe(false)
    await galley.load()
    expect(galley.window().shown).toBe(true)
    expect(galley.window().maximized).toBe(false)
  })

  it('gives the host its folders, its version and its platform', async () => {
    const galley = await startGalley({ platform: 'darwin' })
    const page = await galley.load()
    const info = await page.hostInfo({})
    expect(info).toEqual({
      ok: true,
      value: {
        shell: 'electron',
        version: '9.9.9',
        dialogs: true,
        platform: 'darwin',
        essaysFolder: { ref: 'f', name: join(galley.folder, 'documents/Essays') },
        lastEssay: null,
      },
    })
  })

  it('says so and leaves when the built window is missing', async () => {
    await startGalley({ built: false })
    expect(fake.state.exitCode).toBe(1)
    expect(fake.state.windows).toHaveLength(0)
    const [box] = fake.callsOf('dialog.showErrorBox')
    expect(box?.args[0]).toBe('Galley cannot start')
    expect(String(box?.args[1])).toContain('Your essays are untouched')
    expect(String(box?.args[1])).not.toMatch(/Error:|at \/|\.ts/)
  })

  it.each([
    ['light', 'light', false, '#f3f0ea'],
    ['dark', 'dark', false, '#151412'],
    ['sepia', 'light', true, '#e9dfcb'],
    ['system', 'system', false, '#f3f0ea'],
    ['system', 'system', true, '#151412'],
    ['nonsense', 'system', false, '#f3f0ea'],
  ])('opens in the %s theme without a flash', async (theme, source, dark, colour) => {
    const { nativeTheme } = await import('./fake-electron.ts')
    const galley = await startGalley({
      settings: JSON.stringify({ preferences: { theme } }),
      early: () => {
        nativeTheme.shouldUseDarkColors = dark
      },
    })
    expect(galley.window().options.backgroundColor).toBe(colour)
    expect(nativeTheme.themeSource).toBe(source)
  })

  it('follows a change of theme at once', async () => {
    const { nativeTheme } = await import('./fake-electron.ts')
    const galley = await startGalley()
    const page = await galley.load()
    expect(await page.writePreferences({ changes: { theme: 'dark' } })).toMatchObject({
      ok: true,
      value: { theme: 'dark' },
    })
    expect(nativeTheme.themeSource).toBe('dark')
    expect(fake.callsOf('window.setBackgroundColor').at(-1)?.args).toEqual(['#151412'])
  })
})

describe('the bridge', () => {
  it('exposes one frozen object of functions: every operation, five events, one signal', async () => {
    const galley = await startGalley()
    const page = await galley.load()
    const [exposed, ...more] = fake.callsOf('contextBridge.exposeInMainWorld')
    expect(more).toHaveLength(0)
    expect(exposed?.args[0]).toBe('galley')
    expect(Object.isFrozen(page)).toBe(true)
    expect(Object.keys(page).sort()).toEqual(
      [
        ...Object.keys(inputs),
        'onCommand',
        'onShowEssay',
        'onEssayChangedOnDisk',
        'onClosing',
        'onStaying',
        'onScreenReader',
        'answerClosing',
      ].sort(),
    )
    for (const member of Object.values(page)) expect(typeof member).toBe('function')
  })

  it('has a handler in main for each operation, and no other', async () => {
    await startGalley()
    expect([...fake.state.handlers.keys()].sort()).toEqual(
      Object.keys(inputs)
        .map((name) => `galley:do:${name}`)
        .sort(),
    )
  })

  it('takes away the channel that electron-store opens', async () => {
    await startGalley()
    expect(fake.state.mainListeners.listenerCount('electron-store-get-data')).toBe(0)
    expect(fake.callsOf('ipcMain.removeAllListeners').map((call) => call.args)).toEqual([['electron-store-get-data']])
  })
})

describe('the menu', () => {
  type Item = Electron.MenuItemConstructorOptions
  const flat = (items: readonly Item[]): Item[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
  const click = (item: Item | undefined): void => (item?.click as undefined | (() => void))?.()

  it.each(['darwin', 'win32', 'linux'] as const)('is in the order that people on %s expect', async (platform) => {
    await startGalley({ platform })
    const menu = fake.state.menu ?? []
    const order = menu.map((item) => item.label ?? item.role)
    const common = ['&File', '&Edit', '&View', '&Insert', 'F&ormat', '&Paragraph', '&Table', 'windowMenu', '&Help']
    expect(order).toEqual(platform === 'darwin' ? ['appMenu', ...common] : common)
    const roles = flat(menu).flatMap((item) => item.role ?? [])
    expect(roles).toContain(platform === 'darwin' ? 'close' : 'quit')
    expect(roles).not.toContain(platform === 'darwin' ? 'quit' : 'close')
    for (const role of ['cut', 'copy', 'paste', 'pasteAndMatchStyle', 'selectAll', 'togglefullscreen', 'help'])
      expect(roles).toContain(role)
    for (const role of ['reload', 'forceReload', 'toggleDevTools', 'undo']) expect(roles).not.toContain(role)
  })

  it('offers the developer tools in development only', async () => {
    await startGalley({ development: true })
    expect(flat(fake.state.menu ?? []).some((item) => item.role === 'toggleDevTools')).toBe(true)
  })

  it('sends the id of each of its commands to the page', async () => {
    const galley = await startGalley()
    const page = await galley.load()
    const heard: string[] = []
    page.onCommand((command) => heard.push(command))
    const items = flat(fake.state.menu ?? []).filter((item) => item.id !== undefined)
    for (const item of items) click(item)
    const wanted = SHELL_MENUS.flatMap((menu) => menu.groups.flat().map((item) => item.command))
    expect(heard).toEqual(wanted)
    expect(new Set(wanted).size).toBe(wanted.length)
    for (const item of items) expect(item.accelerator === undefined || item.registerAccelerator === false).toBe(true)
  })

  it('gives no two items the same key', () => {
    const keys = SHELL_MENUS.flatMap((menu) => menu.groups.flat().flatMap((item) => item.keys ?? []))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('opens a window again for a command on a Mac without one', async () => {
    const galley = await startGalley({ platform: 'darwin' })
    galley.window().close()
    await placeKept(galley.folder)
    expect(fake.state.windows).toHaveLength(0)
    expect(fake.state.exitCode).toBe(null)
    click(flat(fake.state.menu ?? []).find((item) => item.id === 'essay.new'))
    const page = await galley.load()
    const heard: string[] = []
    page.onCommand((command) => heard.push(command))
    expect(heard).toEqual(['essay.new'])
  })
})

describe('an essay that another program changes', () => {
  it('is told of in the page', async () => {
    const galley = await startGalley()
    const page = await galley.load()
    const heard: unknown[] = []
    page.onEssayChangedOnDisk((change) => heard.push(change))
    galley.stub().changeOnDisk({ essay: 'e1', kind: 'changed', at: 7 })
    await settled()
    expect(heard).toEqual([{ essay: 'e1', kind: 'changed', at: 7 }])
  })
})

describe('a screen reader', () => {
  it('is told of to the page: one that runs at the start, and one that begins or ends later', async () => {
    const { app } = await import('./fake-electron.ts')
    const galley = await startGalley({ early: () => void Object.assign(app, { accessibilitySupportEnabled: true }) })
    const page = await galley.load()
    const heard: boolean[] = []
    page.onScreenReader((isRunning) => heard.push(isRunning))
    fake.appEvents.emit('accessibility-support-changed', {}, false)
    fake.appEvents.emit('accessibility-support-changed', {}, true)
    await settled()
    expect(heard).toEqual([true, false, true])
    // A page that is loaded anew knows nothing of what the one before was told.
    galley.window().contents.emit('did-finish-load')
    expect(heard).toEqual([true, false, true, true])
  })
})

describe('essays from outside', () => {
  const shown = async (galley: Awaited<ReturnType<typeof startGalley>>): Promise<string[]> => {
    const page = await galley.load()
    const essays: string[] = []
    page.onShowEssay(({ essay }) => essays.push(essay))
    await settled()
    return essays
  }

  it('shows the essay of the command line once the page listens', async () => {
    const galley = await startGalley({ argv: ['--flag.essay', 'On fog.essay', 'notes.txt'] })
    expect(await shown(galley)).toEqual([`ref:${resolve('On fog.essay')}`])
  })

  it('shows it once only', async () => {
    const galley = await startGalley({ argv: ['On fog.essay'] })
    const page = await galley.load()
    const essays: string[] = []
    const end = page.onShowEssay(({ essay }) => essays.push(essay))
    await settled()
    end()
    page.onShowEssay(({ essay }) => essays.push(essay))
    expect(essays).toHaveLength(1)
  })

  it('shows what the system asks for before Electron is ready', async () => {
    const galley = await startGalley({
      early: () => {
        const event = fakeEvent({})
        fake.appEvents.emit('open-file', event, '/home/a/Early.essay')
        expect(event.defaultPrevented).toBe(true)
      },
    })
    expect(await shown(galley)).toEqual(['ref:/home/a/Early.essay'])
  })

  it('shows what the system asks for later', async () => {
    const galley = await startGalley()
    const essays = await shown(galley)
    const event = fakeEvent({})
    fake.appEvents.emit('open-file', event, '/home/a/Late.essay')
    expect(event.defaultPrevented).toBe(true)
    await settled()
    expect(essays).toEqual(['ref:/home/a/Late.essay'])
  })

  it('takes the essays of a second instance, below the folder that it was started in, and comes to the front', async () => {
    const galley = await startGalley()
    await galley.load()
    galley.window().minimized = true
    const page = fake.state.world.galley as { onShowEssay: (listener: (e: { essay: string }) => void) => void }
    const essays: string[] = []
    page.onShowEssay(({ essay }) => essays.push(essay))
    fake.appEvents.emit(
      'second-instance',
      fakeEvent({}),
      ['galley', '--x', 'b.ESSAY', '/c/d.essay'],
      '/home/mira/there',
    )
    await settled()
    expect(essays).toEqual(['ref:/home/mira/there/b.ESSAY', 'ref:/c/d.essay'])
    expect(galley.window().minimized).toBe(false)
    expect(fake.names()).toContain('window.focus')
    expect(fake.state.windows).toHaveLength(1)
  })

  it('is that second instance itself when another runs: quits, and touches nothing', async () => {
    const galley = await startGalley({ locked: false })
    expect(fake.state.exitCode).toBe(0)
    expect(fake.state.windows).toHaveLength(0)
    expect(fake.names()).not.toContain('app.whenReady')
    expect(() => galley.stub()).toThrow('no host was made')
  })

  it('says in plain words why an essay cannot be shown', async () => {
    const galley = await startGalley()
    await galley.load()
    fake.appEvents.emit('open-file', fakeEvent({}), '/a/missing.essay')
    await settled()
    expect(fake.callsOf('dialog.showErrorBox').map((call) => call.args)).toEqual([
      ['missing.essay is not there any more.', 'Nothing was changed.'],
    ])
  })

  it('opens a window again on a Mac when the icon is clicked', async () => {
    const galley = await startGalley({ platform: 'darwin' })
    galley.window().close()
    await placeKept(galley.folder)
    fake.appEvents.emit('activate', fakeEvent({}))
    expect(fake.state.windows).toHaveLength(1)
    fake.appEvents.emit('activate', fakeEvent({}))
    expect(fake.state.windows).toHaveLength(1)
  })
})

describe('dialogs', () => {
  it('opens an essay, beginning in the essays folder, over the window', async () => {
    const galley = await startGalley()
    const page = await galley.load()
    fake.willAnswer('showOpenDialog', { canceled: false, filePaths: ['/a/b.essay'] })
    expect(await page.chooseEssay({})).toEqual({ ok: true, value: { essay: 'ref:/a/b.essay' } })
    const [call] = fake.callsOf('dialog.showOpenDialog')
    expect(call?.args).toHaveLength(2)
    expect(call?.args[1]).toMatchObject({
      properties: ['openFile'],
      defaultPath: join(galley.folder, 'documents/Essays'),
      filters: [{ extensions: ['essay', 'textpack'] }],
    })
  })

  it('answers cancelled when a dialog is closed', async () => {
    const page = await (await startGalley()).load()
    fake.willAnswer('showOpenDialog', { canceled: true, filePaths: [] })
    expect(await page.chooseEssay({})).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    fake.willAnswer('showOpenDialog', { canceled: true, filePaths: [] })
    expect(await page.chooseFolder({})).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  })

  it('chooses a folder, which may be made in the dialog', async () => {
    const page = await (await startGalley()).load()
    fake.willAnswer('showOpenDialog', { canceled: false, filePaths: ['/site'] })
    expect(await page.chooseFolder({})).toMatchObject({ ok: true, value: { folder: '/site' } })
    expect(fake.callsOf('dialog.showOpenDialog')[0]?.args[1]).toMatchObject({
      properties: ['openDirectory', 'createDirectory'],
    })
  })

  const working = () => {
    return { essay: 'e', generation: 1, revision: 0, document: newEssay(crypto.randomUUID()) }
  }

  it('saves a copy where the dialog says', async () => {
    const galley = await startGalley()
    const page = await galley.load()
    fake.willAnswer('showSaveDialog', { canceled: false, filePath: '/a/Copy.essay' })
    expect(await page.saveEssayAs(working())).toMatchObject({ ok: true, value: { essay: 'ref:/a/Copy.essay' } })
    const [call, ...more] = fake.callsOf('dialog.showSaveDialog')
    expect(more).toHaveLength(0)
    expect(call?.args[1]).toMatchObject({
      defaultPath: join(galley.folder, 'documents/Essays/On fog.essay'),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
  })

  it('asks again when the name has another ending, so that nothing is replaced unasked', async () => {
    const page = await (await startGalley()).load()
    fake.willAnswer('showSaveDialog', { canceled: false, filePath: '/a/Copy.txt' })
    fake.willAnswer('showSaveDialog', { canceled: false, filePath: '/a/Copy.txt.essay' })
    expect(await page.saveEssayAs(working())).toMatchObject({ ok: true, value: { essay: 'ref:/a/Copy.txt.essay' } })
    expect(fake.callsOf('dialog.showSaveDialog')[1]?.args[1]).toMatchObject({ defaultPath: '/a/Copy.txt.essay' })
    fake.willAnswer('showSaveDialog', { canceled: true, filePath: '' })
    expect(await page.saveEssayAs(working())).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  })
})

describe('links', () => {
  it.each([
    ['https://example.org/a?b=c', 'Open example.org in your browser?'],
    ['http://example.org:8080/', 'Open example.org:8080 in your browser?'],
    ['https://xn--pple-43d.com/', 'Open xn--pple-43d.com in your browser?'],
    ['https://аpple.com/', 'Open xn--pple-43d.com in your browser?'],
    ['mailto:ada@example.org', 'Write a message to ada@example.org?'],
    ['mailto:50%@example.org', 'Write a message to 50%@example.org?'],
  ])('asks before it opens %s, and shows where it leads', async (url, message) => {
    const page = await (await startGalley()).load()
    fake.willAnswer('showMessageBox', { response: 1 })
    expect(await page.openLink({ url })).toEqual({ ok: true, value: null })
    const [box] = fake.callsOf('dialog.showMessageBox')
    expect(box?.args[0]).toMatchObject({ message, detail: new URL(url).href, defaultId: 0, cancelId: 0 })
    expect(fake.callsOf('shell.openExternal').map((call) => call.args)).toEqual([[new URL(url).href]])
  })

  it('says it in words where no program takes the address', async () => {
    const page = await (await startGalley()).load()
    fake.willAnswer('showMessageBox', { response: 1 })
    fake.willAnswer('openExternal', new Error('Failed to open: 0x483'))
    expect(await page.openLink({ url: 'mailto:ada@example.org' })).toMatchObject({
      ok: false,
      problem: { code: 'not-available', next: expect.stringContaining('mailto:ada@example.org') },
    })
  })

  it('opens nothing when the person says no', async () => {
    const page = await (await startGalley()).load()
    fake.willAnswer('showMessageBox', { response: 0 })
    expect(await page.openLink({ url: 'https://example.org/' })).toMatchObject({
      ok: false,
      problem: { code: 'cancelled' },
    })
    expect(fake.names()).not.toContain('shell.openExternal')
  })

  const refused = [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'galley://app/',
    'smb://server/share',
    'ms-msdt:/id',
    'ssh://x',
    'vbscript:x',
    'https://user:secret@example.org/',
    'https://user@example.org/',
    'https://exam\u0000ple.org/',
    'https://example.org/\n',
    'java\nscript:alert(1)',
    'not an address',
    '',
    '//example.org',
    'https://',
    `https://example.org/${'a'.repeat(2030)}`,
  ]
  it('refuses every other address without asking', async () => {
    const page = await (await startGalley()).load()
    for (const url of refused) {
      expect(await page.openLink({ url }), url).toMatchObject({ ok: false })
      expect(fake.names(), url).not.toContain('dialog.showMessageBox')
      expect(fake.names(), url).not.toContain('shell.openExternal')
    }
  })
})

describe('closing', () => {
  const closing = async (options: Parameters<typeof startGalley>[0] = {}) => {
    const galley = await startGalley(options)
    const page = await galley.load()
    let asked = 0
    let stayed = 0
    const why: string[] = []
    page.onClosing((reason) => {
      asked++
      why.push(reason)
    })
    page.onStaying(() => {
      stayed++
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    return { galley, page, asked: () => asked, stayed: () => stayed, why }
  }
  /** Until the settings are written and Galley has quit. */
  const quit = async (): Promise<void> => {
    vi.useRealTimers()
    await vi.waitFor(() => expect(fake.state.exitCode).toBe(0), SOON)
  }

  it('asks the page to save, waits for it, then closes the host and quits', async () => {
    const { galley, page, asked } = await closing()
    galley.window().close()
    expect(asked()).toBe(1)
    expect(fake.state.windows).toHaveLength(1)
    expect(galley.stub().closed).toBe(0)
    page.answerClosing('ready')
    expect(fake.state.windows).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(4000)
    await quit()
    expect(galley.stub().closed).toBe(1)
    expect(fake.names()).not.toContain('dialog.showMessageBox')
  })

  it('asks once, however often the person clicks', async () => {
    const { galley, asked } = await closing()
    galley.window().close()
    galley.window().close()
    expect(asked()).toBe(1)
  })

  it('asks the person after three seconds, and not before', async () => {
    const { galley } = await closing()
    fake.willAnswer('showMessageBox', new Promise(() => {}))
    galley.window().close()
    await vi.advanceTimersByTimeAsync(2999)
    expect(fake.names()).not.toContain('dialog.showMessageBox')
    await vi.advanceTimersByTimeAsync(1)
    const [box] = fake.callsOf('dialog.showMessageBox')
    expect(box?.args[1]).toMatchObject({ message: 'Galley has not finished saving.', defaultId: 0, cancelId: 0 })
    expect(fake.state.windows).toHaveLength(1)
  })

  it('keeps the window when the person says so, and can be closed again', async () => {
    const { galley, page, asked, stayed } = await closing()
    fake.willAnswer('showMessageBox', { response: 0 })
    galley.window().close()
    await vi.advanceTimersByTimeAsync(3000)
    expect(fake.state.windows).toHaveLength(1)
    expect(stayed()).toBe(1)
    page.answerClosing('ready')
    expect(fake.state.windows).toHaveLength(1)
    galley.window().close()
    expect(asked()).toBe(2)
    page.answerClosing('ready')
    expect(fake.state.windows).toHaveLength(0)
    await quit()
  })

  it('leaves unsaved when the person says so', async () => {
    const { galley } = await closing()
    fake.willAnswer('showMessageBox', { response: 1 })
    galley.window().close()
    await vi.advanceTimersByTimeAsync(3000)
    expect(fake.state.windows).toHaveLength(0)
    await quit()
  })

  it('takes the question back when the page has saved after all', async () => {
    const { galley, page } = await closing()
    let say: (value: unknown) => void = () => {}
    fake.willAnswer(
      'showMessageBox',
      new Promise((done) => {
        say = done
      }),
    )
    galley.window().close()
    await vi.advanceTimersByTimeAsync(3000)
    const [signal] = fake
      .callsOf('dialog.showMessageBox')
      .map((call) => (call.args[1] as { signal: AbortSignal }).signal)
    expect(signal?.aborted).toBe(false)
    page.answerClosing('ready')
    expect(signal?.aborted).toBe(true)
    expect(fake.state.windows).toHaveLength(0)
    say({ response: 1 })
    await quit()
    expect(galley.stub().closed).toBe(1)
  })

  it('closes at once where no page has loaded, because there is nothing to save', async () => {
    const galley = await startGalley()
    galley.window().close()
    expect(fake.state.windows).toHaveLength(0)
    await vi.waitFor(() => expect(fake.state.exitCode).toBe(0), SOON)
  })

  it('ignores what a page says of its leaving while nobody closes', async () => {
    const { page } = await closing()
    page.answerClosing('ready')
    expect(fake.state.windows).toHaveLength(1)
  })

  it('quits through the same door, on a Mac too', async () => {
    const { galley, page, asked } = await closing({ platform: 'darwin' })
    const { app } = await import('./fake-electron.ts')
    app.quit()
    expect(asked()).toBe(1)
    expect(fake.state.exitCode).toBe(null)
    page.answerClosing('ready')
    await quit()
    expect(galley.stub().closed).toBe(1)
  })

  it('does not quit a Mac for a closed window, also after a quit that the person took back', async () => {
    const { galley, page } = await closing({ platform: 'darwin' })
    const { app } = await import('./fake-electron.ts')
    fake.willAnswer('showMessageBox', { response: 0 })
    app.quit()
    await vi.advanceTimersByTimeAsync(3000)
    galley.window().close()
    page.answerClosing('ready')
    vi.useRealTimers()
    await placeKept(galley.folder)
    expect(fake.state.windows).toHaveLength(0)
    expect(galley.stub().closed).toBe(0)
    await vi.waitFor(() => expect(galley.stub().gone).toBe(1), SOON)
    expect(fake.state.exitCode).toBe(null)
  })

  it('tells the page when Windows shuts down, and may be closed as ever when that is called off', async () => {
    const { galley, page, asked, why } = await closing({ platform: 'win32' })
    galley.window().events.emit('query-session-end', fakeEvent({}))
    expect(why).toEqual(['shutdown'])
    page.answerClosing('ready')
    expect(fake.state.windows).toHaveLength(1)
    galley.window().close()
    expect(asked()).toBe(2)
    expect(why).toEqual(['shutdown', 'close'])
  })

  it('is not asked by the shell while the page asks, however long that takes; a second click reminds the page', async () => {
    const { galley, page, asked } = await closing()
    galley.window().close()
    page.answerClosing('asks')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(fake.names()).not.toContain('dialog.showMessageBox')
    galley.window().close()
    expect(asked()).toBe(2)
    page.answerClosing('asks')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(fake.names()).not.toContain('dialog.showMessageBox')
    page.answerClosing('ready')
    expect(fake.state.windows).toHaveLength(0)
    await quit()
  })

  it('does not wait for a page that asked and then answers no more', async () => {
    const { galley, page } = await closing()
    galley.window().close()
    page.answerClosing('asks')
    galley.window().close()
    fake.willAnswer('showMessageBox', { response: 1 })
    await vi.advanceTimersByTimeAsync(3000)
    expect(fake.state.windows).toHaveLength(0)
    await quit()
  })

  it('ends when the person stays, without a question, and begins anew with the next click', async () => {
    const { galley, page, asked } = await closing()
    galley.window().close()
    page.answerClosing('stays')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(fake.names()).not.toContain('dialog.showMessageBox')
    expect(fake.state.windows).toHaveLength(1)
    galley.window().close()
    expect(asked()).toBe(2)
  })

  it('asks nothing after three seconds where the journal has every word', async () => {
    const { galley, page } = await closing()
    galley.window().close()
    page.answerClosing('protected')
    await vi.advanceTimersByTimeAsync(2999)
    expect(fake.state.windows).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(fake.names()).not.toContain('dialog.showMessageBox')
    expect(fake.state.windows).toHaveLength(0)
    await quit()
  })

  it('leaves at once when the page has crashed while closing', async () => {
    const { galley } = await closing()
    galley.window().close()
    galley.window().contents.emit('render-process-gone', fakeEvent({}), { reason: 'crashed', exitCode: 1 })
    expect(fake.state.windows).toHaveLength(0)
    await quit()
  })
})

describe('a page that crashes', () => {
  const crash = (window: FakeWindow, reason = 'crashed'): void =>
    void window.contents.emit('render-process-gone', fakeEvent({}), { reason, exitCode: 1 })

  it('is loaded again three times, then its text is shown plain, and then the person is told', async () => {
    const galley = await startGalley()
    await galley.load()
    const loads = (): number => fake.callsOf('window.loadURL').length
    for (const wanted of [2, 3, 4]) {
      crash(galley.window())
      expect(loads()).toBe(wanted)
    }
    expect(fake.names()).not.toContain('dialog.showErrorBox')
    crash(galley.window(), 'oom')
    expect(loads()).toBe(5)
    expect(fake.callsOf('window.loadURL').at(-1)?.args).toEqual(['galley://app/plain'])
    expect(fake.names()).not.toContain('dialog.showErrorBox')
    crash(galley.window())
    expect(loads()).toBe(5)
    expect(fake.callsOf('dialog.showErrorBox')[0]?.args[1]).toContain('Your essays as last saved are safe')
  })

  it('is loaded again for as long as crashes are rare', async () => {
    const galley = await startGalley()
    await galley.load()
    let time = 1_000_000
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => time)
    try {
      for (let count = 1; count <= 10; count++) {
        crash(galley.window())
        expect(fake.callsOf('window.loadURL')).toHaveLength(1 + count)
        time += 25_000
      }
    } finally {
      clock.mockRestore()
    }
    expect(fake.names()).not.toContain('dialog.showErrorBox')
  })

  it('is left alone when it ended as it should', async () => {
    const galley = await startGalley()
    await galley.load()
    crash(galley.window(), 'clean-exit')
    expect(fake.callsOf('window.loadURL')).toHaveLength(1)
  })

  it('hears what was said to it while it was away', async () => {
    const galley = await startGalley()
    await galley.load()
    crash(galley.window())
    fake.appEvents.emit('open-file', fakeEvent({}), '/a/Meanwhile.essay')
    await settled()
    const page = await galley.load()
    const essays: string[] = []
    page.onShowEssay(({ essay }) => essays.push(essay))
    expect(essays).toEqual(['ref:/a/Meanwhile.essay'])
  })
})

describe('the place of the window', () => {
  it('is kept on closing', async () => {
    const galley = await startGalley()
    galley.window().bounds = { x: 40, y: 60, width: 900, height: 700 }
    galley.window().close()
    await vi.waitFor(() => expect(fake.state.exitCode).toBe(0), SOON)
    expect(settingsOf(galley.folder)).toEqual({
      window: { bounds: { x: 40, y: 60, width: 900, height: 700 }, maximized: false },
    })
  })

  it.each([
    ['as it was', { x: 40, y: 60, width: 900, height: 700 }, { x: 40, y: 60, width: 900, height: 700 }],
    [
      'without its corner when its screen is gone',
      { x: 3000, y: 60, width: 900, height: 700 },
      { width: 900, height: 700 },
    ],
    ['cut to a smaller screen', { x: 0, y: 25, width: 4000, height: 3000 }, { x: 0, y: 25, width: 1440, height: 875 }],
    ['under no menu bar', { x: 0, y: 0, width: 900, height: 700 }, { width: 900, height: 700 }],
  ])('comes back %s', async (_how, bounds, wanted) => {
    const galley = await startGalley({ settings: JSON.stringify({ window: { bounds, maximized: true } }) })
    const { x, y, width, height } = galley.window().options
    expect({ ...(x === undefined ? {} : { x, y }), width, height }).toEqual(wanted)
    await galley.load()
    expect(galley.window().maximized).toBe(true)
  })

  it.each([
    ['no object', '"wide"'],
    ['no number', '{"bounds":{"x":"1","y":0,"width":9,"height":9},"maximized":true}'],
    ['no size', '{"bounds":{"x":1,"y":0,"width":0,"height":9},"maximized":true}'],
    ['endless', '{"bounds":{"x":1,"y":0,"width":1e999,"height":9},"maximized":true}'],
    ['more than agreed', '{"bounds":{"x":1,"y":0,"width":9,"height":9},"maximized":true,"title":"x"}'],
  ])('is forgotten when what is stored is %s', async (_what, window) => {
    const galley = await startGalley({ settings: `{"window":${window}}` })
    expect(galley.window().options.width).toBe(1280)
    await galley.load()
    expect(galley.window().maximized).toBe(false)
  })
})

describe('the self-test', () => {
  const selfTest = async (answer: unknown) => {
    const folder = mkdtempSync(join(tmpdir(), 'galley-receipt-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const receipt = join(folder, 'out.json')
    const galley = await startGalley({
      argv: ['--self-test', receipt],
      early: () => fake.willAnswer('executeJavaScript', answer),
    })
    await vi.waitFor(() => expect(fake.state.exitCode).not.toBe(null), SOON)
    rmSync(dirname(fake.state.paths.get('userData') ?? ''), { recursive: true, force: true })
    const { checks, ...about } = JSON.parse(readFileSync(receipt, 'utf8'))
    return { galley, about, checks: checks as { name: string; outcome: string; seen: string }[] }
  }

  it('runs hidden, in folders of its own, and writes a receipt', async () => {
    const { galley, about, checks } = await selfTest([{ name: 'a', outcome: 'passed', seen: 'b' }])
    expect(fake.callsOf('app.setPath').map((call) => call.args[0])).toEqual(['userData', 'documents'])
    expect(fake.state.paths.get('userData')).not.toContain(galley.folder)
    expect(fake.state.paths.get('documents')).not.toContain(galley.folder)
    galley.window().events.emit('ready-to-show')
    expect(galley.window().shown).toBe(false)
    expect(checks[0]).toEqual({ name: 'a', outcome: 'passed', seen: 'b' })
    expect(about).toMatchObject({ galley: '0.1.0', platform: 'linux', packaged: true, time: expect.any(String) })
    const [script] = fake.callsOf('webContents.executeJavaScript').map((call) => String(call.args[0]))
    expect(script).toMatch(/^\(async function checkPage\(/)
    expect(script).not.toMatch(/__vi|import\(/)
  })

  it('fails where one check fails: here there is neither sandbox nor fuse nor proof', async () => {
    const { checks } = await selfTest([])
    expect(fake.state.exitCode).toBe(1)
    const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
    expect(failed).toContain('the proof is in its frame')
    expect(failed).toContain('fuses')
  })

  it('says so when the page did not come to the end of its checks', async () => {
    const { checks } = await selfTest(new Error('the page is gone'))
    expect(fake.state.exitCode).toBe(1)
    expect(checks[0]).toMatchObject({ outcome: 'failed', seen: 'Error: the page is gone' })
  })
})
