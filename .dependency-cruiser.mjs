/**
 * The import walls of docs/architecture.md, executable: one rule per folder, and a few for packages. `tests/architecture`
 * plants a violation of every rule below and asserts that it is found.
 */

/** Folders of ours that a folder may import from, itself included. */
const MAY_IMPORT = {
  core: ['core'],
  contract: ['contract', 'core'],
  host: ['host', 'contract', 'core', 'assets'],
  renderer: ['renderer', 'contract', 'core', 'assets'],
  electron: ['electron', 'host', 'contract', 'core', 'assets'],
  'browser-host': ['browser-host', 'host', 'contract', 'core', 'assets'],
  cli: ['cli', 'browser-host', 'host', 'contract', 'core', 'assets'],
}
const SCREENS = ['desk', 'page', 'proof', 'hand-in']

/** Matches a package by its folder, wherever node_modules stands. */
const packages = (names) => `(^|/)node_modules/(${names})/`

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
      name: `wall-${folder}`,
      comment: `${folder}/ imports ${allowed.join(', ')} of ours and nothing else`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: {
        pathNot: [`^(${allowed.join('|')})/`, '(^|/)node_modules/', '^package\\.json$'],
        dependencyTypes: ['local', 'localmodule'],
      },
    })),
    {
      name: 'cli-serves-only',
      comment: 'of the CLI only `galley serve` starts a server',
      severity: 'error',
      from: { path: '^cli/', pathNot: '^cli/serve\\.ts$' },
      to: { path: '^browser-host/' },
    },
    {
      name: 'preload-is-thin',
      comment: 'the preload runs sandboxed beside the page: the contract and nothing of the main process',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { path: '^(host|electron)/', pathNot: ['^electron/preload/', '^electron/[^/]*channels?\\.ts$'] },
    },
    {
      name: 'screens-apart',
      comment: 'a screen never imports another; what two need stands in renderer/ui, session, commands or editor',
      severity: 'error',
      from: { path: `^renderer/(${SCREENS.join('|')})/` },
      to: { path: `^renderer/(${SCREENS.join('|')})/`, pathNot: '^renderer/$1/' },
    },
    {
      name: 'node-in-node',
      comment: 'Node built-ins only where Node runs',
      severity: 'error',
      from: { path: '^(core|contract|renderer)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-packages',
      comment: 'core is pure: the schema, parsers of text, zod, fflate for files that are archives, saxes for XML',
      severity: 'error',
      from: { path: '^(core|contract)/' },
      to: {
        path: '(^|/)node_modules/',
        pathNot: [
          packages('prosemirror-(model|transform)|zod|markdown-it|parse5|hast-[^/]+|unist-[^/]+|yaml|fflate|saxes'),
          packages('@types'),
        ],
      },
    },
    {
      name: 'react-in-renderer',
      comment: 'React, Tiptap and the editor’s view only in renderer/',
      severity: 'error',
      from: { pathNot: '^(renderer|tests)/' },
      to: { path: packages('react|react-dom|@tiptap/[^/]+|zustand|prosemirror-(view|state|commands|history)') },
    },
    {
      name: 'electron-in-electron',
      comment: 'Electron and its store only in electron/',
      severity: 'error',
      from: { pathNot: '^(electron|tests)/' },
      to: { path: packages('electron|electron-store') },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      comment: 'tests and scripts stand at the top; nothing of the product leans on them',
      from: { pathNot: '^(tests|scripts)/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'two files that need each other are one file',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'a file that imports nothing and that nothing imports is dead',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.css$', '^renderer/index\\.html$'] },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'an import that does not resolve',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      severity: 'error',
      comment: 'a package that package.json does not name may vanish with the next install',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
  },
}
