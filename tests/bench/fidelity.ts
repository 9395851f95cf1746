/**
 * `npm run fidelity`: the table of essay-model.md, "Figures to reach", as far as this machine can run it. RUNS=5000 npm run fidelity asks for that many
 * random documents of each stress class; the exit code is 1 when a figure is missed.
 */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import type { BodyJson, NodeJson } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { sameNode, sameNodes } from '../../core/formats/markdown/same-body.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { writeBody } from '../../core/formats/markdown/write/write-body.ts'
import { arbitraryBody, type BodyOptions } from '../builders/arbitrary-body.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { lineOf, TEXT_CLASSES } from '../builders/arbitrary-text.ts'
import { asHtmlSaysIt, blocksOfHtml, blocksOfMarkdown, EXAMPLES } from '../builders/commonmark-examples.ts'
import { ASSETS, exampleAddress, examplePicture } from '../builders/example-assets.ts'
import { asRead, blocksOfMicromark } from '../builders/second-reader.ts'

const RUNS = Number(process.env.RUNS ?? 200)
const OWN_FORMS = ['figure', 'gallery', 'pullQuote', 'discussionPrompt', 'verse', 'footnoteRef', 'image']
const portable = { dialect: 'portable', address: exampleAddress, frontMatter: false } as const

let missed = 0

function row(goal: string, good: number, of: number, note = ''): void {
  if (good < of) missed++
  const share = of === 0 ? '-' : `${((100 * good) / of).toFixed(good === of ? 0 : 3)} %`
  console.log(
    `${goal.padEnd(74)} ${`${good}/${of}`.padStart(15)} ${share.padStart(10)} ${good < of ? 'MISSED' : ''} ${note}`,
  )
}

function examples(goal: string, holds: (example: (typeof EXAMPLES)[number]) => boolean): void {
  row(goal, EXAMPLES.filter(holds).length, EXAMPLES.length)
}

/** Counts the random documents of all classes for which `holds` is true. */
function documents(goal: string, holds: (body: BodyJson) => boolean, options: BodyOptions = {}): void {
  let good = 0
  for (const textClass of TEXT_CLASSES) {
    for (const body of fc.sample(arbitraryBody({ ...options, line: lineOf(textClass) }), RUNS)) if (holds(body)) good++
  }
  row(goal, good, TEXT_CLASSES.length * RUNS)
}

const essayOf = (body: BodyJson) => newEssay(ARBITRARY_ID, { body, assets: ASSETS })
const written = (body: BodyJson) => toMarkdown(essayOf(body), portable).text
const contentOf = (body: NodeJson) => body.content ?? []

console.log(`Fidelity, ${RUNS} random documents for each of ${TEXT_CLASSES.length} stress classes\n`)

examples('CommonMark 0.31.2: Markdown read as the HTML that the specification gives', ({ markdown, html }) =>
  sameNodes(asHtmlSaysIt(blocksOfMarkdown(markdown, 'commonmark')), asHtmlSaysIt(blocksOfHtml(html))),
)
examples('CommonMark 0.31.2: md -> doc -> md -> doc equal', ({ markdown }) => {
  const content = blocksOfMarkdown(markdown, 'commonmark')
  const text = writeBody({ type: 'doc', content }, { dialect: 'portable', address: (src) => src, picture: () => null })
  return sameNodes(blocksOfMarkdown(text, 'galley'), content)
})
documents('random documents: doc -> portable Markdown -> doc equal, no losses', (body) => {
  const read = fromMarkdown(written(body), { id: ARBITRARY_ID, picture: examplePicture })
  return read.ok && sameNode(read.value.essay.body, body) && read.value.losses.length === 0
})
documents('random documents: doc -> HTML page -> doc equal', (body) => {
  const page = toHtml(essayOf(body), {
    kind: 'page',
    look: { stylesheet: '', stylesheetHash: '' },
    address: exampleAddress,
  })
  const read = fromHtml(page.text, { kind: 'document', id: ARBITRARY_ID, picture: examplePicture })
  return read.ok && sameNode(read.value.essay.body, body)
})
documents(
  'our Markdown read the same by micromark: all of GFM but notes and pictures',
  (body) => sameNodes(asHtmlSaysIt(blocksOfMicromark(written(body))), asHtmlSaysIt(contentOf(body))),
  { without: OWN_FORMS },
)
documents(
  'our Markdown reads the same in micromark: figures, galleries, quotes, verse too',
  (body) => asRead(blocksOfMicromark(written(body))) === asRead(contentOf(body)),
  { without: ['footnoteRef'] },
)
pandoc()
process.exitCode = missed > 0 ? 1 : 0

/** Pandoc is asked only where it is installed. */
function pandoc(): void {
  const run = (from: string, text: string) =>
    execFileSync('pandoc', ['-f', from, '-t', 'html', '--wrap=none'], {
      input: text,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    })
  try {
    run('gfm', 'test')
  } catch {
    console.log('pandoc is not installed here: its rows were not run')
    return
  }
  const sample = TEXT_CLASSES.flatMap((textClass) =>
    fc.sample(
      arbitraryBody({ line: lineOf(textClass), without: [...OWN_FORMS, 'table', 'taskList'] }),
      Math.min(RUNS, 20),
    ),
  )
  for (const [goal, from, dialect] of [
    ['our Markdown read the same by pandoc -f gfm', 'gfm', 'portable'],
    ['Pandoc profile judged by pandoc’s own reader', 'markdown', 'pandoc'],
  ] as const) {
    const good = sample.filter((body) => {
      const { text } = toMarkdown(essayOf(body), { ...portable, dialect })
      return asRead(blocksOfHtml(run(from, text))) === asRead(contentOf(body))
    })
    row(goal, good.length, sample.length, dialect === 'pandoc' ? '(goal: 99.9 %)' : '')
  }
}
