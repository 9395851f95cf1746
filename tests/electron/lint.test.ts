import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { electronSymbols, lintElectron, lintVariants } from '../../scripts/electron-lint.ts'

const folder = join(import.meta.dirname, '../../electron')
const source = (file: string): string => readFileSync(join(folder, file), 'utf8')

interface Variant {
  readonly file: string
  readonly text: string
}

/** A file with one text replaced. Throws where the text is not there, so that no seed can go stale unseen. */
function changed(file: string, from: string, to: string): Variant {
  const text = source(file)
  if (!text.includes(from)) throw new Error(`${file} no longer holds: ${from}`)
  return { file, text: text.replace(from, () => to) }
}
const added = (file: string, text: string): Variant => ({ file, text: `${source(file)}\n${text}\n` })

/** Each is a way in which the shell could be opened up; the rule that must notice it. */
const SEEDS: readonly (readonly [string, Variant, string])[] = [
  // windows
  ['node in the page', changed('window.ts', 'nodeIntegration: false', 'nodeIntegration: true'), 'web-preferences'],
  [
    'no context isolation',
    changed('window.ts', 'contextIsolation: true', 'contextIsolation: false'),
    'web-preferences',
  ],
  ['no sandbox', changed('window.ts', '  sandbox: true,\n', ''), 'web-preferences'],
  ['no web security', changed('window.ts', 'webSecurity: true', 'webSecurity: false'), 'web-preferences'],
  [
    'a preference that is not known before',
    changed('window.ts', 'sandbox: true', 'sandbox: Math.random() < 2'),
    'web-preferences',
  ],
  [
    'a preference widened by its type',
    changed('window.ts', '} as const satisfies WebPreferences', '} as WebPreferences'),
    'web-preferences',
  ],
  ['webview', changed('window.ts', 'webviewTag: false', 'webviewTag: true'), 'web-preferences'],
  [
    'an extra preference',
    changed('window.ts', '  spellcheck: false,', "  spellcheck: false,\n  enableBlinkFeatures: 'X',"),
    'web-preferences',
  ],
  [
    'preferences overridden at the window',
    changed('window.ts', '{ ...PREFERENCES, preload', '{ ...PREFERENCES, sandbox: false, preload'),
    'web-preferences',
  ],
  [
    'preferences from elsewhere',
    changed(
      'window.ts',
      "webPreferences: { ...PREFERENCES, preload: join(import.meta.dirname, 'preload.cjs') }",
      'webPreferences: PREFERENCES',
    ),
    'web-preferences',
  ],
  ['no preload', changed('window.ts', ", preload: join(import.meta.dirname, 'preload.cjs')", ''), 'web-preferences'],
  [
    'a second window',
    added('main.ts', "import { BrowserWindow } from 'electron'\nexport const w = () => new BrowserWindow()"),
    'web-preferences',
  ],
  [
    'a window of another kind',
    added(
      'main.ts',
      "import { WebContentsView as V } from 'electron'\nexport const v = () => new V({ webPreferences: { nodeIntegration: true } })",
    ),
    'web-preferences',
  ],
  [
    'a page from the web',
    changed('window.ts', 'void window.loadURL(APP)\n  return', "void window.loadURL('https://example.org/')\n  return"),
    'address',
  ],
  [
    'a page from the disk',
    changed('window.ts', 'void window.loadURL(APP)\n  return', "void window.loadFile('index.html')\n  return"),
    'electron-symbol',
  ],
  // printing
  ['a script in what is printed', changed('print-pdf.ts', ', javascript: false', ''), 'web-preferences'],
  [
    'a preload for what is printed',
    changed('print-pdf.ts', 'javascript: false', "javascript: false, preload: '/x/preload.cjs'"),
    'web-preferences',
  ],
  ['another address printed', changed('print-pdf.ts', 'window.loadURL(', 'window.loadURL(page.html + '), 'address'],
  ['what is printed in the window', changed('window.ts', 'loadURL(PLAIN)', 'loadURL(`galley://print/x`)'), 'address'],
  // start
  ['no sandbox for all', changed('main.ts', 'app.enableSandbox()\n', ''), 'order'],
  [
    'the sandbox after something else',
    changed('main.ts', 'app.enableSandbox()\nregisterSchemes()', 'registerSchemes()\napp.enableSandbox()'),
    'order',
  ],
  ['no guard of contents', changed('main.ts', 'guardContents()\n', ''), 'order'],
  ['no guard of the session', changed('main.ts', '  guardSession(session.defaultSession)\n', ''), 'order'],
  ['several instances', changed('main.ts', 'if (app.requestSingleInstanceLock())', 'if (app)'), 'electron-symbol'],
  [
    'a switch that turns security off',
    added('main.ts', "app.commandLine.appendSwitch('no-sandbox')"),
    'electron-symbol',
  ],
  [
    'a protocol of the operating system',
    added('main.ts', "app.setAsDefaultProtocolClient('galley')"),
    'electron-symbol',
  ],
  [
    'crash reports',
    added(
      'main.ts',
      "import { crashReporter } from 'electron'\ncrashReporter.start({ submitURL: 'https://example.org' })",
    ),
    'electron-symbol',
  ],
  ['the environment decides', added('main.ts', 'export const debug = process.env.DEBUG'), 'global'],
  // policy
  ['a new window allowed', changed('policy.ts', "action: 'deny'", "action: 'allow'"), 'policy'],
  [
    'navigation by prefix',
    changed(
      'policy.ts',
      '!isAt(details.url, details.isMainFrame ? APP : PREVIEW)',
      "!details.url.startsWith('galley://app')",
    ),
    'address',
  ],
  [
    'navigation by origin',
    changed(
      'policy.ts',
      '!isAt(details.url, details.isMainFrame ? APP : PREVIEW)',
      "new URL(details.url).origin !== 'null'",
    ),
    'address',
  ],
  ['redirects unguarded', changed('policy.ts', "    contents.on('will-redirect', stay)\n", ''), 'electron-symbol'],
  ['frames unguarded', changed('policy.ts', "    contents.on('will-frame-navigate', stay)\n", ''), 'electron-symbol'],
  [
    'webviews unguarded',
    changed('policy.ts', "    contents.on('will-attach-webview', (event) => event.preventDefault())\n", ''),
    'electron-symbol',
  ],
  [
    'every permission',
    changed('policy.ts', 'answer(may(permission, details.requestingUrl))', 'answer(true)'),
    'policy',
  ],
  [
    'one permission more',
    changed(
      'policy.ts',
      "permission === 'clipboard-sanitized-write'",
      "(permission === 'clipboard-sanitized-write' || permission === 'media')",
    ),
    'policy',
  ],
  [
    'checks with their default',
    changed('policy.ts', '(_contents, permission, origin) => may(permission, origin)', 'null'),
    'policy',
  ],
  [
    'devices allowed',
    changed(
      'policy.ts',
      'setDevicePermissionHandler(() => false)',
      "setDevicePermissionHandler(({ origin }) => origin === 'x')",
    ),
    'policy',
  ],
  ['the screen shared', changed('policy.ts', 'answer(null)', "answer({ audio: 'loopback' })"), 'policy'],
  [
    'the network let through',
    changed('policy.ts', "cancel: !own && (app.isPackaged || schemeOf(url) !== 'devtools:')", 'cancel: false'),
    'policy',
  ],
  [
    'downloads allowed',
    changed('policy.ts', "  session.on('will-download', (event) => event.preventDefault())\n", ''),
    'electron-symbol',
  ],
  [
    'the spelling checker on',
    changed('policy.ts', 'setSpellCheckerEnabled(false)', 'setSpellCheckerEnabled(!app.isPackaged)'),
    'policy',
  ],
  // protocols
  [
    'a scheme past every policy',
    changed(
      'protocols.ts',
      "scheme: 'galley-asset', privileges: { standard: true",
      "scheme: 'galley-asset', privileges: { bypassCSP: true, standard: true",
    ),
    'scheme',
  ],
  [
    'a scheme for others',
    changed(
      'protocols.ts',
      "scheme: 'galley-asset', privileges: { standard: true",
      "scheme: 'galley-asset', privileges: { corsEnabled: true, standard: true",
    ),
    'scheme',
  ],
  [
    'an old kind of protocol',
    added('protocols.ts', "export const f = () => protocol.registerFileProtocol('x', () => {})"),
    'electron-symbol',
  ],
  // ipc and preload
  [
    'a sender unchecked',
    changed('ipc.ts', 'fromOurPage(event.senderFrame)\n        ? ', 'event\n        ? '),
    'sender',
  ],
  ['a signal from anyone', changed('ipc.ts', 'if (answer && fromOurPage(event.senderFrame))', 'if (answer)'), 'sender'],
  [
    'ipc beside the door',
    added('main.ts', "import { ipcMain } from 'electron'\nipcMain.handle('x', () => 1)"),
    'electron-symbol',
  ],
  ['a synchronous answer', added('ipc.ts', "ipcMain.on('x', (event) => {\n  event.returnValue = 1\n})"), 'sender'],
  [
    'ipcRenderer itself exposed',
    changed(
      'preload/preload.ts',
      "exposeInMainWorld('galley', Object.freeze(galley))",
      "exposeInMainWorld('galley', Object.freeze({ ...galley, ipcRenderer }))",
    ),
    'bridge',
  ],
  ['a bridge that can be changed', changed('preload/preload.ts', 'Object.freeze(galley)', 'galley'), 'bridge'],
  [
    'a bridge with data',
    changed(
      'preload/preload.ts',
      'Object.freeze(galley)',
      'Object.freeze({ ...galley, version: process.versions.electron })',
    ),
    'bridge',
  ],
  [
    'a bridge for any channel',
    changed('preload/preload.ts', 'Object.freeze(galley)', 'Object.freeze({ ...galley, invoke: ipcRenderer.invoke })'),
    'bridge',
  ],
  ['a second bridge', added('preload/preload.ts', "contextBridge.exposeInMainWorld('more', { a: 1 })"), 'bridge'],
  [
    'a synchronous question',
    added('preload/preload.ts', "export const s = ipcRenderer.sendSync('x')"),
    'electron-symbol',
  ],
  [
    'a library in the preload',
    added('preload/preload.ts', "import { z } from 'zod'\nexport const parser = z.string()"),
    'module',
  ],
  [
    'values from the contract in the preload',
    added(
      'preload/preload.ts',
      "import { inputs } from '../../contract/inputs.ts'\nexport const names = Object.keys(inputs)",
    ),
    'module',
  ],
  // everything else
  [
    'a file opened by the system',
    added('open-external.ts', 'export const open = (path: string) => shell.openPath(path)'),
    'electron-symbol',
  ],
  [
    'an address opened elsewhere',
    added('main.ts', "import { shell } from 'electron'\nvoid shell.openExternal('https://example.org/')"),
    'electron-symbol',
  ],
  [
    'script from text',
    added('window.ts', "export const run = (w: BrowserWindow) => w.webContents.executeJavaScript('1')"),
    'electron-symbol',
  ],
  [
    'files beside the host',
    added('main.ts', "import { readFileSync } from 'node:fs'\nexport const text = readFileSync('x', 'utf8')"),
    'module',
  ],
  ['a child process', added('main.ts', "import { execFile } from 'node:child_process'\nexecFile('x')"), 'module'],
  ['the network from main', added('main.ts', "export const got = fetch('https://example.org/')"), 'global'],
  ['a server', added('main.ts', "import { createServer } from 'node:http'\ncreateServer()"), 'module'],
  ['code from text', added('main.ts', "export const ran = eval('1')"), 'global'],
  [
    'Electron by require',
    added(
      'main.ts',
      "declare const require: (name: string) => { shell: { openPath(path: string): void } }\nrequire('electron').shell.openPath('x')",
    ),
    'global',
  ],
  ['Electron at run time', added('main.ts', "export const later = import('electron')"), 'module'],
  ['Electron as a whole', added('main.ts', "import * as all from 'electron'\nall.shell.openPath('x')"), 'module'],
  ['Electron by its default', added('main.ts', "import all from 'electron'\nexport const everything = all"), 'module'],
  ['Electron passed on', added('main.ts', "export { shell } from 'electron'"), 'module'],
  [
    'an API by computed name',
    added('open-external.ts', "export const open = (path: string) => shell['openPath'](path)"),
    'electron-symbol',
  ],
  [
    'a file of its own',
    { file: 'extra.ts', text: "import { app } from 'electron'\napp.relaunch()\n" },
    'electron-symbol',
  ],
]

describe('the policy of the shell', () => {
  it('holds', () => {
    expect(lintElectron()).toEqual([])
  })

  const found = lintVariants(SEEDS.map(([, variant]) => variant))
  it.each(SEEDS.map(([what, , rule], index) => [what, rule, found[index] ?? []] as const))(
    'notices %s',
    (_what, rule, findings) => {
      expect(findings.map((finding) => finding.rule)).toContain(rule)
      for (const finding of findings) expect(finding.line).toBeGreaterThan(0)
    },
  )

  it('finds nothing in files that are unchanged', () => {
    const same = ['main.ts', 'window.ts', 'policy.ts', 'ipc.ts', 'preload/preload.ts'].map((file) => ({
      file,
      text: source(file),
    }))
    expect(lintVariants(same).flat()).toEqual([])
  })

  it('has enough to notice', () => {
    expect(SEEDS.length).toBeGreaterThanOrEqual(50)
    expect(new Set(SEEDS.map(([what]) => what)).size).toBe(SEEDS.length)
  })

  it('lists exactly the members of Electron that are used, all of them in electron.d.ts of the pinned version', () => {
    const listed = JSON.parse(readFileSync(join(folder, '../scripts/electron-symbols.json'), 'utf8')) as Record<
      string,
      string[]
    >
    expect(listed).toEqual(electronSymbols())
    expect(Object.keys(listed).length).toBeLessThanOrEqual(87)
  })
})

describe('the shell is thin', () => {
  /** Lines of code: no blank lines, comments and imports. */
  const codeLines = (file: string): number => {
    const parsed = ts.createSourceFile(file, source(file), ts.ScriptTarget.ES2023, true)
    const lines = new Set<number>()
    const walk = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) return
      if (node.getChildCount() === 0 && node.getText() !== '') {
        lines.add(parsed.getLineAndCharacterOfPosition(node.getStart()).line)
        lines.add(parsed.getLineAndCharacterOfPosition(node.getEnd()).line)
      }
      // JSDoc hangs below its node; it is no code.
      for (const child of node.getChildren()) if (!ts.isJSDoc(child)) walk(child)
    }
    walk(parsed)
    return lines.size
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('self-test'),
  )
  const total = (some: readonly string[]): number => some.reduce((sum, file) => sum + codeLines(file), 0)

  it('in its core and as a whole', () => {
    const core = ['main.ts', 'window.ts', 'policy.ts', 'ipc.ts', 'preload/preload.ts', 'preload/channels.ts']
    expect(total(core)).toBeGreaterThan(200)
    expect(total(core)).toBeLessThanOrEqual(350)
    expect(total(files)).toBeLessThanOrEqual(560)
  })
})
