import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { release, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { app } from 'electron'
import { isAt, PREVIEW } from '../host/desktop-addresses.ts'
import { durableWrite } from '../host/durable-write.ts'
import { checkPage, type SelfTestCheck } from './preload/self-test-page.ts'
import type { ShellWindow } from './window.ts'

/** What precedes the fuse wire in Electron's binary, and the wire that a packaged Galley must have (scripts/fuses.ts). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const WIRE = '010011001'

/**
 * The file that `--self-test FILE` names, or null without it. A self-test runs in folders of its own, so that it touches
 * nobody's essays and settings; they are set here, before Electron reads them.
 */
export function selfTestReceipt(argv: readonly string[]): string | null {
  const at = argv.indexOf('--self-test')
  const file = at < 0 ? undefined : argv[at + 1]
  if (file === undefined) return null
  const folder = mkdtempSync(join(tmpdir(), 'galley-self-test-'))
  app.setPath('userData', join(folder, 'data'))
  app.setPath('documents', join(folder, 'documents'))
  return resolve(file)
}

/**
 * Asserts in the hidden, real window what cannot be known without Electron's binary (safety.md 8), writes a receipt of every
 * assertion with version and system, and leaves with exit code 0 when all held, 1 otherwise.
 */
export async function runSelfTest(receipt: string, shell: ShellWindow): Promise<void> {
  const page = shell.window.webContents
  if (page.isLoading()) await new Promise<void>((done) => page.once('did-finish-load', () => done()))
  const fromPage = await page.executeJavaScript(`(${checkPage})()`).then(
    (checks) => checks as SelfTestCheck[],
    (error: unknown) => [check('the page came to the end of its checks', false, String(error))],
  )
  const address = page.getURL()
  const frames = page.mainFrame.frames.map(({ url }) => url)
  const checks: SelfTestCheck[] = [
    ...fromPage,
    check('the page is still there', address === 'galley://app/', address),
    check(
      'the origin of the page, as Electron names it',
      page.mainFrame.origin === 'galley://app',
      page.mainFrame.origin,
    ),
    // A frame that was refused has loaded, too: an error page. Its address tells.
    check(
      'the proof is in its frame',
      frames.some((url) => isAt(url, PREVIEW)),
      frames.join(' '),
    ),
    sandboxed(page.getOSProcessId()),
    fuses(),
  ]
  const { electron, chrome, node } = process.versions
  const system = { platform: process.platform, arch: process.arch, release: release() }
  const about = {
    galley: app.getVersion(),
    electron,
    chrome,
    node,
    ...system,
    packaged: app.isPackaged,
    time: new Date(),
  }
  const text = `${JSON.stringify({ ...about, checks }, null, 2)}\n`
  await durableWrite(receipt, new TextEncoder().encode(text), { mode: 'replace' })
  app.exit(checks.some(({ outcome }) => outcome === 'failed') ? 1 : 0)
}

function check(name: string, passed: boolean, seen: string): SelfTestCheck {
  return { name, outcome: passed ? 'passed' : 'failed', seen }
}

function sandboxed(pid: number): SelfTestCheck {
  const name = 'the page runs in the system sandbox'
  if (process.platform === 'linux') {
    const seccomp = /^Seccomp:\s*(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 'unknown'
    return check(name, seccomp === '2', `seccomp ${seccomp}`)
  }
  const metric = app.getAppMetrics().find((process_) => process_.pid === pid)
  return check(name, metric?.sandboxed === true, String(metric?.sandboxed))
}

function fuses(): SelfTestCheck {
  const name = 'fuses'
  if (!app.isPackaged) return { name, outcome: 'not run', seen: 'fuses are flipped in a packaged Galley only' }
  const framework = 'Frameworks/Electron Framework.framework/Electron Framework'
  const inBundle = join(dirname(process.execPath), '..', framework)
  const binary = readFileSync(existsSync(inBundle) ? inBundle : process.execPath)
  // The sentinel is followed by the version of the wire, its length, and one byte for each fuse.
  const at = binary.indexOf(SENTINEL) + SENTINEL.length
  const wire = binary.toString('latin1', at + 2, at + 2 + (binary[at + 1] ?? 0))
  return check(name, wire === WIRE, wire)
}
