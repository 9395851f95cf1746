import type { MarkName, NodeName } from '../../essay/schema.ts'
import { fragmentFlavour } from '../html/write/fragment-flavour.ts'
import { marks } from '../html/write/marks.ts'
import type { Flavour, NodeHandler } from '../html/write/writing.ts'
import { galleryBlock, imageBlock, inlineImage } from './block-figures.ts'
import { list, table } from './block-lists.ts'
import { endnotes, noteReference } from './block-notes.ts'
import { code, heading, paragraph, prompt, pullquote, quote, separator, verse } from './block-text.ts'

const byParent: NodeHandler = (node) => {
  throw new Error(`${node.type} is written by its parent`)
}

/** What every node of the schema is in WordPress's block editor: the portable subset of publishing.md 1.1. */
const nodes: Readonly<Record<NodeName, NodeHandler>> = {
  doc: (node, writing) =>
    (node.content ?? [])
      .filter((child) => child.type !== 'paragraph' || (child.content?.length ?? 0) > 0)
      .map((child) => writing.block(child))
      .filter((html) => html !== '')
      .join('\n\n'),
  paragraph,
  heading,
  blockquote: quote,
  attribution: byParent,
  bulletList: list,
  orderedList: list,
  listItem: byParent,
  taskList: list,
  taskItem: byParent,
  codeBlock: code,
  verse,
  horizontalRule: separator,
  table,
  tableRow: byParent,
  tableHeader: byParent,
  tableCell: byParent,
  figure: imageBlock,
  figcaption: byParent,
  figcredit: byParent,
  gallery: galleryBlock,
  pullQuote: pullquote,
  discussionPrompt: prompt,
  footnotes: endnotes,
  footnote: byParent,
  text: (node, writing) => writing.text(node.text ?? ''),
  hardBreak: () => '<br>',
  image: inlineImage,
  footnoteRef: noteReference,
}

/** Block markup. */
export const blockFlavour: Flavour = {
  nodes,
  marks: { ...marks, highlight: fragmentFlavour.marks.highlight } satisfies Record<MarkName, unknown>,
  carry: () => '',
  meaning: () => '',
  keptSpaces: null,
  align: { left: '', center: '', right: '' },
}
