import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from './galley.ts'

/** Galley's host in a process of its own, which can be killed like one. */
export interface HostProcess {
  /** Opens the window of this host in a page. */
  open(page: Page): Promise<void>
  /** Kills it where it stands (SIGKILL): nothing of it runs any more when this resolves. */
  kill(): Promise<void>
  /** Lets it end in order. */
  close(): Promise<void>
}

/** Starts a host on these folders and waits until it serves. */
export async function startHostProcess(folder: string, dataFolder: string): Promise<HostProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'host-child.ts'), folder, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((found, failed) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) found(text.trim())
    })
    child.once('close', (code) => failed(new Error(`the host ended with ${code} before it served`)))
  })
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (hasEnded(child)) return
    const closed = once(child, 'close')
    child.kill(signal)
    await closed
  }
  return {
    async open(page) {
      await page.goto(address)
      await expect(page.locator('#root > *').first()).toBeVisible()
    },
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
