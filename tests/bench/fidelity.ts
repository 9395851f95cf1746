/**
 * `npm run fidelity`: the table of essay-model.md, "Figures to reach", as far as this machine can run it. RUNS=5000 npm run fidelity asks for that many
 * random documents of each stress class; they are new ones each time, and GALLEY_SEED=7 repeats a run. Of every row that is missed the first case is
 * printed. The exit code is 1 when a figure is missed.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Credit, Essay } from '../../core/essay/essay.ts'
import type { BodyJson, NodeJson } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { sameNode, sameNodes } from '../../core/formats/markdown/same-body.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { writeBody } from '../../core/formats/markdown/write/write-body.ts'
import { arbitraryBody, type BodyOptions } from '../builders/arbitrary-body.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { lineOf, TEXT_CLASSES, type TextClass } from '../builders/arbitrary-text.ts'
import { asHtmlSaysIt, blocksOfHtml, blocksOfMarkdown, EXAMPLES } from '../builders/commonmark-examples.ts'
import { compactEssay } from '../builders/compact-essay.ts'
import { ASSETS, exampleAddress, examplePicture, fixturePicture } from '../builders/example-assets.ts'
import { blocksByPandoc, pandocVersion } from '../builders/pandoc-reader.ts'
import { asMarked, asRead, blocksOfMicromark } from '../builders/second-reader.ts'

const RUNS = Number(process.env.RUNS ?? 200)
const SEED = Number(process.env.GALLEY_SEED ?? Date.now() % 1_000_000)
fc.configureGlobal({ seed: SEED })
const OWN_FORMS = ['figure', 'gallery', 'pullQuote', 'discussionPrompt', 'verse', 'footnoteRef', 'image']
/** The dialects that essay-model.md and publishing.md 8 name, by their fixtures. */
const DIALECTS: Readonly<Record<string, readonly string[]>> = {
  'fixtures: notes of pandoc, GitHub, markdown-it, mammoth, WordPress, Google Docs, Word': [
    ...['notes-pandoc', 'notes-github', 'notes-markdown-it', 'mammoth-notes', 'notes-wordpress', 'word-footnotes'].map(
      (name) => `fragment/${name}`,
    ),
    'document/google-docs-download',
  ],
  'fixtures: lists of Word and Google Docs': [
    ...['word-list-continuation', 'word-list-nested', 'word-list-ordered-start', 'word-list-two-lists'],
    ...['word-mac-list-without-sign-span', 'word-online-lists', 'google-docs-nested-list', 'google-docs-checklist'],
  ].map((name) => `fragment/${name}`),
}
/** Pairs of signs that have made parsers slow before. */
const PAIRS = [
  '](',
  '[a](',
  '![',
  '<!--',
  '<a ',
  '&#',
  '**a',
  '*a_',
  '``a',
  '[^',
  '> ',
  '- ',
  '| ',
  '\n>',
  '\n- ',
  '\n[a]: ',
  '<b>',
  '</b>',
  '{{<',
  '^[',
  '[a]{',
  '::: ',
  'http://',
  'a@b.',
]
/** Pieces of Markdown of which thousands can stand in a row. */
const MARKDOWN_ROWS = [
  '![a](b)\n\n',
  '[^a]: x\n\n',
  '[^a',
  '[a]: /u\n',
  '[a]: /u "t\n',
  '![a](b){a=b ',
  '::: {.a}\n',
  '<figure>\n\n',
  '</div>',
  '{{< figure src="a" ',
  '> ```\n',
  '|a|b|\n|-|-|\n',
]
/** Elements of which thousands can stand in a row, side by side or one in the other. */
const HTML_ROWS = [
  '<img>',
  '<img src=a>',
  '<picture><source srcset=a><img>',
  '<p>',
  '<b><p>',
  '<a href=x>',
  '<li>',
  '<dd>',
  '<tr><td>a',
  '<table>',
  '<figure><img src=a><figcaption>c',
  '<p><em>a</em></p>',
  '<sup><a href="#n" id="r">1</a></sup>',
  '<p class=MsoListParagraph style="mso-list:l0 level2 lfo1">a',
  '<ol type=a><li value=2>',
  '<math><mfrac>',
  '<blockquote><cite>',
]
const portable = { dialect: 'portable', address: exampleAddress, frontMatter: false } as const

let missed = 0

/** One line of the table; `least` is the share that is asked for. */
function row(goal: string, good: number, of: number, note = '', least = 1): void {
  const isMissed = good < of * least
  if (isMissed) missed++
  const share = of === 0 ? '-' : `${((100 * good) / of).toFixed(good === of ? 0 : 3)} %`
  console.log(
    `${goal.padEnd(74)} ${`${good}/${of}`.padStart(15)} ${share.padStart(10)} ${isMissed ? 'MISSED' : ''} ${note}`,
  )
}

function examples(goal: string, holds: (example: (typeof EXAMPLES)[number]) => boolean): void {
  row(goal, EXAMPLES.filter(holds).length, EXAMPLES.length)
}

/** Counts the random documents of all classes for which `holds` is true. */
function documents(goal: string, holds: (body: BodyJson) => boolean, options: BodyOptions = {}): void {
  const bad: BodyJson[] = []
  for (const textClass of TEXT_CLASSES) {
    for (const body of sampleOf(arbitraryBody({ ...options, line: lineOf(textClass) }), textClass))
      if (!holds(body)) bad.push(body)
  }
  row(goal, TEXT_CLASSES.length * RUNS - bad.length, TEXT_CLASSES.length * RUNS)
  if (bad.length > 0) console.log(`  the shortest: ${shortest(bad.map((body) => JSON.stringify(body)))}`)
}

/** Other documents for each class. */
function sampleOf<T>(arbitrary: fc.Arbitrary<T>, textClass: TextClass, numRuns = RUNS): readonly T[] {
  return fc.sample(arbitrary, { numRuns, seed: SEED + 1000 * TEXT_CLASSES.indexOf(textClass) })
}

function shortest(texts: readonly string[]): string {
  return texts.reduce((least, text) => (text.length < least.length ? text : least))
}

const essayOf = (body: BodyJson) => newEssay(ARBITRARY_ID, { body, assets: ASSETS })
const written = (body: BodyJson) => toMarkdown(essayOf(body), portable).text
const contentOf = (body: NodeJson) => body.content ?? []

console.log(`Fidelity, ${RUNS} random documents for each of ${TEXT_CLASSES.length} stress classes, seed ${SEED}\n`)

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
documents('random documents: doc -> XHTML of a book -> doc equal', (body) => {
  const chapter = toHtml(essayOf(body), { kind: 'xhtml', address: exampleAddress })
  const read = fromHtml(chapter.text, { kind: 'document', id: ARBITRARY_ID, picture: examplePicture })
  return read.ok && sameNode(read.value.essay.body, body)
})
essays()
for (const [goal, names] of Object.entries(DIALECTS)) fixtures(goal, names)
pandocRows()
stressStrings()
process.exitCode = missed > 0 ? 1 : 0

/** Whole essays: text, details, people, credits and pictures by a page, and by a Markdown file with front matter. */
function essays(): void {
  const sample = TEXT_CLASSES.flatMap((textClass) => sampleOf(arbitraryEssay({ line: lineOf(textClass) }), textClass))
  const look = { stylesheet: '', stylesheetHash: '' }
  const good = (back: (essay: Essay) => ReturnType<typeof fromHtml>, form: (essay: Essay) => Essay) =>
    sample.filter((essay) => {
      const read = back(essay)
      return read.ok && isDeepStrictEqual(plain(form(read.value.essay)), plain(form(essay)))
    }).length
  row(
    'random essays: essay -> HTML page -> essay equal, details and people too',
    good((essay) => {
      const page = toHtml(essay, { kind: 'page', look, address: exampleAddress }).text
      return fromHtml(page, { kind: 'document', id: ARBITRARY_ID, picture: examplePicture })
    }, assetsInOrder),
    sample.length,
  )
  row(
    'random essays: essay -> Markdown file -> essay equal, authors first',
    good((essay) => {
      const text = toMarkdown(essay, { ...portable, frontMatter: true }).text
      return fromMarkdown(text, { id: ARBITRARY_ID, picture: examplePicture })
    }, authorsFirst),
    sample.length,
  )
}

function plain(essay: Essay): unknown {
  return JSON.parse(JSON.stringify(essay))
}

/** Which picture was met first is no part of an essay. */
function assetsInOrder(essay: Essay): Essay {
  return { ...essay, assets: [...essay.assets].sort((a, b) => a.hash.localeCompare(b.hash)) }
}

/**
 * Front matter has authors in one list and everybody else in another, as site generators want them: who stands before whom is kept in each list, not
 * between the two, and the table of people follows them.
 */
function authorsFirst(essay: Essay): Essay {
  const isAuthor = ({ role }: Credit) => role === 'author' || role === 'co-author'
  const credits = [...essay.credits.filter(isAuthor), ...essay.credits.filter((credit) => !isAuthor(credit))]
  const people = [...essay.people].sort((a, b) => a.id.localeCompare(b.id))
  return { ...assetsInOrder(essay), people, credits }
}

/** Reviewed fixtures of foreign dialects that are read as expected. */
function fixtures(goal: string, names: readonly string[]): void {
  const good = names.filter((name) => {
    const folder = join(import.meta.dirname, '../fixtures/html-in', name)
    const kind = name.startsWith('document/') ? 'document' : 'fragment'
    const html = readFileSync(join(folder, 'in.html'), 'utf8')
    const read = fromHtml(html, { kind, id: ARBITRARY_ID, picture: fixturePicture })
    const wanted = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, unknown>
    const found = read.ok ? (compactEssay(read.value.essay) as unknown as Record<string, unknown>) : {}
    return isDeepStrictEqual(JSON.parse(JSON.stringify(found.body ?? null)), wanted.body ?? null)
  })
  row(goal, good.length, names.length)
}

/** Pandoc is asked only where it is installed. */
function pandocRows(): void {
  const version = pandocVersion()
  const rows = [
    ['our Markdown read the same by pandoc -f gfm', 'gfm', 'portable', 1],
    ['Pandoc profile judged by pandoc’s own reader', 'markdown', 'pandoc', 0.999],
  ] as const
  if (version === null) {
    for (const [goal] of rows)
      console.log(`${goal.padEnd(74)} ${'not run'.padStart(15)} (pandoc is not installed here)`)
    return
  }
  const sample = TEXT_CLASSES.flatMap((textClass) =>
    sampleOf(arbitraryBody({ line: lineOf(textClass) }), textClass, Math.min(RUNS, 250)),
  )
  for (const [goal, from, dialect, share] of rows) {
    const texts = sample.map((body) => toMarkdown(essayOf(body), { ...portable, dialect }).text)
    const found = blocksByPandoc(texts, from)
    const bad = sample.flatMap((body, index) => {
      const blocks = contentOf(body).filter((block) => block.type !== 'footnotes')
      const notes = contentOf(body).find((block) => block.type === 'footnotes')?.content ?? []
      const noteOf = (id: unknown) => notes.find((note) => note.attrs?.id === id)?.content ?? []
      const wanted = asMarked(blocks, noteOf)
      const blocksFound = found[index] ?? null
      const read =
        blocksFound === null ? 'nothing: pandoc cannot read it, or not in a minute' : asMarked(blocksFound, noteOf)
      return read === wanted ? [] : [`${texts[index]}\n  wanted: ${wanted}\n  read:   ${read}`]
    })
    row(goal, sample.length - bad.length, sample.length, `(${version})`, share)
    if (bad.length > 0) console.log(`  the shortest: ${shortest(bad)}`)
  }
}

/** Twice the text may not take much more than twice the time: what grows faster hangs one day. */
function stressStrings(): void {
  const signs = [...'*_[]<>~`!|#-+()&"\'{}:^$@\\.', ...PAIRS]
  const text = { id: ARBITRARY_ID, picture: () => null }
  const readers: readonly (readonly [string, readonly string[], (text: string) => unknown])[] = [
    ['Markdown in', [...signs, ...MARKDOWN_ROWS], (one) => fromMarkdown(one, text)],
    ['HTML in', [...signs, ...HTML_ROWS], (one) => fromHtml(one, { ...text, kind: 'fragment' })],
    [
      'Markdown out',
      signs,
      (one) => written({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: one }] }] }),
    ],
  ]
  for (const [name, signs, read] of readers) {
    const slow = signs.filter((sign) => growth(read, sign) >= 2.6)
    const note = slow.length > 0 ? slow.map((sign) => JSON.stringify(sign)).join(' ') : ''
    row(`stress strings: time(2n)/time(n) < 2.6: ${name}`, signs.length - slow.length, signs.length, note)
  }
}

/** The least ratio of several tries, because other processes only ever make a try look worse. */
function growth(read: (text: string) => unknown, sign: string): number {
  const timed = (length: number): number => {
    const text = sign.repeat(Math.ceil(length / sign.length))
    const before = process.cpuUsage()
    read(text)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  let length = 8_000
  while (length < 512_000 && timed(length) < 8_000) length *= 2
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 6 && least >= 2.6; attempt++)
    least = Math.min(least, timed(2 * length) / timed(length))
  return least
}
