import { type NodeJson, numberAttr, stringAttr, textOf } from '../../../essay/json.ts'
import type { NodeName } from '../../../essay/schema.ts'
import type { Around, DocxWriting } from './docx-writing.ts'
import { writeFigure, writeGallery } from './figures.ts'
import { plainRun, writeInline } from './inline.ts'
import type { StyleId } from './names.ts'
import { paragraphOf, STEP, textBlock } from './paragraphs.ts'
import { writeTable } from './tables.ts'

/** Writes one block with everything in it. */
type BlockHandler = (node: NodeJson, writing: DocxWriting, around: Around) => string

/** Writes a block by its handler. The body must fit the schema; a node without a handler throws. */
export function writeBlock(node: NodeJson, writing: DocxWriting, around: Around): string {
  const handler = Object.hasOwn(DOCX_BLOCKS, node.type) ? DOCX_BLOCKS[node.type as NodeName] : null
  if (handler === null) throw new Error(`The DOCX writer has no handler for the node ${node.type}`)
  return handler(node, writing, around)
}

/** Writes blocks one after the other. */
export function writeBlocks(nodes: readonly NodeJson[] | undefined, writing: DocxWriting, around: Around): string {
  let xml = ''
  for (const node of nodes ?? []) xml += writeBlock(node, writing, around)
  return xml
}

const byParent: BlockHandler = (node) => {
  throw new Error(`${node.type} is written by its parent`)
}

/** Blocks that lose what they stand in, because a paragraph has one style: quotations and lists around headings, figures, code. */
function outOfPlace(node: NodeJson, writing: DocxWriting, around: Around): void {
  if (isFree(around)) return
  writing.loss(
    'block-in-block',
    'A heading, figure, table, code or verse inside a quotation or list is set at its place, but no longer belongs to it.',
    textOf(node),
  )
}

/** Whether a block may have a style of its own here without leaving what it belongs to. */
function isFree({ style, depth }: Around): boolean {
  return depth === 0 && (style === null || style === 'FootnoteText')
}

const single =
  (style: StyleId, lines = false): BlockHandler =>
  (node, writing, around) => {
    outOfPlace(node, writing, around)
    return textBlock(node, writing, around, style, lines)
  }

const quoted =
  (style: StyleId, source: StyleId): BlockHandler =>
  (node, writing, around) => {
    if (!isFree(around))
      writing.loss('quotation-in-block', 'A quotation inside another block is set like one at its place.', textOf(node))
    const inside: Around = {
      ...around,
      style,
      sign: null,
      indent: around.depth > 0 ? around.indent + STEP : around.indent,
    }
    let xml = ''
    for (const child of node.content ?? []) {
      if (child.type !== 'attribution') xml += writeBlock(child, writing, inside)
      else if ((child.content ?? []).length > 0)
        xml += paragraphOf(plainRun('— ', writing) + writeInline(child.content, writing), inside, source)
    }
    return xml
  }

const list =
  (kind: 'bullet' | 'ordered'): BlockHandler =>
  (node, writing, around) => {
    if (!isFree(around) && around.depth === 0)
      writing.loss('list-in-block', 'A list inside a quotation or prompt is set like any list.', textOf(node))
    const level = Math.min(around.depth, 8)
    const number = writing.list(kind, level, numberAttr(node, 'start', 1))
    return items(node, writing, around, { list: number, level })
  }

function items(node: NodeJson, writing: DocxWriting, around: Around, sign: Around['sign']): string {
  const depth = around.depth + 1
  const indent = around.indent + STEP
  let xml = ''
  for (const item of node.content ?? []) {
    const check = item.type === 'taskItem' ? (item.attrs?.checked === true ? '☑ ' : '☐ ') : ''
    let first = true
    for (const child of item.content ?? []) {
      const inside: Around = { ...around, style: 'ListContinue', sign: null, depth, indent }
      if (first && child.type === 'paragraph')
        xml += paragraphOf(
          plainRun(check, writing) + writeInline(child.content, writing),
          { ...inside, sign },
          'ListParagraph',
        )
      else if (first) {
        // Only a paragraph can carry the sign.
        xml += paragraphOf('', { ...inside, sign }, 'ListParagraph') + writeBlock(child, writing, inside)
      } else xml += writeBlock(child, writing, inside)
      first = false
    }
  }
  return xml
}

const CONTINUE: readonly StyleId[] = [
  'ListContinue',
  'ListContinue2',
  'ListContinue3',
  'ListContinue4',
  'ListContinue5',
]

/** The rows of every node. */
export const DOCX_BLOCKS: Readonly<Record<NodeName, BlockHandler>> = {
  doc: byParent,
  paragraph: (node, writing, around) => {
    const style =
      around.style === 'ListContinue' ? (CONTINUE[Math.min(around.depth, 5) - 1] ?? 'ListContinue') : around.style
    return textBlock(node, writing, around, style)
  },
  heading: (node, writing, around) => {
    outOfPlace(node, writing, around)
    const level = Math.max(1, numberAttr(node, 'level', 2) - writing.headingShift)
    if (numberAttr(node, 'level', 2) <= writing.headingShift)
      writing.loss('heading-level', 'A heading of the title’s own level was set one level below it.', textOf(node))
    return textBlock(node, writing, around, `Heading${level}` as StyleId)
  },
  blockquote: quoted('Quote', 'QuoteSource'),
  attribution: byParent,
  bulletList: list('bullet'),
  orderedList: list('ordered'),
  listItem: byParent,
  taskList: (node, writing, around) => items(node, writing, around, { list: 2, level: Math.min(around.depth, 8) }),
  taskItem: byParent,
  codeBlock: (node, writing, around) => {
    if (stringAttr(node, 'language') !== '')
      writing.loss('code-language', 'The language of a piece of code has no place in a DOCX file.', textOf(node))
    return single('SourceCode', true)(node, writing, around)
  },
  verse: single('Verse', true),
  horizontalRule: (_, writing, around) =>
    paragraphOf(
      plainRun(writing.options.kind === 'manuscript' ? '#' : '* * *', writing),
      { ...around, indent: 0 },
      'SceneBreak',
    ),
  table: (node, writing, around) => {
    outOfPlace(node, writing, around)
    return writeTable(node, writing, around, writeBlocks)
  },
  tableRow: byParent,
  tableHeader: byParent,
  tableCell: byParent,
  figure: (node, writing, around) => {
    outOfPlace(node, writing, around)
    return writeFigure(node, writing, around)
  },
  figcaption: byParent,
  figcredit: byParent,
  gallery: (node, writing, around) => {
    outOfPlace(node, writing, around)
    return writeGallery(node, writing, around)
  },
  pullQuote: quoted('PullQuote', 'PullQuoteSource'),
  discussionPrompt: (node, writing, around) => {
    const { words } = writing.wording
    const kind = stringAttr(node, 'kind')
    const [label, style]: readonly [string, StyleId] =
      kind === 'activity'
        ? [words.activity, 'PromptActivity']
        : kind === 'note'
          ? [words.note, 'PromptNote']
          : [words.question, 'PromptQuestion']
    return (
      paragraphOf(plainRun(label, writing), { ...around, sign: null }, 'PromptLabel') +
      writeBlocks(node.content, writing, { ...around, style, sign: null })
    )
  },
  footnotes: () => '',
  footnote: byParent,
  text: byParent,
  hardBreak: byParent,
  image: byParent,
  footnoteRef: byParent,
}
