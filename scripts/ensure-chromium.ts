import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from '../host/find-chromium.ts'

/**
 * The path of an installed Chromium, Chrome or Edge. As root on Debian or Ubuntu, installs Debian's chromium when there is
 * none. Throws an Error that says what to do where that is not possible.
 */
export function ensureChromium(say: (line: string) => void): string {
  const found = findChromium()
  if (found !== null) return found
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      'The end-to-end tests need Chromium, Chrome or Edge. Install one, or set GALLEY_BROWSER to its path; as root on Debian it would be installed for you.',
    )
  }
  say('No Chromium here; installing Debian’s (apt-get install chromium).')
  apt(['update'])
  apt(['install', '-y', '--no-install-recommends', 'chromium'])
  const installed = findChromium()
  if (installed === null) throw new Error('apt-get installed chromium, but it is not on the PATH.')
  return installed
}

function apt(args: readonly string[]): void {
  const run = spawnSync('apt-get', args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (run.status !== 0) throw new Error(`apt-get ${args[0]} failed, so there is no Chromium for the end-to-end tests.`)
}
