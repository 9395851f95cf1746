/**
 * `npm start`: builds what changed, then opens Galley in Electron, or, where that cannot be had, in the installed browser
 * behind the loopback host; one line says which and why.
 *
 *   npm start -- [--folder DIR] [--browser | --electron] [--port N] [--no-open] [ESSAY...]
 */
import { spawn, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startBrowserHost } from '../browser-host/main.ts'
import { findElectron } from './find-electron.ts'
import { isBuilt } from './is-built.ts'

const root = resolve(import.meta.dirname, '..')
/** An Electron that fails sooner than this never showed a window, in milliseconds. */
const START_TIME = 5_000
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const USAGE = 'npm start -- [--folder DIR] [--browser | --electron] [--port N] [--no-open] [ESSAY...]'
/** npm runs scripts in the package's folder; names start from where the person stands. */
const stand = process.env.INIT_CWD ?? process.cwd()

const { values, positionals } = commandLine()

if (!isBuilt(root)) {
  say('Building (the sources are newer than dist/).')
  const built = spawnSync(process.execPath, [resolve(root, 'scripts/build.ts')], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) process.exit(1)
}

const electron = values.browser ? { why: 'you asked for the browser' } : await findElectron(root, values.electron, say)
if ('why' in electron) {
  say(`Galley opens in the browser, because ${electron.why}.`)
  await serve()
} else {
  say('Galley opens in Electron, whose binary is installed.')
  const code = await runElectron(electron.path)
  if (code !== null) {
    say(`Electron ended at once (exit code ${code}), so Galley opens in the browser.`)
    await serve()
  }
}

function commandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        folder: { type: 'string' },
        browser: { type: 'boolean', default: false },
        electron: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        'no-open': { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    // The first sentence of parseArgs is for people, the rest is advice to programmers.
    say(`${(error as Error).message.split(/\.\s/)[0]}.\n${USAGE}`)
    process.exit(2)
  }
}

/** Runs Electron to its end; its exit code when it could not even start here (a library is missing, say), else null. */
function runElectron(path: string): Promise<number | null> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const folder = values.folder === undefined ? [] : [`--folder=${resolve(stand, values.folder)}`]
  const essays = positionals.map((essay) => resolve(stand, essay))
  const started = performance.now()
  return new Promise((done) => {
    const child = spawn(path, [...asRoot, root, ...folder, ...essays], { stdio: 'inherit' })
    child.on('error', () => done(127))
    child.on('exit', (code) => {
      const atOnce = code !== null && code !== 0 && performance.now() - started < START_TIME
      if (!atOnce) process.exitCode = code ?? 1
      done(atOnce ? code : null)
    })
  })
}

async function serve(): Promise<void> {
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    say(`--port takes a number from 0 to 65535, not ${values.port}.`)
    process.exit(2)
  }
  try {
    const running = await startBrowserHost({
      ...(values.folder === undefined ? {} : { essaysFolder: resolve(stand, values.folder) }),
      port,
      open: !values['no-open'],
      show: positionals.map((path) => resolve(stand, path)),
      tell: say,
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close())
    say('Press Ctrl+C to end Galley.')
    await running.ended
  } catch (error) {
    say((error as Error).message)
    process.exit(1)
  }
}
