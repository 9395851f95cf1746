import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hasDesktop } from '../browser-host/open-browser.ts'

/** After a failed fetch, `npm start` does not try again for so long (milliseconds), so that it stays quick offline. */
const RETRY_AFTER = 24 * 60 * 60_000
/** Longest time for fetching about 120 MB, in milliseconds. */
const LONGEST_FETCH = 5 * 60_000
const FAILED_STAMP = 'dist/.electron-not-fetched'

/** Where Electron's binary is, or why it is not to be had, as the end of a sentence. */
export type FoundElectron = { readonly path: string } | { readonly why: string }

/**
 * Finds Electron's binary; fetches it once by the package's own install.js (checked there against its checksums) when it is
 * missing. `insist` tries even after a failure within the last day.
 */
export async function findElectron(root: string, insist: boolean, say: (line: string) => void): Promise<FoundElectron> {
  if (!hasDesktop()) return { why: 'there is no desktop here for Electron’s window' }
  const folder = join(root, 'node_modules/electron')
  const installed = binaryIn(folder)
  if (installed !== null) return { path: installed }
  const stamp = join(root, FAILED_STAMP)
  const failed = statSync(stamp, { throwIfNoEntry: false })
  if (failed && !insist && Date.now() - failed.mtimeMs < RETRY_AFTER) {
    return { why: 'Electron’s binary could not be fetched lately (npm start -- --electron tries again)' }
  }
  say('Fetching Electron’s binary, once (about 120 MB).')
  const problem = await fetchElectron(folder)
  const path = problem === null ? binaryIn(folder) : null
  if (path !== null) return { path }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, '')
  return { why: `Electron’s binary could not be fetched (${problem ?? 'it is not where it should be'})` }
}

function binaryIn(folder: string): string | null {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
  try {
    const path = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/** Runs Electron's installer; null when it succeeded, else its reason in a few words. */
function fetchElectron(folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 'inherit', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (piece: Buffer) => {
      complaint += piece.toString()
    })
    const limit = setTimeout(() => child.kill(), LONGEST_FETCH)
    child.on('error', () => resolve('its installer could not be started'))
    child.on('exit', (code, signal) => {
      clearTimeout(limit)
      if (code === 0) resolve(null)
      else if (signal !== null) resolve(`it took longer than ${LONGEST_FETCH / 60_000} minutes`)
      else resolve(/^\w*Error: (.{1,80})/m.exec(complaint)?.[1] ?? 'no network, perhaps')
    })
  })
}
