import { type NodeJson, stringAttr } from '../../../essay/json.ts'
import type { MarkName, NodeName } from '../../../essay/schema.ts'
import { versesAsLines } from '../../verses-as-lines.ts'
import { figure } from './figures.ts'
import { itemContent } from './lists.ts'
import { marks } from './marks.ts'
import { noteItems } from './notes.ts'
import { pageNodes } from './page-flavour.ts'
import { plainTable } from './tables.ts'
import { inlineElement, paragraph } from './text-blocks.ts'
import type { Flavour, MarkHandler, NodeHandler } from './writing.ts'

/**
 * The body for a publishing system: elements that every editor and sanitiser keeps (publishing.md 1.5 and 1.6), no wrapper, no class that anything
 * depends on. What has no such element becomes the nearest that has, and is counted.
 */
const nodes: Readonly<Record<NodeName, NodeHandler>> = {
  ...pageNodes,
  // Empty paragraphs are an editor's, not the text's.
  doc: (node, writing) =>
    (node.content ?? [])
      .filter((block) => block.type !== 'paragraph' || (block.content?.length ?? 0) > 0)
      .map((block) => writing.block(block))
      .filter((block) => block !== '')
      .join('\n'),
  // Editors flatten `cite`, `footer` and `figcaption` of a quotation, so the attribution is a paragraph with its dash.
  attribution: (node, writing) =>
    node.content && node.content.length > 0
      ? inlineElement('p', '', [{ type: 'text', text: '— ' }, ...node.content], writing)
      : '',
  taskItem: (node, writing) => {
    const [first, ...rest] = node.content ?? []
    const sign: NodeJson = { type: 'text', text: node.attrs?.checked === true ? '☑ ' : '☐ ' }
    const signed = { type: 'paragraph', ...first, content: [sign, ...(first?.content ?? [])] }
    return `<li>${itemContent({ ...node, content: [signed, ...rest] }, writing)}</li>`
  },
  taskList: (node, writing) => `<ul>${writing.nodes(node.content)}</ul>`,
  table: plainTable,
  verse: (node, writing) => paragraph({ ...node, content: versesAsLines(node.content ?? []) }, writing),
  figure: (node, writing) => {
    if (stringAttr(node, 'layout') !== 'column')
      writing.loss(
        'layout',
        'The width or side of a figure was left out; the publishing system sets its own.',
        stringAttr(node, 'alt'),
      )
    return figure(node, writing)
  },
  // WordPress keeps the first picture only of a figure of figures.
  gallery: (node, writing) => {
    writing.loss('gallery', 'A gallery was written as single figures, its caption as a paragraph.')
    const caption = node.content?.find((child) => child.type === 'figcaption')?.content ?? []
    const figures = (node.content ?? []).filter((child) => child.type === 'figure').map((child) => writing.node(child))
    return [...figures, ...(caption.length > 0 ? [inlineElement('p', '', caption, writing)] : [])].join('\n')
  },
  pullQuote: (node, writing) => {
    writing.loss('pull-quote', 'A pull quote was written as a block quotation.')
    return `<blockquote>${writing.nodes(node.content)}</blockquote>`
  },
  discussionPrompt: (node, writing) => {
    writing.loss('prompt', 'A discussion prompt was written as plain paragraphs.')
    return (node.content ?? []).map((child) => writing.node(child)).join('\n')
  },
  footnotes: (_, writing) =>
    `<h2 id="notes">${writing.text(writing.wording.words.notes)}</h2>\n<ol>${noteItems(writing)}</ol>`,
}

const highlight: MarkHandler = (attrs, writing) => {
  if (typeof attrs.color === 'string') writing.loss('highlight-colour', 'The colour of a highlight was left out.')
  return marks.highlight(attrs, writing)
}

/** The fragment's flavour. */
export const fragmentFlavour: Flavour = {
  nodes,
  marks: { ...marks, highlight } satisfies Record<MarkName, MarkHandler>,
  carry: () => '',
  meaning: () => '',
  keptSpaces: null,
  align: {
    left: ' style="text-align:left"',
    center: ' style="text-align:center"',
    right: ' style="text-align:right"',
  },
}
