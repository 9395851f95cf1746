import { spawn } from 'node:child_process'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fail, ok, type Result } from '../core/result.ts'
import { findChromium } from '../host/find-chromium.ts'

/** How long the redirect file stays, in milliseconds: as long as the address in it works. */
const REDIRECT_LIFE = 60_000
const REDIRECT = 'open-galley.html'

/** Whether this session has a screen that a browser could open on. */
export function hasDesktop(platform: NodeJS.Platform = process.platform, environment = process.env): boolean {
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

/**
 * Opens Galley's address as a window of its own in Chromium, Chrome or Edge, or in the default browser. The secret part of
 * the address would stand in the process list, so the browser gets a file that only this user can read and that leads on.
 * `not-available` where there is no desktop or no browser.
 */
export async function openBrowser(address: string, dataFolder: string): Promise<Result<{ readonly name: string }>> {
  if (!hasDesktop()) return fail('not-available', 'There is no desktop to open a browser on.')
  const file = await writeRedirect(address, dataFolder)
  const url = pathToFileURL(file).href
  const chromium = findChromium()
  if (chromium !== null) {
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
    if (await starts(chromium, [...asRoot, `--app=${url}`])) return ok({ name: chromium })
  }
  return (await openByDesktop(url))
    ? ok({ name: 'the default browser' })
    : fail('not-available', 'No browser was found.')
}

/** Removes the file that led the browser here; its address is spent or too old. */
export async function forgetRedirect(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, REDIRECT), { force: true })
}

/** Opens a web or mail address with whatever the desktop uses for it. The host has checked its scheme. */
export async function openOutside(url: string): Promise<Result<null>> {
  if (hasDesktop() && (await openByDesktop(url))) return ok(null)
  return fail('not-available', 'This computer has no browser to open the link with.', { next: 'Copy the address.' })
}

function openByDesktop(url: string): Promise<boolean> {
  if (process.platform === 'darwin') return starts('open', [url])
  // Not through cmd, which would read & and ^ in an address as its own.
  if (process.platform === 'win32') return starts('rundll32', ['url.dll,FileProtocolHandler', url])
  return starts('xdg-open', [url])
}

async function writeRedirect(address: string, dataFolder: string): Promise<string> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const file = join(dataFolder, REDIRECT)
  await forgetRedirect(dataFolder)
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><title>Galley</title><meta http-equiv="refresh" content="0;url=${address}">\n`,
    {
      mode: 0o600,
      flag: 'wx',
    },
  )
  await chmod(file, 0o600)
  setTimeout(() => void forgetRedirect(dataFolder), REDIRECT_LIFE).unref()
  return file
}

/** Starts a program of its own life; false when it could not be started. */
function starts(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
