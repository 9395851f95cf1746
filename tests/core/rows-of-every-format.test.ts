import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NodeJson, walk } from '../../core/essay/json.ts'
import { markSpecs, nodeSpecs } from '../../core/essay/schema.ts'
import { DOCX_BLOCKS } from '../../core/formats/docx/write/block-table.ts'
import { DOCX_MARKS } from '../../core/formats/docx/write/inline.ts'
import { fragmentFlavour } from '../../core/formats/html/write/fragment-flavour.ts'
import { pageFlavour } from '../../core/formats/html/write/page-flavour.ts'
import { xhtmlFlavour } from '../../core/formats/html/write/xhtml-flavour.ts'
import { BLOCK_WRITERS } from '../../core/formats/markdown/write/block-table.ts'
import { INLINE_WRITERS, MARK_WRITERS } from '../../core/formats/markdown/write/inline-table.ts'
import { rtfTable } from '../../core/formats/rtf/rtf-table.ts'
import { textTable } from '../../core/formats/text/text-table.ts'
import { blockFlavour } from '../../core/formats/wordpress/block-flavour.ts'
import { arbitraryBody } from '../builders/arbitrary-body.ts'

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

const lacking = (names: object, table: object): readonly string[] =>
  Object.keys(names).filter((name) => !Object.hasOwn(table, name))

describe('every node and mark of the schema', () => {
  it.each(TABLES)('has its row in %s, and nothing else has', (_, nodes, marks) => {
    const missing = [...lacking(nodeSpecs, nodes), ...lacking(markSpecs, marks)]
    const unknown = [...lacking(nodes, nodeSpecs), ...lacking(marks, markSpecs)]
    expect({ missing, unknown }).toEqual({ missing: [], unknown: [] })
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
