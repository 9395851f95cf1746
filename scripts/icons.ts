/**
 * Renders the icons of the application and of its files from the drawings in build/icons, with headless Chromium, and
 * composes the .ico and .icns files. Run by hand after a change of a drawing: `node scripts/icons.ts`; the results are
 * committed, because a packaging machine need not have a browser.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../host/find-chromium.ts'
import { composeIcns, composeIco, type SizedPng } from './icon-containers.ts'

const folder = join(import.meta.dirname, '../build/icons')
const SIZES = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024]
/** At these sizes the lines of the sheet would run together, so a simpler drawing is used. */
const SMALL = 32

const drawings = [
  { name: 'icon', large: 'icon.svg', small: 'icon-small.svg' },
  { name: 'essay', large: 'essay.svg', small: 'essay.svg' },
]

const executablePath = findChromium()
if (executablePath === null) throw new Error('no Chromium found; name one in GALLEY_BROWSER')
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage({ deviceScaleFactor: 1 })
  for (const { name, large, small } of drawings) {
    const images: SizedPng[] = []
    mkdirSync(join(folder, name), { recursive: true })
    for (const size of SIZES) {
      const drawing = readFileSync(join(folder, size <= SMALL ? small : large)).toString('base64')
      await page.setViewportSize({ width: size, height: size })
      await page.setContent(
        `<style>html,body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing}">`,
      )
      await page.locator('img').evaluate((image: HTMLImageElement) => image.decode())
      const bytes = await page.screenshot({ omitBackground: true })
      images.push({ size, bytes })
      // electron-builder finds the Linux sizes by these names
      writeFileSync(join(folder, name, `${size}x${size}.png`), bytes)
    }
    writeFileSync(join(folder, `${name}.ico`), composeIco(images.filter((image) => image.size <= 256)))
    writeFileSync(join(folder, `${name}.icns`), composeIcns(images))
    process.stdout.write(`${name}: ${SIZES.length} sizes, .ico, .icns\n`)
  }
} finally {
  await browser.close()
}
