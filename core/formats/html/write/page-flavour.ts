import type { NodeName } from '../../../essay/schema.ts'
import { figure, gallery, image } from './figures.ts'
import { bulletList, listItem, orderedList, taskItem, taskList } from './lists.ts'
import { marks } from './marks.ts'
import { footnote, footnoteRef, footnotes } from './notes.ts'
import { table, tableCell, tableHeader, tableRow } from './tables.ts'
import * as blocks from './text-blocks.ts'
import type { Flavour, NodeHandler } from './writing.ts'

/** What its parent writes: `figure` and `gallery` place captions and credits themselves. */
const byParent: NodeHandler = (node) => {
  throw new Error(`${node.type} is written by its parent`)
}

/** The handler of every node of the schema, as a page writes it. */
export const pageNodes: Readonly<Record<NodeName, NodeHandler>> = {
  doc: (node, writing) => {
    // Added up, not joined: joining copies every block twice.
    let html = ''
    node.content?.forEach((block, index) => {
      html += (index === 0 ? '' : '\n') + writing.block(block)
    })
    return html
  },
  paragraph: blocks.paragraph,
  heading: blocks.heading,
  blockquote: blocks.blockquote,
  attribution: blocks.attribution,
  bulletList,
  orderedList,
  listItem,
  taskList,
  taskItem,
  codeBlock: blocks.codeBlock,
  verse: blocks.verse,
  horizontalRule: blocks.horizontalRule,
  table,
  tableRow,
  tableHeader,
  tableCell,
  figure,
  figcaption: byParent,
  figcredit: byParent,
  gallery,
  pullQuote: blocks.pullQuote,
  discussionPrompt: blocks.discussionPrompt,
  footnotes,
  footnote,
  text: blocks.text,
  hardBreak: blocks.hardBreak,
  image,
  footnoteRef,
}

/** A whole page: everything that README.md beside this file lists is carried. */
export const pageFlavour: Flavour = {
  nodes: pageNodes,
  marks,
  carry: (attributes) => attributes,
  meaning: () => '',
  keptSpaces: ' class="pre-wrap"',
  align: { left: ' data-align="left"', center: ' data-align="center"', right: ' data-align="right"' },
}
