import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { startBrowserHost } from '../../../browser-host/main.ts'
import type { Essay } from '../../../core/essay/essay.ts'
import { writeEssayFile } from '../../../host/files.ts'
import { ensureChromium } from '../../../scripts/ensure-chromium.ts'
import { longEssay } from '../long-essay.ts'

/** Prints a line. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** The beginning of the long essay, of about as many words, without its pictures, whose bytes there are none of here. */
export function essayOf(words: number): Essay {
  const whole = longEssay()
  const blocks = whole.body.content ?? []
  const content = blocks
    .slice(0, blocks.length / (100_000 / words))
    .filter((one) => !JSON.stringify(one).includes('asset:'))
  const metadata = { ...whole.metadata, title: 'Long', cover: null }
  return { ...whole, assets: [], metadata, body: { type: 'doc' as const, content } }
}

/** Opens an essay titled "Long" on the Page of a fresh browser over a fresh host, and ends both after `use`. */
export async function withEssayOpen(essay: Essay, use: (page: Page) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'))
  const essaysFolder = join(folder, 'Essays')
  const host = await startBrowserHost({ essaysFolder, dataFolder: join(folder, 'data'), idleAfter: null })
  const browser = await chromium.launch({
    executablePath: ensureChromium(say),
    args: ['--disable-gpu', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  try {
    const written = await writeEssayFile(join(essaysFolder, 'Long.essay'), essay, new Map(), { replace: false })
    if (!written.ok) throw new Error(written.problem.message)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(host.openingAddress())
    await page.getByRole('button', { name: /^Long/ }).click()
    await page.getByLabel('Essay text').waitFor()
    await use(page)
  } finally {
    await browser.close()
    await host.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tells how long something took, in the middle and for 95 of 100, against a limit in milliseconds where there is one. */
export function tell(name: string, words: number, times: readonly number[], limit?: number): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const judged = limit === undefined ? 'no limit' : `limit ${limit} ms ${at(0.95) <= limit ? 'met' : 'MISSED'}`
  say(
    `${name.padEnd(44)} ${words.toLocaleString('en-GB')} words, ${sorted.length} times: median ${at(0.5).toFixed(0)} ms, 95 of 100 within ${at(0.95).toFixed(0)} ms   ${judged}`,
  )
}
