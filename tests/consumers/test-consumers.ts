/**
 * `npm run test:consumers [NAME …]`: what Galley writes, taken by the programs that people take it with. Installs what is missing into a folder of the system's
 * temporary one (GALLEY_CONSUMERS names another) and never into Galley itself; what cannot be had is said to be not run, with the reason.
 * KEEP=1 leaves the folders in which they ran. The last line is `N passed, N failed`.
 */
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Consumer, inTemporaryFolder } from './consumer.ts'
import { clipboardRtf, epubCheck, libreOffice, mammothAlone, poppler } from './documents.ts'
import { ghost, wxr } from './imports.ts'
import { astro, eleventy, hugo, jekyll } from './static-sites.ts'
import { ace, axe, htmlValidate, vnu } from './validators.ts'
import { wordpress } from './wordpress.ts'

const CONSUMERS: readonly Consumer[] = [
  libreOffice,
  mammothAlone,
  clipboardRtf,
  vnu,
  htmlValidate,
  axe,
  epubCheck,
  ace,
  poppler,
  hugo,
  jekyll,
  eleventy,
  astro,
  wordpress,
  wxr,
  ghost,
]

const cache = process.env.GALLEY_CONSUMERS ?? join(tmpdir(), 'galley-consumers')
mkdirSync(cache, { recursive: true })
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !CONSUMERS.some((one) => one.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no consumer ${unknown.join(', ')}; there are ${CONSUMERS.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}

let passed = 0
let failed = 0
for (const consumer of CONSUMERS.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  const reason = consumer.prepare(cache)
  if (reason !== null) {
    console.log(`not run  ${consumer.name}: ${reason}`)
    continue
  }
  const wrong = await inTemporaryFolder((folder) => consumer.run(folder, cache)).catch((error: unknown) => [
    error instanceof Error ? error.message : String(error),
  ])
  if (wrong.length === 0) passed++
  else failed++
  console.log(`${wrong.length === 0 ? 'passed ' : 'FAILED '}  ${consumer.name}: ${consumer.judges}`)
  for (const one of wrong) console.log(`         ${one}`)
}
console.log(`${passed} passed, ${failed} failed`)
if (failed > 0) process.exitCode = 1
