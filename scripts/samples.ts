/**
 * Makes the sample essay that Galley ships: packs assets/samples/the-keeper-and-the-lamp.json with its pictures into the
 * `.essay` beside it. Equal input gives equal bytes; a test compares.
 *
 *   node scripts/samples.ts              pack
 *   node scripts/samples.ts --pictures   first draw the JPEGs anew from their SVG sources, with headless Chromium
 *   node scripts/samples.ts --out FILE   pack into another file
 *
 * The JPEGs are committed because another Chromium may draw them with other bytes, and the essay names them by their hash.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { readEssay } from '../core/essay/read-essay.ts'
import { writeEssayFile } from '../host/files.ts'

const samples = join(import.meta.dirname, '../assets/samples')
const sourcePath = join(samples, 'the-keeper-and-the-lamp.json')
const pictureFolder = join(samples, 'pictures')
/** Below this the gradients of the skies show bands. */
const JPEG_QUALITY = 84

const { values } = parseArgs({ options: { pictures: { type: 'boolean' }, out: { type: 'string' } } })

if (values.pictures) await drawPictures()
const source = readEssay(readFileSync(sourcePath, 'utf8'))
if (!source.ok) throw new Error(source.problem.message)
const pictures = new Map(
  source.value.assets.map(({ name, hash }) => {
    const bytes = new Uint8Array(readFileSync(join(pictureFolder, name)))
    if (sha256(bytes) !== hash) throw new Error(`${name} is not the picture that the essay names; run with --pictures`)
    return [hash, bytes] as const
  }),
)
const written = await writeEssayFile(
  resolve(values.out ?? join(samples, 'the-keeper-and-the-lamp.essay')),
  source.value,
  pictures,
  { replace: true },
)
if (!written.ok) throw new Error(written.problem.message)
process.stdout.write(`${written.value.path}: ${written.value.bytes} bytes\n`)

/** Renders each drawing to its JPEG and puts the new hash and size into the essay's source. */
async function drawPictures(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.GALLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    let essay = readFileSync(sourcePath, 'utf8')
    for (const asset of (JSON.parse(essay) as { assets: { name: string; hash: string; bytes: number }[] }).assets) {
      const drawing = readFileSync(join(pictureFolder, asset.name.replace(/\.jpg$/, '.svg')), 'utf8')
      const size = /^<svg[^>]* width="(\d+)" height="(\d+)"/.exec(drawing)
      if (!size) throw new Error(`${asset.name}: the drawing names no width and height`)
      const page = await browser.newPage({ viewport: { width: Number(size[1]), height: Number(size[2]) } })
      await page.setContent(`<style>body{margin:0}svg{display:block}</style>${drawing}`)
      const bytes = await page.screenshot({ type: 'jpeg', quality: JPEG_QUALITY })
      await page.close()
      writeFileSync(join(pictureFolder, asset.name), bytes)
      essay = essay
        .replaceAll(asset.hash, sha256(bytes))
        .replace(new RegExp(`("bytes": )\\d+(?=[^}]*"${asset.name}")`), `$1${bytes.length}`)
    }
    writeFileSync(sourcePath, essay)
  } finally {
    await browser.close()
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
