import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { PrintedPage } from '../../core/publication/format.ts'
import { fail } from '../../core/result.ts'
import { findChromium } from '../find-chromium.ts'
import { type PrintPdf, printingBy } from './printing.ts'

/**
 * Prints a page by the Chromium, Chrome or Edge of this machine (GALLEY_BROWSER names one), without a window, a profile or the network: a tagged PDF with an
 * outline and the page's title, whose properties name no program and no person. Problems: `not-available` where there is no such
 * browser, `cancelled`, `io` where it fails.
 */
export const printPdf: PrintPdf = async (page, signal) => {
  const browser = findChromium()
  if (browser === null)
    return fail(
      'not-available',
      'To make a PDF, Galley needs Chromium, Chrome or Edge on this machine, and found none.',
      {
        safe: 'Nothing was written.',
        next: 'Install one of them, or hand in a web page and print it from your browser.',
      },
    )
  return printingBy(async (asked, until) => {
    const profile = mkdtempSync(join(tmpdir(), 'galley-print-'))
    try {
      return await print(browser, profile, asked, until)
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    }
  })(page, signal)
}

/** One page over the browser's own pipe (chromedevtools.github.io/devtools-protocol): nothing listens on a port. */
async function print(browser: string, profile: string, page: PrintedPage, signal: AbortSignal): Promise<Uint8Array> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(
    browser,
    [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      ...asRoot,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    const pipe = devtools(child.stdio[3] as Writable, child.stdio[4] as Readable)
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject)
      child.once('exit', () => reject(new Error('it ended by itself')))
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    return await Promise.race([printOver(pipe, page), failed])
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}

type Send = (method: string, params?: object, session?: string) => Promise<Record<string, unknown>>

async function printOver(send: Send, page: PrintedPage): Promise<Uint8Array> {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
  const session = String(sessionId)
  await send('Page.enable', {}, session)
  const { frameTree } = (await send('Page.getFrameTree', {}, session)) as { frameTree: { frame: { id: string } } }
  await send('Page.setDocumentContent', { frameId: frameTree.frame.id, html: page.html }, session)
  await send(
    'Runtime.evaluate',
    {
      expression:
        'Promise.all([document.fonts.ready, ...[...document.images].map((one) => one.decode().catch(() => {}))]).then(() => true)',
      awaitPromise: true,
    },
    session,
  )
  const { data } = await send(
    'Page.printToPDF',
    {
      preferCSSPageSize: false,
      ...(page.paper === 'letter'
        ? { paperWidth: 8.5, paperHeight: 11 }
        : { paperWidth: 8.2677, paperHeight: 11.6929 }),
      printBackground: false,
      displayHeaderFooter: false,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    },
    session,
  )
  return new Uint8Array(Buffer.from(String(data), 'base64'))
}

/** Messages ended by a zero byte, answers by number. */
function devtools(to: Writable, from: Readable): Send {
  const waiting = new Map<
    number,
    { resolve: (value: Record<string, unknown>) => void; reject: (error: Error) => void }
  >()
  let pieces: Buffer[] = []
  let last = 0
  // A browser that ended is told of by its exit.
  to.on('error', () => {})
  from.on('data', (chunk: Buffer) => {
    let rest = chunk
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(Buffer.concat([...pieces, rest.subarray(0, end)]).toString('utf8')) as {
        id?: number
        result?: Record<string, unknown>
        error?: { message: string }
      }
      pieces = []
      rest = rest.subarray(end + 1)
      const one = message.id === undefined ? undefined : waiting.get(message.id)
      if (one === undefined || message.id === undefined) continue
      waiting.delete(message.id)
      if (message.error) one.reject(new Error(message.error.message))
      else one.resolve(message.result ?? {})
    }
    if (rest.length > 0) pieces.push(rest)
  })
  return (method, params = {}, session) =>
    new Promise((resolve, reject) => {
      last++
      waiting.set(last, { resolve, reject })
      to.write(
        `${JSON.stringify({ id: last, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`,
      )
    })
}
