/**
 * `node tests/bench/peak-memory.ts NAME FILE`: one conversion of a file in a process of its own, and by how many megabytes the process grew at its largest:
 * result, compiled code and what was not collected yet included, the input not. Linux counts for a process what the one that began it held at its largest, so this small
 * one begins another, and not the bench, which is larger than any conversion.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Essay } from '../../core/essay/essay.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { exampleAddress, examplePicture } from '../builders/example-assets.ts'

const portable = { dialect: 'portable', address: exampleAddress, frontMatter: true } as const
const page = { kind: 'page', look: { stylesheet: '', stylesheetHash: '' }, address: exampleAddress } as const
const reading = { id: ARBITRARY_ID, picture: examplePicture }

const CONVERSIONS: Readonly<Record<string, (text: string) => () => unknown>> = {
  'HTML out': (json) => {
    const essay = JSON.parse(json) as Essay
    return () => toHtml(essay, page)
  },
  'Markdown out': (json) => {
    const essay = JSON.parse(json) as Essay
    return () => toMarkdown(essay, portable)
  },
  'Markdown in': (text) => () => fromMarkdown(text, reading),
  'HTML in': (text) => () => fromHtml(text, { ...reading, kind: 'document' }),
}

const [name = '', file = ''] = process.argv.slice(2)
if (!globalThis.gc) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', import.meta.filename, name, file], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}
const run = CONVERSIONS[name]?.(readFileSync(file, 'utf8'))
if (!run) throw new Error(`One of ${Object.keys(CONVERSIONS).join(', ')}`)
globalThis.gc()
const before = process.resourceUsage().maxRSS
const result = run()
if (result) console.log(((process.resourceUsage().maxRSS - before) / 1024).toFixed(1))
