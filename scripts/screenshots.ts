/**
 * `npm run screenshots`: the README's pictures of Page and Proof, taken from the sample essay in a fresh folder, in headless
 * Chromium through the browser host. With a folder as argument it takes every screen in every theme and width instead, for
 * looking at (`npm run screenshots -- shots`).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { startBrowserHost } from '../browser-host/main.ts'
import { ensureChromium } from './ensure-chromium.ts'

const root = join(import.meta.dirname, '..')
const everything = process.argv[2]
const out = everything ? resolve(everything) : join(root, 'docs/screenshots')
mkdirSync(out, { recursive: true })

const folder = mkdtempSync(join(tmpdir(), 'galley-shots-'))
const host = await startBrowserHost({
  essaysFolder: join(folder, 'Essays'),
  dataFolder: join(folder, 'data'),
  idleAfter: null,
})
const browser = await chromium.launch({
  executablePath: ensureChromium((line) => console.log(line)),
  args: ['--disable-gpu', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
try {
  if (everything) await takeEverything()
  else await takeForReadme()
} finally {
  await browser.close()
  await host.close()
  rmSync(folder, { recursive: true, force: true })
}

async function takeForReadme(): Promise<void> {
  const page = await open('light', { width: 1280, height: 800 })
  await openSample(page)
  // The Page at its most telling: a figure chosen, its words and rights beside it.
  await page.getByRole('tab', { name: /^Figures/ }).click()
  const figure = page.locator('figure[data-figure]').first()
  await figure.locator('img').click()
  await figure.evaluate((element) => {
    element.closest('[data-scroller]')?.scrollBy(0, element.getBoundingClientRect().top - 300)
  })
  await take(page, 'page')
  await show(page, 'Proof')
  await take(page, 'proof')
}

async function takeEverything(): Promise<void> {
  for (const theme of ['light', 'dark', 'sepia'] as const) {
    for (const size of [
      { width: 1280, height: 800 },
      { width: 900, height: 700 },
      { width: 420, height: 800 },
    ]) {
      const page = await open(theme === 'dark' ? 'dark' : 'light', size)
      const name = (screen: string) => `${screen}-${theme}-${size.width}`
      if (theme === 'sepia') await command(page, 'theme sepia')
      await take(page, name('desk'))
      await openSample(page)
      await take(page, name('page'))
      await show(page, 'Proof')
      await take(page, name('proof'))
      await show(page, 'Hand in')
      await take(page, name('hand-in'))
      await page.keyboard.press('Control+k')
      await take(page, name('palette'))
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+/')
      await take(page, name('shortcuts'))
      await page.keyboard.press('Escape')
      await show(page, 'Page')
      await command(page, 'go to the desk')
      if (theme === 'sepia') await command(page, 'theme: as the system')
      await page.context().close()
    }
  }
}

async function open(colorScheme: 'light' | 'dark', viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ colorScheme, viewport, deviceScaleFactor: 1, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(host.openingAddress())
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(() => document.fonts.ready)
  return page
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^The Keeper and the Lamp,/ }).click()
  await page.getByLabel('Essay text').waitFor()
}

async function show(page: Page, view: string): Promise<void> {
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: view, exact: true }).click()
}

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByLabel('Find a command or an essay').fill(words)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(200)
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(700)
  await page.screenshot({ path: join(out, `${name}.png`) })
  console.log(`${name}.png`)
}
