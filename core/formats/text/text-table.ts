import { type NodeJson, numberAttr, stringAttr, textOf } from '../../essay/json.ts'
import type { TextHandler, TextMark, TextTable, TextWriting } from './text-writing.ts'

const INDENT = '    '

/** Every line but empty ones behind `rest`, the first behind `first`. */
function indented(text: string, first = INDENT, rest = INDENT): string {
  return text
    .split('\n')
    .map((line, index) => (line === '' && index > 0 ? '' : `${index === 0 ? first : rest}${line}`))
    .join('\n')
}

const line: TextHandler = (node, writing) => {
  if (stringAttr(node, 'lang') !== '' || stringAttr(node, 'dir') !== '')
    writing.loss('language', 'The language or direction of a part of the text has no place in plain text.')
  return writing.inline(node.content)
}

const container: TextHandler = (node, writing) => writing.blocks(node.content)

const list =
  (sign: (item: NodeJson, index: number, list: NodeJson) => string): TextHandler =>
  (node, writing) => {
    const items = (node.content ?? []).map((item, index) => {
      const mark = sign(item, index, node)
      return indented(writing.node(item), mark, ' '.repeat(mark.length))
    })
    return items.join(items.some((item) => item.includes('\n\n')) ? '\n\n' : '\n')
  }

/** An item; a list in it follows its paragraph at once, other blocks after an empty line. */
const item: TextHandler = (node, writing) => {
  const lists = (node.content ?? []).slice(1).every((block) => /List$/.test(block.type))
  return writing.blocks(node.content, lists ? '\n' : '\n\n')
}

const cell: TextHandler = (node, writing) => {
  if (numberAttr(node, 'colspan', 1) !== 1 || numberAttr(node, 'rowspan', 1) !== 1)
    writing.loss('table-span', 'A cell that spans others has no place in plain text; it stands once.')
  return writing.blocks(node.content, ' ').replace(/\s+/g, ' ')
}

/** `[Figure 1: a lamp]`, then the caption and, in brackets, the credit. */
function pictureLines(node: NodeJson, name: string, writing: TextWriting): string {
  const part = (type: string) => writing.inline(node.content?.find((child) => child.type === type)?.content).trim()
  const alt = node.attrs?.decorative === true ? '' : stringAttr(node, 'alt')
  const caption = part('figcaption')
  writing.loss(
    'picture',
    'A picture has no place in plain text; its description and caption stand for it.',
    alt || caption,
  )
  const said = part('figcredit') || stringAttr(node, 'creator')
  const license = stringAttr(node, 'license')
  const credit = [said, license !== '' && !said.toLowerCase().includes(license.toLowerCase()) ? license : '']
  if (stringAttr(node, 'sourceUrl') + stringAttr(node, 'licenseUrl') + stringAttr(node, 'href') !== '')
    writing.loss('rights', 'The addresses of a picture’s source, licence or link were left out.', alt || caption)
  const credited = credit.filter((one) => one !== '').join(', ')
  const below = [caption, credited === '' ? '' : `(${credited})`].filter((one) => one !== '').join(' ')
  return `[${[name, alt].filter((one) => one !== '').join(': ')}]${below === '' ? '' : `\n${below}`}`
}

/** The lines that stand for a cover or a figure of the body; the cover has no number. */
export function figureLines(node: NodeJson, numbered: boolean, writing: TextWriting): string {
  const { words, fill } = writing.wording
  const number = numbered ? fill(words.figure, { number: String(writing.nextFigure()) }) : ''
  return pictureLines(node, number, writing)
}

const byParent: TextHandler = (node) => {
  throw new Error(`${node.type} is written by its parent`)
}

const nodes: TextTable['nodes'] = {
  doc: (node, writing) =>
    (node.content ?? [])
      .map((block) => writing.block(block))
      .filter((text) => text !== '')
      .join('\n\n'),
  paragraph: line,
  heading: (node, writing) => {
    writing.loss('heading', 'A heading is a line of its own in plain text; its level was left out.')
    return line(node, writing)
  },
  blockquote: (node, writing) => indented(writing.blocks(node.content)),
  attribution: (node, writing) => {
    const words = writing.inline(node.content)
    return words === '' ? '' : `— ${words}`
  },
  bulletList: list(() => '- '),
  orderedList: list((_, index, node) => `${numberAttr(node, 'start', 1) + index}. `),
  listItem: item,
  taskList: list((one) => (one.attrs?.checked === true ? '[x] ' : '[ ] ')),
  taskItem: item,
  codeBlock: (node, writing) => {
    if (stringAttr(node, 'language') !== '')
      writing.loss('code-language', 'The language of a piece of code has no place in plain text.', textOf(node))
    return textOf(node) === '' ? '' : indented(textOf(node))
  },
  verse: (node, writing) => {
    const text = line(node, writing)
    return text === '' ? '' : indented(text)
  },
  horizontalRule: () => '* * *',
  table: (node, writing) => {
    writing.loss('table', 'A table was written as lines, its cells parted by tabs.')
    return writing.blocks(node.content, '\n')
  },
  tableRow: (node, writing) => (node.content ?? []).map((one) => writing.node(one)).join('\t'),
  tableHeader: cell,
  tableCell: cell,
  figure: (node, writing) => figureLines(node, true, writing),
  figcaption: byParent,
  figcredit: byParent,
  gallery: (node, writing) => {
    writing.loss('gallery', 'A gallery was written as single pictures.')
    const figures = (node.content ?? []).filter((child) => child.type === 'figure').map((child) => writing.node(child))
    const caption = writing.inline(node.content?.find((child) => child.type === 'figcaption')?.content)
    return [...figures, caption].filter((text) => text !== '').join('\n\n')
  },
  pullQuote: (node, writing) => {
    writing.loss('pull-quote', 'A pull quote was written as a quotation.')
    return indented(writing.blocks(node.content))
  },
  discussionPrompt: (node, writing) => {
    const kind = stringAttr(node, 'kind')
    const { words } = writing.wording
    const label = kind === 'activity' ? words.activity : kind === 'note' ? words.note : words.question
    return `${label}:\n${writing.blocks(node.content)}`
  },
  footnotes: (_, writing) => {
    const notes = writing.notes().map(({ number, text }) => {
      const mark = `[${number}] `
      return indented(text, mark, ' '.repeat(mark.length))
    })
    return [writing.wording.words.notes, ...notes].join('\n\n')
  },
  footnote: container,
  text: (node) => node.text ?? '',
  hardBreak: () => '\n',
  image: (node, writing) => {
    const alt = stringAttr(node, 'alt')
    writing.loss('picture', 'A picture has no place in plain text; its description and caption stand for it.', alt)
    return alt === '' ? '' : `[${alt}]`
  },
  footnoteRef: (node, writing) => {
    const number = writing.noteNumber(stringAttr(node, 'id'))
    if (number === null) writing.loss('missing-note', 'A reference to a note that does not exist was left out.')
    return number === null ? '' : `[${number}]`
  },
}

const plain: TextMark = (_, writing) => {
  writing.loss('formatting', 'Bold, italics and other looks of words have no place in plain text.')
  return () => ''
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const marks: TextTable['marks'] = {
  link: (attrs) => (words) => {
    const href = text(attrs.href)
    return words === '' || href === words || href === `mailto:${words}` ? '' : ` <${href}>`
  },
  comment: (attrs, writing) => {
    writing.loss('comment', 'A review comment was left out.', '', text(attrs.threadId))
    return () => ''
  },
  insertion: (attrs, writing) => {
    writing.loss('suggestion', 'A suggested insertion was taken in.', '', `+${text(attrs.id)}`)
    return () => ''
  },
  deletion: (attrs, writing) => {
    writing.loss('suggestion', 'A suggested deletion was carried out.', '', `-${text(attrs.id)}`)
    return null
  },
  language: (_, writing) => {
    writing.loss('language', 'The language or direction of a part of the text has no place in plain text.')
    return () => ''
  },
  bold: plain,
  italic: plain,
  underline: plain,
  strike: plain,
  highlight: plain,
  subscript: plain,
  superscript: plain,
  code: plain,
}

/** What every node and mark of the schema is in plain text. */
export const textTable: TextTable = { nodes, marks }
