import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type BrowserHost, startBrowserHost } from '../../../browser-host/main.ts'
import { ok } from '../../../core/result.ts'

/** What a test of the whole of Galley gets. */
export interface GalleyFixtures {
  /** Remarks of the browser's console that this test expects; any other error fails it. */
  readonly expectedErrors: readonly RegExp[]
  /** Fresh essays folder of this test, removed afterwards. */
  readonly folder: string
  /** Fresh data folder of this test, removed afterwards. Hand both to `startTestHost` to start Galley again on them. */
  readonly dataFolder: string
  /** Galley's host, serving those two. */
  readonly host: BrowserHost
  /** Links that Galley opened outside. */
  readonly openedLinks: readonly string[]
  /** A page that is signed in and shows the Desk. */
  readonly page: Page
}

/** A host on given folders, with nothing that would reach outside the test. */
export function startTestHost(folder: string, dataFolder: string, openedLinks: string[] = []): Promise<BrowserHost> {
  return startBrowserHost({
    essaysFolder: folder,
    dataFolder,
    idleAfter: null,
    log: (line) => process.stderr.write(`host: ${line}\n`),
    openExternal: async (url) => {
      openedLinks.push(url)
      return ok(null)
    },
  })
}

/** Signs a page in to a host and waits for the window to stand. */
export async function openGalley(page: Page, host: BrowserHost): Promise<void> {
  await page.goto(host.openingAddress())
  await expect(page).toHaveURL(`${host.origin}/`)
  await expect(page.locator('#root > *').first()).toBeVisible()
}

/** Playwright's `test` with Galley behind the page. A request that leaves 127.0.0.1 fails the test, and so does an error in the console. */
export const test = base.extend<GalleyFixtures>({
  expectedErrors: [[], { option: true }],
  folder: async ({}, use) => useFolder(use, 'essays'),
  dataFolder: async ({}, use) => useFolder(use, 'data'),
  openedLinks: async ({}, use) => use([]),
  host: async ({ folder, dataFolder, openedLinks }, use) => {
    const host = await startTestHost(folder, dataFolder, openedLinks as string[])
    await use(host)
    await host.close()
  },
  context: async ({ context, expectedErrors }, use) => {
    const watch = watchContext(context, expectedErrors)
    await use(context)
    expect(watch.left, 'requests that left this machine').toEqual([])
    expect(watch.errors, 'errors in the console').toEqual([])
  },
  page: async ({ page, host }, use) => {
    await openGalley(page, host)
    await use(page)
    // Before the host goes: a request that is still on its way would complain of it.
    for (const open of page.context().pages()) await open.close()
  },
})

export { expect } from '@playwright/test'

async function useFolder(use: (folder: string) => Promise<void>, name: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `galley-${name}-`))
  await use(folder)
  rmSync(folder, { recursive: true, force: true })
}

function watchContext(context: BrowserContext, expected: readonly RegExp[]): { left: string[]; errors: string[] } {
  const left: string[] = []
  const errors: string[] = []
  const note = (text: string): void => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text)
  }
  context.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:\d+\/|data:|blob:|about:)/.test(request.url())) left.push(request.url())
  })
  context.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => note(error.error().stack ?? String(error.error())))
  return { left, errors }
}
