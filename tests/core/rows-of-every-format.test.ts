import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NodeJson, walk } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { markSpecs, nodeSpecs } from '../../core/essay/schema.ts'
import { DOCX_BLOCKS } from '../../core/formats/docx/write/block-table.ts'
import { DOCX_MARKS } from '../../core/formats/docx/write/inline.ts'
import { ghostHtml, lexicalBlocks } from '../../core/formats/ghost/lexical.ts'
import { fragmentFlavour } from '../../core/formats/html/write/fragment-flavour.ts'
import { pageFlavour } from '../../core/formats/html/write/page-flavour.ts'
import { Writing } from '../../core/formats/html/write/writing.ts'
import { xhtmlFlavour } from '../../core/formats/html/write/xhtml-flavour.ts'
import { BLOCK_WRITERS } from '../../core/formats/markdown/write/block-table.ts'
import { INLINE_WRITERS, MARK_WRITERS } from '../../core/formats/markdown/write/inline-table.ts'
import { rtfTable } from '../../core/formats/rtf/rtf-table.ts'
import { textTable } from '../../core/formats/text/text-table.ts'
import { blockFlavour } from '../../core/formats/wordpress/block-flavour.ts'
import { arbitraryBody } from '../builders/arbitrary-body.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'

/** The table of every format, docs/formats.md. A format that comes adds its own here. */
const TABLES: readonly (readonly [format: string, nodes: object, marks: object])[] = [
  ['HTML page', pageFlavour.nodes, pageFlavour.marks],
  ['HTML fragment', fragmentFlavour.nodes, fragmentFlavour.marks],
  ['XHTML', xhtmlFlavour.nodes, xhtmlFlavour.marks],
  [
    'Markdown',
    // These four are written around the rows: the document and its notes block by block, text and breaks by their place in a line.
    { ...BLOCK_WRITERS, ...INLINE_WRITERS, doc: null, footnotes: null, text: null, hardBreak: null },
    MARK_WRITERS,
  ],
  ['DOCX', DOCX_BLOCKS, DOCX_MARKS],
  ['RTF', rtfTable.nodes, rtfTable.marks],
  ['WordPress', blockFlavour.nodes, blockFlavour.marks],
  ['plain text', textTable.nodes, textTable.marks],
]

/** Folders with one trait a case, and what their side never makes: words of a review come with Galley's own files only. */
const FIXTURES: readonly (readonly [folder: string, file: string, unmade: readonly string[]])[] = [
  ['html-out', 'essay.json', []],
  ['html-in/fragment', 'expected.json', ['doc', 'text', 'comment', 'insertion', 'deletion']],
  ['markdown', 'expected.json', ['comment', 'insertion', 'deletion']],
]

const lacking = (names: object, table: object): readonly string[] =>
  Object.keys(names).filter((name) => !Object.hasOwn(table, name))

describe('every node and mark of the schema', () => {
  it.each(TABLES)('has its row in %s, and nothing else has', (_, nodes, marks) => {
    const missing = [...lacking(nodeSpecs, nodes), ...lacking(markSpecs, marks)]
    const unknown = [...lacking(nodes, nodeSpecs), ...lacking(marks, markSpecs)]
    expect({ missing, unknown }).toEqual({ missing: [], unknown: [] })
  })

  it.each(FIXTURES)('has a reviewed case in tests/fixtures/%s', (folder, file, unmade) => {
    const root = new URL(`../fixtures/${folder}/`, import.meta.url)
    const all = readdirSync(root).map((name) => readFileSync(new URL(`${name}/${file}`, root), 'utf8'))
    const names = [...Object.keys(nodeSpecs), ...Object.keys(markSpecs)].filter((name) => !unmade.includes(name))
    // Nodes stand in full (`"type": "figure"`), or compact (`"figure": …`).
    const isIn = (name: string) => all.some((text) => new RegExp(`"type": ?"${name}"|"${name}(?:":|\\()`).test(text))
    expect(names.filter((name) => !isIn(name))).toEqual([])
  })

  it('is written by Ghost, which takes them by a switch', () => {
    for (const body of fc.sample(arbitraryBody(), { numRuns: 300, seed: 7 })) {
      const essay = newEssay(ARBITRARY_ID, { body })
      const writing = new Writing(essay, ghostHtml, (asset) => asset.name)
      expect(() => lexicalBlocks(body.content ?? [], writing)).not.toThrow()
    }
  })

  it('is in the random essays that go through every format and back', () => {
    const nodes: Record<string, true> = {}
    const marks: Record<string, true> = {}
    const note = (node: NodeJson): void => {
      nodes[node.type] = true
      for (const mark of node.marks ?? []) marks[mark.type] = true
    }
    for (const body of fc.sample(arbitraryBody({ review: true }), { numRuns: 300, seed: 7 })) walk(body, note)
    expect([...lacking(nodeSpecs, nodes), ...lacking(markSpecs, marks)]).toEqual([])
  })
})
