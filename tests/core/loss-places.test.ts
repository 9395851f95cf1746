import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { EMPTY_METADATA, newEssay } from '../../core/essay/new-essay.ts'
import type { Loss } from '../../core/formats/conversion.ts'
import { toDocx } from '../../core/formats/docx/write/to-docx.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { fromText } from '../../core/formats/text/read-text.ts'
import { toText } from '../../core/formats/text/write-text.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { fixturePicture } from '../builders/example-assets.ts'
import { RICH_ASSETS } from '../builders/rich-essay.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')
const reading = { id: ARBITRARY_ID, picture: fixturePicture }
const address = () => 'images/x.jpg'

function foldersOf(path: string): readonly string[] {
  return readdirSync(join(FIXTURES, path)).map((name) => join(path, name))
}

const fileIn = (folder: string, name: string) => join(FIXTURES, folder, name)

/** An essay in every format, with the losses of each. */
function written(name: string, essay: Essay): readonly [string, readonly Loss[]][] {
  const look = { stylesheet: '', stylesheetHash: '' }
  return [
    [`${name}, as page`, toHtml(essay, { kind: 'page', look, address }).losses],
    [`${name}, as fragment`, toHtml(essay, { kind: 'fragment', address }).losses],
    [`${name}, as xhtml`, toHtml(essay, { kind: 'xhtml', address }).losses],
    [`${name}, as DOCX`, toDocx(essay, { kind: 'reading', anonymous: false, picture: () => new Uint8Array() }).losses],
    [`${name}, as plain text`, toText(essay).losses],
    ...(['portable', 'plain', 'pandoc'] as const).map((dialect): [string, readonly Loss[]] => [
      `${name}, as ${dialect} Markdown`,
      toMarkdown(essay, { dialect, address, frontMatter: true }).losses,
    ]),
  ]
}

const placeless = (conversions: readonly (readonly [string, readonly Loss[]])[]) =>
  conversions.flatMap(([name, losses]) =>
    losses.filter((loss) => loss.place.trim() === '').map((loss) => `${name}: ${loss.kind}`),
  )

/** Every conversion of every fixture, with its losses. */
function conversions(): readonly (readonly [name: string, losses: readonly Loss[]])[] {
  const all: [string, readonly Loss[]][] = []
  for (const kind of ['document', 'fragment'] as const)
    for (const folder of foldersOf(`html-in/${kind}`)) {
      const read = fromHtml(readFileSync(fileIn(folder, 'in.html'), 'utf8'), { ...reading, kind })
      if (read.ok) all.push([`${folder}, read`, read.value.losses])
    }
  for (const folder of foldersOf('markdown')) {
    const file = readdirSync(join(FIXTURES, folder)).find((name) => /^in\b.*\.md$/.test(name)) ?? 'in.md'
    if (!existsSync(fileIn(folder, file))) continue
    const read = fromMarkdown(readFileSync(fileIn(folder, file), 'utf8'), reading)
    if (read.ok) all.push([`${folder}, read`, read.value.losses])
  }
  for (const folder of foldersOf('html-out')) {
    const parts = JSON.parse(readFileSync(fileIn(folder, 'essay.json'), 'utf8'))
    const metadata = { ...EMPTY_METADATA, ...parts.metadata }
    const essay = newEssay(ARBITRARY_ID, { ...parts, metadata, assets: RICH_ASSETS })
    all.push(...written(folder, essay))
  }
  return all
}

describe('every loss', () => {
  it('says where, in every conversion of every fixture', () => {
    const all = conversions()
    expect(all.length).toBeGreaterThan(400)
    expect(all.flatMap(([, losses]) => losses).length).toBeGreaterThan(100)
    expect(placeless(all)).toEqual([])
  })

  it('says where in random essays, in every format', () => {
    fc.assert(
      fc.property(arbitraryEssay({ review: true }), (essay) => {
        expect(placeless(written('', essay))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('says the line of plain text', () => {
    const read = fromText('one\n\ntwo\u0000 and more\n\nthree\u0001', reading)
    expect(read.ok ? read.value.losses : []).toMatchObject([{ count: 2, place: 'line 3: two and more' }])
  })
})
