/**
 * The policy of the desktop shell, read from its syntax tree and types (safety.md 8.1): `node scripts/electron-lint.ts` prints
 * what breaks it and leaves with 1. `--symbols` prints which members of Electron's API each file uses, in the form of
 * scripts/electron-symbols.json, whose every change is to be reviewed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

/** One breach. */
export interface LintFinding {
  /** Path below electron/. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly rule: string
  readonly message: string
}

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'electron')

/** What every window must say about its page, as literals. */
const REQUIRED: Readonly<Record<string, boolean>> = {
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
}
/** A window that prints a page of the person's own: no script runs in it, so it has no preload, and nothing in it can speak to the host. */
const PRINTING = 'print-pdf.ts'
/** What windows may load: the window's own page and its plain one; a page that is printed, at an origin of its own. */
const LOADED: Readonly<Record<string, RegExp>> = {
  'window.ts': /^(?:APP|PLAIN)$/,
  [PRINTING]: /^`\$\{PRINT\}\$\{id\}`$/,
}
const WINDOWS = ['BrowserWindow', 'BaseWindow', 'BrowserView', 'WebContentsView']
const PRIVILEGES = ['standard', 'secure', 'supportFetchAPI']
const PERMISSIONS = ['clipboard-sanitized-write']
const GLOBALS = ['eval', 'Function', 'fetch', 'WebSocket', 'XMLHttpRequest', 'require']
/** The one module of ours that a preload may take values from: the names of the operations, without their parsers. */
const OPERATIONS = '../../contract/operations.ts'
/** Text that only tests run: it tries what is forbidden, in order to see it refused. */
const SELF_TEST = ['self-test.ts', 'preload/self-test-page.ts']
const MODULES: Readonly<Record<string, readonly string[]>> = {
  'node:path': ['dialogs.ts', 'main.ts', 'window.ts', 'self-test.ts'],
  'node:timers/promises': ['main.ts'],
  'node:fs': ['self-test.ts'],
  'node:os': ['self-test.ts'],
  'electron-store': ['preferences.ts'],
  zod: ['preferences.ts'],
}

/** Members of Electron's API, and the files that may use them. */
export type Symbols = Readonly<Record<string, readonly string[]>>

const ALLOWED = JSON.parse(readFileSync(join(root, 'scripts/electron-symbols.json'), 'utf8')) as Symbols

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: ['node'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  typeRoots: [join(root, 'node_modules/@types')],
}
let unchanged: ReturnType<typeof read> | null = null
/** electron/ as it stands; read once. */
const asItStands = (): ReturnType<typeof read> => {
  unchanged ??= read([])
  return unchanged
}

/** Checks electron/. Answers every breach, by file. */
export function lintElectron(): readonly LintFinding[] {
  const { checker, files } = asItStands()
  return [...files].flatMap(([file, source]) => lintFile(checker, file, source))
}

/**
 * Checks changed files, each as if it alone stood changed in electron/, for tests of the policy: `file` is a path below electron/,
 * `text` what it holds. Answers the breaches of each, in order.
 */
export function lintVariants(variants: readonly { file: string; text: string }[]): readonly (readonly LintFinding[])[] {
  const { checker, changed } = read(variants)
  return variants.map(({ file }, index) => lintFile(checker, file, changed[index] as ts.SourceFile))
}

/** Which members of Electron's API are used where: `App.on:open-file` for an event, `App.quit` for the rest. */
export function electronSymbols(): Symbols {
  const { checker, files } = asItStands()
  const map = new Map<string, Set<string>>()
  for (const [file, source] of files)
    for (const { symbol } of symbolsUsed(checker, source)) map.set(symbol, (map.get(symbol) ?? new Set()).add(file))
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, set]) => [name, [...set].sort()]))
}

function lintFile(checker: ts.TypeChecker, file: string, source: ts.SourceFile): readonly LintFinding[] {
  const used = symbolsUsed(checker, source)
  const unlisted = used.filter(({ symbol }) => !ALLOWED[symbol]?.includes(file))
  const unused = Object.keys(ALLOWED).filter(
    (symbol) => ALLOWED[symbol]?.includes(file) && !used.some((use) => use.symbol === symbol),
  )
  return [
    ...unlisted.map(({ symbol, node }) =>
      at(file, node, 'electron-symbol', `${symbol} is not on the list for this file`),
    ),
    ...unused.map((symbol) => at(file, source, 'electron-symbol', `${symbol} is on the list, but not used`)),
    ...checkFile(checker, file, source),
  ]
}

/** Reads electron/, and beside it the variants, whose imports are resolved from where their originals stand. */
function read(variants: readonly { readonly file: string; readonly text: string }[]): {
  readonly checker: ts.TypeChecker
  readonly files: ReadonlyMap<string, ts.SourceFile>
  readonly changed: readonly ts.SourceFile[]
} {
  const onDisk = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const paths = variants.map((_variant, index) => join(root, `.variant-${index}.ts`))
  const texts = new Map(
    variants.map(({ file, text }, index) => [paths[index] ?? '', { text, original: join(folder, file) }]),
  )
  const host = ts.createCompilerHost(options, true)
  const readSource = host.getSourceFile.bind(host)
  host.getSourceFile = (path, target) => {
    const variant = texts.get(resolve(path))
    return variant ? ts.createSourceFile(path, variant.text, target, true) : readSource(path, target)
  }
  const exists = host.fileExists.bind(host)
  host.fileExists = (path) => texts.has(resolve(path)) || exists(path)
  const cache = ts.createModuleResolutionCache(root, (name) => name, options)
  host.resolveModuleNameLiterals = (literals, containing) =>
    literals.map(({ text }) =>
      ts.resolveModuleName(text, texts.get(resolve(containing))?.original ?? containing, options, host, cache),
    )
  const program = ts.createProgram([...onDisk.map((file) => join(folder, file)), ...paths], options, host)
  const sourceOf = (path: string): ts.SourceFile => {
    const source = program.getSourceFile(path)
    if (!source) throw new Error(`${path} was not read`)
    return source
  }
  return {
    checker: program.getTypeChecker(),
    files: new Map(onDisk.sort().map((file) => [file.replaceAll('\\', '/'), sourceOf(join(folder, file))])),
    changed: paths.map(sourceOf),
  }
}

function symbolsUsed(
  checker: ts.TypeChecker,
  source: ts.SourceFile,
): readonly { readonly symbol: string; readonly node: ts.Node }[] {
  const used: { symbol: string; node: ts.Node }[] = []
  walk(source, (node) => {
    if (ts.isNewExpression(node)) {
      const made = checker.getTypeAtLocation(node).symbol
      if (made && fromElectron(made)) used.push({ symbol: `new ${made.name}`, node })
    }
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return
    const name = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression
    const symbol = checker.getSymbolAtLocation(name)
    const parent = symbol?.declarations?.[0]?.parent
    if (!symbol || !parent || !fromElectron(symbol) || !isApi(parent)) return
    const call = node.parent
    const first = ts.isCallExpression(call) && call.expression === node ? call.arguments[0] : undefined
    const event = ['on', 'once'].includes(symbol.name) && first && ts.isStringLiteral(first) ? `:${first.text}` : ''
    used.push({ symbol: `${parent.name?.getText() ?? ''}.${symbol.name}${event}`, node })
  })
  return used
}

/** Whether an interface or class of electron.d.ts does things; the others only carry data. */
function isApi(parent: ts.Node): parent is ts.InterfaceDeclaration | ts.ClassDeclaration {
  return (
    (ts.isInterfaceDeclaration(parent) || ts.isClassDeclaration(parent)) &&
    [...parent.members].some((member) => ts.isMethodSignature(member) || ts.isMethodDeclaration(member))
  )
}

function fromElectron(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((one) => one.getSourceFile().fileName.endsWith('electron/electron.d.ts')) ?? false
}

function checkFile(checker: ts.TypeChecker, file: string, source: ts.SourceFile): readonly LintFinding[] {
  const findings: LintFinding[] = []
  const report = (node: ts.Node, rule: string, message: string): void =>
    void findings.push(at(file, node, rule, message))
  const selfTest = SELF_TEST.includes(file)
  if (file === 'main.ts') checkBeginning(source, report)
  walk(source, (node) => {
    if (ts.isImportDeclaration(node)) checkImport(file, node, report)
    if (ts.isExportDeclaration(node) && node.moduleSpecifier?.getText().includes('electron'))
      report(node, 'module', 'Electron is not passed on')
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      report(node, 'module', 'no import at run time')
    if (ts.isNewExpression(node)) checkWindow(checker, file, node, report)
    if (ts.isObjectLiteralExpression(node) && ts.isArrayLiteralExpression(node.parent)) checkScheme(node, report)
    if (ts.isPropertyAssignment(node)) {
      const wanted = REQUIRED[node.name.getText()]
      const is = booleanOf(checker.getTypeAtLocation(node.initializer))
      if (wanted !== undefined && is !== wanted)
        report(node, 'web-preferences', `${node.name.getText()} must be ${wanted}`)
    }
    if (file.startsWith('preload/') && !selfTest) checkPreload(checker, node, report)
    if (file === 'policy.ts') checkPolicy(checker, node, report)
    if (ts.isCallExpression(node)) checkCall(checker, file, node, report)
    if (selfTest) return
    if (ts.isIdentifier(node) && GLOBALS.includes(node.text) && !ts.isPropertyAccessExpression(node.parent))
      report(node, 'global', `${node.text} is not used here`)
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'process.env')
      report(node, 'global', 'the shell does not depend on the environment')
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'origin')
      report(node, 'address', 'the origin of an own scheme is the text "null": compare by isAt')
  })
  return findings
}

type Report = (node: ts.Node, rule: string, message: string) => void

function checkBeginning(source: ts.SourceFile, report: Report): void {
  const statements = source.statements.filter((statement) => ts.isExpressionStatement(statement))
  const wanted = ['app.enableSandbox()', 'registerSchemes()', 'guardContents()']
  wanted.forEach((text, index) => {
    const statement = statements[index]
    if (statement?.getText() !== text) report(statement ?? source, 'order', `statement ${index + 1} must be ${text}`)
  })
  const start = source.statements.find(
    (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === 'start',
  )
  const first = start && ts.isFunctionDeclaration(start) ? start.body?.statements[0] : undefined
  if (first?.getText() !== 'guardSession(session.defaultSession)')
    report(first ?? source, 'order', 'start must begin with guardSession(session.defaultSession)')
}

function checkImport(file: string, node: ts.ImportDeclaration, report: Report): void {
  const name = ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : ''
  const clause = node.importClause
  const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword
  if (name === 'electron') {
    if (clause?.name || (clause?.namedBindings && ts.isNamespaceImport(clause.namedBindings)))
      report(node, 'module', 'import the parts of Electron by name, so that they can be checked')
    return
  }
  if (name.startsWith('./')) return
  const ours = /^\.\.\/(?:\.\.\/)?(?:core|contract|host)\//.test(name)
  if (file.startsWith('preload/')) {
    if ((!ours || !typeOnly) && name !== OPERATIONS)
      report(node, 'module', `a preload imports types and the operations' names only, not ${name}`)
  } else if (!ours && !MODULES[name]?.includes(file)) report(node, 'module', `${name} is not imported here`)
}

function checkWindow(checker: ts.TypeChecker, file: string, node: ts.NewExpression, report: Report): void {
  const made = checker.getTypeAtLocation(node).symbol
  if (!made || !WINDOWS.includes(made.name) || !fromElectron(made)) return
  const given = node.arguments?.[0]
  if (!given || !ts.isObjectLiteralExpression(given)) {
    report(node, 'web-preferences', 'options must be a literal')
    return
  }
  const property = given.properties.find((one) => one.name?.getText() === 'webPreferences')
  if (!property || !ts.isPropertyAssignment(property) || !ts.isObjectLiteralExpression(property.initializer)) {
    report(node, 'web-preferences', 'webPreferences must be a literal')
    return
  }
  const type = checker.getTypeAtLocation(property.initializer)
  const required = file === PRINTING ? { ...REQUIRED, javascript: false } : REQUIRED
  for (const [name, wanted] of Object.entries(required)) {
    const symbol = type.getProperty(name)
    const is = symbol && booleanOf(checker.getTypeOfSymbolAtLocation(symbol, property.initializer))
    if (is !== wanted) report(property, 'web-preferences', `${name} must be the literal ${wanted}`)
  }
  for (const { name } of type.getProperties())
    if ((name !== 'preload' || file === PRINTING) && !Object.hasOwn(required, name))
      report(property, 'web-preferences', `${name} is not expected`)
  if (file !== PRINTING && !type.getProperty('preload')) report(property, 'web-preferences', 'a preload is expected')
}

function checkScheme(node: ts.ObjectLiteralExpression, report: Report): void {
  const privileges = node.properties.find((one) => one.name?.getText() === 'privileges')
  if (!privileges || !ts.isPropertyAssignment(privileges)) return
  if (!ts.isObjectLiteralExpression(privileges.initializer)) {
    report(node, 'scheme', 'privileges must be a literal')
    return
  }
  for (const one of privileges.initializer.properties)
    if (!PRIVILEGES.includes(one.name?.getText() ?? '')) report(one, 'scheme', `${one.getText()} is not wanted`)
}

function checkPreload(checker: ts.TypeChecker, node: ts.Node, report: Report): void {
  if (ts.isIdentifier(node) && node.text === 'ipcRenderer' && !ts.isImportSpecifier(node.parent)) {
    const access = node.parent
    if (!ts.isPropertyAccessExpression(access) || !ts.isCallExpression(access.parent))
      report(node, 'bridge', 'ipcRenderer itself is not handed on')
  }
  if (!ts.isCallExpression(node) || !node.expression.getText().endsWith('exposeInMainWorld')) return
  const given = node.arguments[1]
  if (!given || !ts.isCallExpression(given) || given.expression.getText() !== 'Object.freeze') {
    report(node, 'bridge', 'what is exposed must be frozen')
    return
  }
  for (const symbol of checker.getTypeAtLocation(given).getProperties())
    if (checker.getTypeOfSymbolAtLocation(symbol, given).getCallSignatures().length === 0)
      report(node, 'bridge', `${symbol.name} is no function`)
}

function checkPolicy(checker: ts.TypeChecker, node: ts.Node, report: Report): void {
  if (node.kind === ts.SyntaxKind.TrueKeyword) report(node, 'policy', 'nothing is allowed outright')
  if (
    ts.isPropertyAssignment(node) &&
    node.name.getText() === 'cancel' &&
    node.initializer.kind === ts.SyntaxKind.FalseKeyword
  )
    report(node, 'policy', 'requests are not let through outright')
  if (ts.isStringLiteral(node) && isPermission(checker, node) && !PERMISSIONS.includes(node.text))
    report(node, 'policy', `${node.text} is no permission that Galley needs`)
}

/** Whether a literal is compared with a permission, which `may` takes as its first parameter. */
function isPermission(checker: ts.TypeChecker, node: ts.StringLiteral): boolean {
  if (!ts.isBinaryExpression(node.parent)) return false
  const other = node.parent.left === node ? node.parent.right : node.parent.left
  const declared = checker.getSymbolAtLocation(other)?.name
  return declared === 'permission'
}

function checkCall(checker: ts.TypeChecker, file: string, node: ts.CallExpression, report: Report): void {
  const { expression } = node
  if (!ts.isPropertyAccessExpression(expression)) return
  const name = expression.name.text
  const first = node.arguments[0]
  if (
    ['startsWith', 'includes', 'indexOf', 'endsWith', 'match'].includes(name) &&
    first &&
    /galley|:\/\//.test(first.getText())
  )
    report(node, 'address', 'addresses are compared by isAt, never by a part of their text')
  const symbol = checker.getSymbolAtLocation(expression.name)
  if (!symbol || !fromElectron(symbol)) return
  if (/^set\w+Handler$/.test(name) && first?.kind === ts.SyntaxKind.NullKeyword)
    report(node, 'policy', `${name}(null) restores Electron's default`)
  if (name === 'setDevicePermissionHandler' && !/=> false$/.test(first?.getText() ?? ''))
    report(node, 'policy', 'no device is allowed')
  if (name === 'setDisplayMediaRequestHandler' && !/=> \w+\(null\)$/.test(first?.getText() ?? ''))
    report(node, 'policy', 'no screen is shared')
  if (name === 'setWindowOpenHandler' && !/^\(\) => \(\{ action: 'deny' \}\)$/.test(first?.getText() ?? ''))
    report(node, 'policy', 'no window is opened by a page')
  if (name === 'loadURL' && !LOADED[file]?.test(first?.getText() ?? ''))
    report(node, 'address', 'only APP, its plain page and what is printed are loaded')
  if (name === 'setSpellCheckerEnabled' && first?.kind !== ts.SyntaxKind.FalseKeyword)
    report(node, 'policy', 'the spelling checker would fetch dictionaries')
  const owner = checker.getTypeAtLocation(expression.expression).symbol?.name
  if (
    owner === 'IpcMain' &&
    ['handle', 'on'].includes(name) &&
    !/fromOurPage\(event\.senderFrame\)/.test(node.getText())
  )
    report(node, 'sender', 'the sender is not checked')
}

function booleanOf(type: ts.Type): boolean | undefined {
  if (!(type.flags & ts.TypeFlags.BooleanLiteral)) return undefined
  return (type as unknown as { intrinsicName: string }).intrinsicName === 'true'
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

function at(file: string, node: ts.Node, rule: string, message: string): LintFinding {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart())
  return { file, line: line + 1, rule, message }
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--symbols')) process.stdout.write(`${JSON.stringify(electronSymbols(), null, 2)}\n`)
  else {
    const findings = lintElectron()
    for (const { file, line, rule, message } of findings)
      process.stdout.write(`electron/${file}:${line}  ${rule}: ${message}\n`)
    process.exitCode = findings.length > 0 ? 1 : 0
  }
}
