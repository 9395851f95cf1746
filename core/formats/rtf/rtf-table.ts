import { type NodeJson, numberAttr, stringAttr, textOf } from '../../essay/json.ts'
import { creditLine } from '../credit-line.ts'
import { figureParts } from '../html/write/figures.ts'
import type { Around, RtfMark, RtfNode, RtfTable, RtfWriting } from './rtf-writing.ts'

/** How far a quotation, a list or verse is set in, twips. */
const STEP = 720
/** The width of the text, twips. */
const WIDTH = 9_000

const byParent: RtfNode = (node) => {
  throw new Error(`${node.type} is written by its parent`)
}

const container: RtfNode = (node, writing, around) => writing.blocks(node.content, around)

const line: RtfNode = (node, writing, around) => {
  countLanguage(node, writing)
  const first =
    writing.layout === 'manuscript' && around.left === 0 && !around.inCell && around.sign === '' ? '\\fi720' : ''
  return writing.paragraph(writing.inline(node.content, around), around, directed(node, first))
}

const list =
  (sign: (item: NodeJson, index: number, list: NodeJson, writing: RtfWriting) => string): RtfNode =>
  (node, writing, around) => {
    writing.loss('list', 'Lists are paragraphs behind their signs.')
    return (node.content ?? [])
      .map((item, index) =>
        writing.node(item, {
          ...around,
          left: around.left + STEP,
          sign: `${index === 0 ? around.sign : ''}${sign(item, index, node, writing)}\\tab `,
        }),
      )
      .join('')
  }

/** Words set apart at both sides. */
const quotation: RtfNode = (node, writing, around) =>
  writing.blocks(node.content, { ...around, left: around.left + STEP, right: around.right + STEP })

const cell: RtfNode = (node, writing, around) => {
  if (numberAttr(node, 'rowspan', 1) !== 1)
    writing.loss('table-span', 'A cell that spans several rows stands in its first.', textOf(node))
  const bold = node.type === 'tableHeader' ? '\\b' : ''
  const blocks = writing.blocks(node.content, {
    ...around,
    left: 0,
    right: 0,
    inCell: true,
    sign: '',
    look: around.look + bold,
  })
  return `${blocks.replace(/\\par\n$/, '')}\\cell\n`
}

const table: RtfNode = (node, writing, around) => {
  if (around.inCell) {
    writing.loss('table-in-table', 'A table in a table was written as paragraphs.', textOf(node))
    return (node.content ?? [])
      .flatMap(({ content = [] }) => content)
      .map((one) => writing.blocks(one.content, around))
      .join('')
  }
  const columns = Math.max(
    1,
    ...(node.content ?? []).map(({ content = [] }) =>
      content.reduce((sum, one) => sum + numberAttr(one, 'colspan', 1), 0),
    ),
  )
  return `${(node.content ?? []).map((row) => tableRow(row, columns, writing, around)).join('')}\\pard\\plain\\par\n`
}

function tableRow({ content: cells = [] }: NodeJson, columns: number, writing: RtfWriting, around: Around): string {
  if (cells.length === 0) return ''
  let edge = 0
  const edges = cells.map((one) => {
    edge += numberAttr(one, 'colspan', 1)
    return `\\cellx${Math.round((WIDTH * edge) / columns)}`
  })
  return `\\trowd\\trgaph108${edges.join('')}\n${cells.map((one) => writing.node(one, around)).join('')}\\row\n`
}

/** The lines that stand for a cover or a figure: its name and description, then caption and credit. The cover has no number. */
export function figureParagraphs(node: NodeJson, isNumbered: boolean, writing: RtfWriting, around: Around): string {
  const parts = figureParts(node)
  const { words, fill } = writing.wording
  const name = isNumbered ? fill(words.figure, { number: String(writing.nextFigure()) }) : ''
  const alt = parts.decorative ? '' : parts.alt
  writing.loss('picture', 'A picture is not on the clipboard; its description and caption stand for it.', parts.alt)
  const sign = [name, alt].filter((part) => part !== '').join(': ')
  const caption = writing.inline(parts.caption, around)
  const credit = writing.inline(creditLine(parts, words).content, around)
  const below = [caption, credit].filter((part) => part !== '').join(' ')
  return (
    (sign === '' ? '' : writing.paragraph(writing.text(`[${sign}]`), around, '\\keepn')) +
    (below === '' ? '' : writing.paragraph(below, { ...around, sign: '' }, '\\s10\\i'))
  )
}

const nodes: RtfTable['nodes'] = {
  doc: (node, writing) => (node.content ?? []).map((block) => writing.block(block)).join(''),
  paragraph: line,
  heading: (node, writing, around) => {
    countLanguage(node, writing)
    // Below the title, the first level of a word processor is the second of the essay.
    const level = Math.min(6, Math.max(1, numberAttr(node, 'level', 2) - 1))
    const look = `\\s${level}\\outlinelevel${level - 1}\\sb240\\keepn\\b\\fs${Math.max(24, 34 - 4 * level)}`
    return writing.paragraph(writing.inline(node.content, around), around, directed(node, look))
  },
  blockquote: quotation,
  attribution: (node, writing, around) => {
    const words = writing.inline(node.content, around)
    return words === '' ? '' : writing.paragraph(`${writing.text('— ')}${words}`, around)
  },
  bulletList: list((_, __, ___, writing) => writing.text('•')),
  orderedList: list((_, index, node) => `${numberAttr(node, 'start', 1) + index}.`),
  listItem: container,
  taskList: list((item, _, __, writing) => writing.text(item.attrs?.checked === true ? '☑' : '☐')),
  taskItem: container,
  codeBlock: (node, writing, around) => writing.paragraph(writing.text(textOf(node)), around, '\\f1\\fs20'),
  verse: (node, writing, around) => {
    countLanguage(node, writing)
    const inside = { ...around, left: around.left + STEP }
    return writing.paragraph(writing.inline(node.content, inside), inside, directed(node, ''))
  },
  horizontalRule: (_, writing, around) =>
    writing.paragraph(writing.layout === 'manuscript' ? '#' : '* * *', around, '\\qc'),
  table,
  tableRow: byParent,
  tableHeader: cell,
  tableCell: cell,
  figure: (node, writing, around) => figureParagraphs(node, true, writing, around),
  figcaption: byParent,
  figcredit: byParent,
  gallery: (node, writing, around) => {
    const figures = (node.content ?? []).filter(({ type }) => type === 'figure')
    const caption = node.content?.find(({ type }) => type === 'figcaption')?.content ?? []
    return (
      writing.blocks(figures, around) +
      (caption.length === 0
        ? ''
        : writing.paragraph(writing.inline(caption, around), { ...around, sign: '' }, '\\s10\\i'))
    )
  },
  pullQuote: (node, writing, around) => {
    writing.loss('pull-quote', 'A pull quote was written as a quotation.')
    return quotation(node, writing, around)
  },
  discussionPrompt: (node, writing, around) => {
    const kind = stringAttr(node, 'kind')
    const { words } = writing.wording
    const label = kind === 'activity' ? words.activity : kind === 'note' ? words.note : words.question
    return `${writing.paragraph(writing.text(label), around, '\\keepn\\b')}${writing.blocks(node.content, { ...around, sign: '' })}`
  },
  footnotes: (_, writing, around) => {
    const unused = writing.unusedNotes()
    if (unused.length === 0) return ''
    const title = writing.paragraph(writing.text(writing.wording.words.notes), around, '\\keepn\\b')
    return title + unused.map((note) => writing.blocks(note.content, around)).join('')
  },
  footnote: container,
  text: (node, writing) => writing.text(node.text ?? ''),
  hardBreak: () => '\\line ',
  image: (node, writing) => {
    const alt = stringAttr(node, 'alt')
    writing.loss('picture', 'A picture is not on the clipboard; its description and caption stand for it.', alt)
    return alt === '' ? '' : writing.text(`[${alt}]`)
  },
  footnoteRef: (node, writing) => writing.reference(stringAttr(node, 'id')),
}

const LANGUAGE = 'The language of a part of the text is not said in RTF.'

function countLanguage(node: NodeJson, writing: RtfWriting): void {
  if (stringAttr(node, 'lang') !== '') writing.loss('language', LANGUAGE, textOf(node))
}

function directed(node: NodeJson, words: string): string {
  const dir = stringAttr(node, 'dir')
  return dir === 'rtl' || dir === 'ltr' ? `\\${dir}par${words}` : words
}

const always =
  (words: string): RtfMark =>
  () =>
    words
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
/** Places of the colours in the document's table. */
const COLOURS: Readonly<Record<string, number>> = { yellow: 2, green: 3, blue: 4, pink: 5 }

const marks: RtfTable['marks'] = {
  // A field around its words.
  link: always(''),
  comment: (attrs, writing) => {
    writing.loss('comment', 'A review comment was left out.', '', text(attrs.threadId))
    return ''
  },
  insertion: (attrs, writing) => {
    writing.loss('suggestion', 'A suggested insertion was taken in.', '', `+${text(attrs.id)}`)
    return ''
  },
  deletion: (attrs, writing) => {
    writing.loss('suggestion', 'A suggested deletion was carried out.', '', `-${text(attrs.id)}`)
    return null
  },
  language: (_, writing) => {
    writing.loss('language', LANGUAGE)
    return ''
  },
  bold: always('\\b'),
  italic: always('\\i'),
  underline: always('\\ul'),
  strike: always('\\strike'),
  highlight: ({ color }) => `\\highlight${COLOURS[text(color) || 'yellow'] ?? 2}`,
  subscript: always('\\sub'),
  superscript: always('\\super'),
  code: always('\\f1'),
}

/** What every node and mark of the schema is in RTF. */
export const rtfTable: RtfTable = { nodes, marks }
