/**
 * `npm run bench:typing`: from key to paint in Galley and in other editors, holding the same essay of 100,000 words, 200 figures and 300 notes in one
 * browser and one run; at its start, middle and end. Also: opening it, scrolling through it, and what 10,000 keys leave in memory. Only ratios within
 * one run mean anything elsewhere. More keys give steadier figures (KEYS, SOAK, WORDS). An editor that is slow gets fewer keys, which
 * the table says; one that takes longer than its time altogether is named as not run. PEERS chooses other editors by name, comma-separated, bare ProseMirror
 * among them; `none` for none.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { startBrowserHost } from '../../../browser-host/main.ts'
import type { Essay } from '../../../core/essay/essay.ts'
import { newEssay } from '../../../core/essay/new-essay.ts'
import { toHtml } from '../../../core/formats/html/write/to-html.ts'
import { sha256Of } from '../../../host/file-stamp.ts'
import { writeEssayFile } from '../../../host/files.ts'
import { ensureChromium } from '../../../scripts/ensure-chromium.ts'
import { pngPicture } from '../../builders/picture.ts'
import { longEssay } from '../long-essay.ts'
import { makePages, serveFolder } from './pages.ts'

const KEYS = Number(process.env.KEYS ?? 50)
const WORDS = Number(process.env.WORDS ?? 100_000)
const SOAK = Number(process.env.SOAK ?? 10_000)
const PEERS = process.env.PEERS?.split(',')
/** The longest that the keys at one place may take, and that one editor may, opening included (milliseconds). */
const PLACE_TIME = 8_000
const ROW_TIME = 180_000
const FEWEST_KEYS = 10
/** What is typed: words that the dictionary knows, none twice behind each other, so that memory holds the text and not what is found in it. */
const SENTENCE = 'the lamp burns until morning '
/** Keys in a paragraph that is written while memory is watched. */
const PARAGRAPH = 480
const PLACES = ['start', 'middle', 'end'] as const
type Place = (typeof PLACES)[number]

const folder = mkdtempSync(join(tmpdir(), 'galley-typing-'))
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const long = withRealPictures()
const essays = join(folder, 'Essays')
const host = await startBrowserHost({ essaysFolder: essays, dataFolder: join(folder, 'data'), idleAfter: null })
await written('Long', { ...long.essay, metadata: { ...long.essay.metadata, title: 'Long' } }, long.pictures)
const empty = newEssay('00000000-0000-4000-8000-00000000000e', {})
await written('Empty', { ...empty, metadata: { ...empty.metadata, title: 'Empty' } }, new Map())

let browser = await launched()
try {
  await measure()
} finally {
  await browser.close()
  await host.close()
  rmSync(folder, { recursive: true, force: true })
}

function launched(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(say),
    args: ['--disable-gpu', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
}

async function measure(): Promise<void> {
  const html = toHtml(long.essay, {
    kind: 'fragment',
    address: () => 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
  }).text
  const { pages, notRun } = await makePages(join(folder, 'pages'), html, long.essay.body, (name) =>
    PEERS ? PEERS.includes(name) : true,
  )
  const { origin, server } = await serveFolder(join(folder, 'pages'))
  say(
    `Key to paint, milliseconds, ${WORDS.toLocaleString('en-GB')} words, ${KEYS} keys at each place: median / 95th percentile\n`,
  )
  say(`${'editor'.padEnd(26)}${PLACES.map((place) => place.padStart(18)).join('')}`)
  const rows = new Map<string, Readonly<Record<Place, readonly number[]>>>()
  const row = async (name: string, text: string, open: (page: Page) => Promise<void>): Promise<void> => {
    const page = await tab(browser)
    try {
      const times = await within(ROW_TIME, async () => {
        await open(page)
        return typeAtPlaces(page, text)
      })
      rows.set(name, times)
      const fewest = Math.min(...PLACES.map((place) => times[place].length))
      const fewer = fewest < KEYS ? `   from ${fewest} keys on` : ''
      say(`${name.padEnd(26)}${PLACES.map((place) => summary(times[place]).padStart(18)).join('')}${fewer}`)
      if (text === '.essay') await leaveGalley(page)
      await page.context().close()
    } catch (error) {
      const why = (error as Error).message.split('\n')[0]
      notRun.push(`${name}: ${why}`)
      say(`${name.padEnd(26)}           not run: ${why}`)
      // A page that is at work for minutes cannot be closed; its browser can.
      await browser.close()
      browser = await launched()
    }
  }
  await row('Galley, empty essay', '.essay', (page) => openGalley(page, 'Empty'))
  await row('Galley', '.essay', (page) => openGalley(page, 'Long'))
  for (const peer of pages.filter(({ name }) => !PEERS || PEERS.includes(name)))
    await row(peer.name, peer.text, async (page) => {
      await page.goto(`${origin}/${peer.page}`)
      await page.locator('body[data-ready]').waitFor({ timeout: ROW_TIME })
    })
  server.close()

  const worst = (name: string): number =>
    Math.max(...PLACES.map((place) => percentile(rows.get(name)?.[place] ?? [Number.NaN], 95)))
  say('\nGoals')
  goal('p95 against an empty essay', worst('Galley') / worst('Galley, empty essay'), 1.3)
  for (const { name } of pages) if (rows.has(name)) goal(`p95 against ${name}`, worst('Galley') / worst(name), 1)
  for (const line of notRun) say(`  not run: ${line}`)

  const page = await tab(browser)
  const opened = await timeToCaret(page)
  goal('opening to first caret, seconds', opened / 1000, 1.5)
  goal('frames over 50 ms while scrolling', await longFrames(page), 0)
  if (SOAK > 0) goal(`heap growth over ${SOAK} keys, MB per 10,000`, await heapGrowth(page), 1)
}

/** The answer, or an error when it takes longer. The page that it works on is closed after that, which ends the work. */
function within<Answer>(milliseconds: number, work: () => Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${milliseconds / 1000} s`)), milliseconds)
  })
  const working = work()
  // Ends with the page when nobody waits for it any more.
  working.catch(() => undefined)
  return Promise.race([working, late]).finally(() => clearTimeout(timer))
}

function goal(name: string, value: number, most: number): void {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2)
  say(`  ${name.padEnd(44)}${shown.padStart(8)}   goal ${most}   ${value <= most ? 'met' : 'MISSED'}`)
}

async function tab(from: Browser): Promise<Page> {
  const context = await from.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    document.addEventListener(
      'keydown',
      () => {
        const start = performance.now()
        // The frame is drawn after its callbacks; a message posted from one of them arrives when that is done.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => times.push(performance.now() - start)
          port2.postMessage(0)
        })
      },
      true,
    )
  })
  return page
}

async function openGalley(page: Page, title: string): Promise<void> {
  await page.goto(host.openingAddress())
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const row = page.getByRole('button', { name: new RegExp(`^${title},`) })
  if (await row.count()) await row.click()
  else {
    await page.keyboard.press('Control+Shift+d')
    await page.getByRole('button', { name: new RegExp(`^${title},`) }).click()
  }
  await page.locator('.essay').waitFor({ timeout: 60_000 })
  // Spelling, digest and pictures come to rest first, as they have when somebody writes.
  await page.waitForTimeout(4_000)
}

/** Saves and goes to the Desk: an essay that is still open elsewhere would open for reading only. */
async function leaveGalley(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  await page.locator('[data-save="on-disk"]:visible, [data-save="unchanged"]:visible').waitFor({ timeout: 20_000 })
  await page.keyboard.press('Control+Shift+d')
  await page.locator('.essay').waitFor({ state: 'detached' })
}

async function typeAtPlaces(page: Page, text: string): Promise<Record<Place, readonly number[]>> {
  const times = {} as Record<Place, readonly number[]>
  for (const place of PLACES) {
    const target = await page
      .locator(text)
      .first()
      .evaluateHandle((element, where) => {
        const paragraphs = [...element.querySelectorAll('p')].filter(
          (one) => !one.closest('figure, li, blockquote, section'),
        )
        const at = where === 'start' ? 0 : where === 'end' ? paragraphs.length - 1 : Math.floor(paragraphs.length / 2)
        return paragraphs[Math.max(0, at)] ?? element
      }, place)
    const box = (): Promise<{ readonly x: number; readonly y: number }> =>
      target.evaluate((chosen) => {
        chosen.scrollIntoView({ block: 'center' })
        const { left, top } = chosen.getBoundingClientRect()
        return { x: left + 30, y: top + 12 }
      })
    await box()
    await page.waitForTimeout(1_000)
    const { x, y } = await box()
    await page.mouse.click(x, y)
    await page.waitForTimeout(500)
    const warming = performance.now()
    await page.keyboard.type('warming up ', { delay: 40 })
    const each = Math.max(60, (performance.now() - warming) / 11)
    const keys = Math.max(FEWEST_KEYS, Math.min(KEYS, Math.floor(PLACE_TIME / each)))
    const typed = await page
      .locator(text)
      .first()
      .evaluate((element) => element.textContent?.includes('warming up'))
    if (!typed) throw new Error(`no cursor at the ${place}`)
    await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes.splice(0))
    await page.keyboard.type(SENTENCE.repeat(10).slice(0, keys), { delay: 60 })
    await page.waitForTimeout(800)
    times[place] = await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes.splice(0))
  }
  return times
}

async function timeToCaret(page: Page): Promise<number> {
  await page.goto(host.openingAddress())
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  if (await page.locator('.essay').count()) await page.keyboard.press('Control+Shift+d')
  const row = page.getByRole('button', { name: /^Long,/ })
  await row.waitFor()
  return row.evaluate(
    (button) =>
      new Promise<number>((resolve) => {
        const start = performance.now()
        const look = (): void => {
          if (document.activeElement?.classList.contains('essay'))
            requestAnimationFrame(() => resolve(performance.now() - start))
          else requestAnimationFrame(look)
        }
        ;(button as HTMLElement).click()
        look()
      }),
  )
}

async function longFrames(page: Page): Promise<number> {
  await page.waitForTimeout(4_000)
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const scroller = document.querySelector('[data-scroller]') as HTMLElement
        scroller.scrollTop = 0
        let long = 0
        let frames = 0
        let last = performance.now()
        const step = (now: number): void => {
          if (now - last > 50) long++
          last = now
          scroller.scrollTop += 160
          if (++frames < 400) requestAnimationFrame(step)
          else resolve(long)
        }
        requestAnimationFrame(step)
      }),
  )
}

/** What the keys leave behind in megabytes, as if they were 10,000: measured when all is saved and at rest, after the collector has run. */
async function heapGrowth(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const used = async (): Promise<number> => {
    await page.keyboard.press('Control+s')
    // The essay is looked over while nobody types; until then the findings of before are held beside the new ones.
    await page.waitForTimeout(6_000)
    // What only a finalizer holds goes with the second round.
    for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
  await page
    .locator('.essay p')
    .first()
    .click({ position: { x: 40, y: 10 } })
  const type = async (keys: number): Promise<void> => {
    for (let key = 1; key <= keys; key++)
      if (key % PARAGRAPH === 0) await page.keyboard.press('Enter')
      else await session.send('Input.insertText', { text: SENTENCE.charAt(key % SENTENCE.length) })
  }
  await type(1_000)
  const before = await used()
  await type(SOAK)
  return (((await used()) - before) / 1e6) * (10_000 / SOAK)
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * part) / 100))] ?? Number.NaN
}

function summary(values: readonly number[]): string {
  return `${percentile(values, 50).toFixed(1)} / ${percentile(values, 95).toFixed(1)}`
}

/** The long essay with pictures that exist: the examples' hashes name no bytes. */
function withRealPictures() {
  const essay = longEssay(WORDS)
  const pictures = new Map<string, Uint8Array>()
  let json = JSON.stringify(essay)
  for (const [index, asset] of essay.assets.entries()) {
    const bytes = pngPicture({ width: 1_200 + index, height: 800, tone: 90 + index })
    const hash = sha256Of(bytes)
    pictures.set(hash, bytes)
    json = json.replaceAll(asset.hash, hash)
  }
  const read = JSON.parse(json) as typeof essay
  const assets = read.assets.map((asset, index) => ({
    ...asset,
    mime: 'image/png' as const,
    bytes: pictures.get(asset.hash)?.length ?? 0,
    width: 1_200 + index,
    height: 800,
  }))
  return { essay: { ...read, assets }, pictures }
}

async function written(name: string, essay: Essay, pictures: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const done = await writeEssayFile(join(essays, `${name}.essay`), essay, pictures, { replace: false })
  if (!done.ok) throw new Error(done.problem.message)
}
