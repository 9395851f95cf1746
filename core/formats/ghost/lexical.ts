import { type MarkJson, type NodeJson, numberAttr, stringAttr, textOf } from '../../essay/json.ts'
import { creditLine } from '../credit-line.ts'
import { excerpt } from '../excerpt.ts'
import { altNamingLink, figureParts } from '../html/write/figures.ts'
import { fragmentFlavour } from '../html/write/fragment-flavour.ts'
import { writeInline } from '../html/write/inline.ts'
import type { Flavour, NodeHandler, Writing } from '../html/write/writing.ts'

/** A node of Ghost's editor (Lexical), as JSON. */
export type LexicalNode = Readonly<Record<string, unknown>>

const BLOCK = { direction: 'ltr', format: '', indent: 0, version: 1 } as const
/** Lexical's bits for how words look. */
const FORMATS: Readonly<Record<string, number>> = {
  bold: 1,
  italic: 2,
  strike: 4,
  underline: 8,
  code: 16,
  subscript: 32,
  superscript: 64,
  highlight: 128,
}
const LISTS: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'taskList'])
/** Marks of the review, counted and carried out as in every format. */
const REVIEW: ReadonlySet<string> = new Set(['comment', 'insertion', 'deletion'])

/** HTML for Ghost's cards: as for any publishing system, but for notes, whose marks lose their ids there. */
export const ghostHtml: Flavour = {
  ...fragmentFlavour,
  nodes: { ...fragmentFlavour.nodes, footnoteRef: (node, writing) => noteSign(node, writing) },
}

const noteSign: NodeHandler = (node, writing) => {
  const reference = writing.reference(stringAttr(node, 'id'))
  if (!reference) return ''
  return `<sup><a href="#fn-${reference.number}">${reference.number}</a></sup>`
}

/** The blocks of a body as nodes of Ghost's editor; what it has no node for becomes an HTML card, which keeps anything. */
export function lexicalBlocks(blocks: readonly NodeJson[], writing: Writing): readonly LexicalNode[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph' && (block.content?.length ?? 0) === 0) return []
    return lexicalBlock(block, writing)
  })
}

function lexicalBlock(node: NodeJson, writing: Writing): readonly LexicalNode[] {
  switch (node.type) {
    case 'paragraph':
      return hasImage(node)
        ? [htmlCard(node, 'A picture in running text', writing)]
        : [paragraph(inline(node, writing))]
    case 'heading':
      if (hasImage(node)) return [htmlCard(node, 'A picture in a heading', writing)]
      return [
        {
          ...BLOCK,
          type: 'extended-heading',
          tag: `h${numberAttr(node, 'level', 2)}`,
          children: inline(node, writing),
        },
      ]
    case 'blockquote':
    case 'pullQuote':
      return quote(node, writing)
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return isSimpleList(node)
        ? [list(node, writing)]
        : [htmlCard(node, 'A list with other blocks in its items', writing)]
    case 'codeBlock':
      return [
        { type: 'codeblock', version: 1, code: textOf(node), language: stringAttr(node, 'language'), caption: '' },
      ]
    case 'horizontalRule':
      return [{ type: 'horizontalrule', version: 1 }]
    case 'figure':
      return [image(node, writing)]
    case 'gallery': {
      writing.loss(
        'gallery',
        'A gallery was written as single figures, because Ghost’s gallery has no caption for each picture.',
      )
      const figures = (node.content ?? []).filter(({ type }) => type === 'figure').map((one) => image(one, writing))
      const caption = node.content?.find(({ type }) => type === 'figcaption')
      return [...figures, ...(caption?.content?.length ? [paragraph(inline(caption, writing))] : [])]
    }
    case 'discussionPrompt': {
      const { words } = writing.wording
      const kind = stringAttr(node, 'kind')
      const label = kind === 'activity' ? words.activity : kind === 'note' ? words.note : words.question
      const lines = (node.content ?? []).map((one) =>
        one.type === 'paragraph' ? writeInline(one.content, writing).html : writing.text(textOf(one)),
      )
      const calloutText = [`<strong>${writing.text(label)}</strong>`, ...lines].join('<br>')
      return [{ type: 'callout', version: 1, calloutText, calloutEmoji: '', backgroundColor: 'grey' }]
    }
    case 'footnotes':
      return [notes(writing)]
    case 'table':
      return [htmlCard(node, 'A table', writing, 'table')]
    case 'verse':
      return [htmlCard(node, 'Verse', writing, 'verse')]
    default:
      throw new Error(`The Ghost writer has no handler for the node ${node.type}`)
  }
}

function paragraph(children: readonly LexicalNode[]): LexicalNode {
  return { ...BLOCK, type: 'paragraph', children }
}

function htmlCard(node: NodeJson, what: string, writing: Writing, kind = 'html-card'): LexicalNode {
  writing.loss(kind, `${what} became an HTML card, which Ghost keeps and edits as code.`, excerpt(textOf(node)))
  return { type: 'html', version: 1, html: writing.node(node) }
}

/** Notes as an HTML card, which keeps their ids; the marks in the text lose theirs, so no link leads back (publishing.md 2.1). */
function notes(writing: Writing): LexicalNode {
  const items = writing.notes(
    (note) => {
      writing.loss(
        'back-link',
        'The link back from a note was left out; Ghost drops where it would lead.',
        excerpt(textOf(note)),
      )
      return writing.nodes(note.content)
    },
    (html, _note, number) => `<li id="fn-${number}">${html}</li>`,
  )
  const title = writing.text(writing.wording.words.notes)
  return { type: 'html', version: 1, html: `<h2 id="notes">${title}</h2>\n<ol>${items}</ol>` }
}

function quote(node: NodeJson, writing: Writing): readonly LexicalNode[] {
  const type = node.type === 'pullQuote' ? 'aside' : 'extended-quote'
  const blocks = (node.content ?? []).filter(({ type: kind }) => kind !== 'attribution')
  if (!blocks.every((one) => one.type === 'paragraph' && !hasImage(one)))
    return [htmlCard(node, 'A quotation with other blocks in it', writing)]
  const attribution = node.content?.find(({ type: kind }) => kind === 'attribution')
  const dash: NodeJson = { type: 'text', text: '— ' }
  const lines = [
    ...blocks.map((one) => inline(one, writing)),
    ...(attribution?.content?.length
      ? [inline({ ...attribution, content: [dash, ...attribution.content] }, writing)]
      : []),
  ]
  const children = lines.flatMap((line, index) => (index === 0 ? line : [LINE_BREAK, LINE_BREAK, ...line]))
  return [{ ...BLOCK, type, children }]
}

function isSimpleList(node: NodeJson): boolean {
  return (node.content ?? []).every((item) => {
    const [first, ...rest] = item.content ?? []
    return (
      first?.type === 'paragraph' && !hasImage(first) && rest.every((one) => LISTS.has(one.type) && isSimpleList(one))
    )
  })
}

function list(node: NodeJson, writing: Writing): LexicalNode {
  const ordered = node.type === 'orderedList'
  const start = ordered ? numberAttr(node, 'start', 1) : 1
  const children = (node.content ?? []).flatMap((item, index) => {
    const [first, ...inner] = item.content ?? []
    const sign = item.type !== 'taskItem' ? '' : item.attrs?.checked === true ? '☑ ' : '☐ '
    const words = inline(first ?? item, writing)
    const value = start + index
    return [
      { ...BLOCK, type: 'listitem', value, children: sign === '' ? words : [extendedText(sign, 0), ...words] },
      // Lexical has a list in an item of its own.
      ...inner.map((one) => ({ ...BLOCK, type: 'listitem', value: value + 1, children: [list(one, writing)] })),
    ]
  })
  return {
    ...BLOCK,
    type: 'list',
    listType: ordered ? 'number' : 'bullet',
    start,
    tag: ordered ? 'ol' : 'ul',
    children,
  }
}

const WIDTHS: Readonly<Record<string, string>> = { wide: 'wide', full: 'full' }

function image(node: NodeJson, writing: Writing): LexicalNode {
  const parts = figureParts(node)
  writing.nextFigure()
  const picture = writing.picture(parts.src, parts.alt)
  const caption = writeInline(parts.caption, writing).html
  const credit = writeInline(creditLine(parts, writing.wording.words).content, writing).html
  if (caption !== '' && credit !== '')
    writing.loss(
      'figure-caption',
      'Credit, source and licence stand at the end of the caption; Ghost has one line for all.',
      excerpt(parts.alt),
    )
  const layout = stringAttr(node, 'layout')
  if (layout === 'left' || layout === 'right')
    writing.loss(
      'layout',
      'A figure at the side of the text stands in its column; Ghost has no sides.',
      excerpt(parts.alt),
    )
  const below = writing.wording.captionLine(caption, credit)
  if (picture.kind === 'absent')
    return {
      type: 'html',
      version: 1,
      html: `<p>${writing.text([writing.wording.words.pictureAbsent, parts.alt, picture.link].filter((one) => one !== '').join(': '))}</p>${below === '' ? '' : `<p>${below}</p>`}`,
    }
  return {
    type: 'image',
    version: 1,
    src: picture.address,
    width: picture.asset.width,
    height: picture.asset.height,
    title: '',
    alt: altNamingLink(parts, 'Ghost', writing),
    caption: below,
    cardWidth: WIDTHS[layout] ?? 'regular',
    href: parts.href,
  }
}

const LINE_BREAK: LexicalNode = { type: 'linebreak', version: 1 }

function extendedText(text: string, format: number): LexicalNode {
  return { type: 'extended-text', version: 1, detail: 0, format, mode: 'normal', style: '', text }
}

function link(url: string, children: readonly LexicalNode[], title = ''): LexicalNode {
  return { ...BLOCK, type: 'link', rel: null, target: null, title: title === '' ? null : title, url, children }
}

/** Inline content: text with its format, links around it, breaks, marks of notes. */
function inline(node: NodeJson, writing: Writing): readonly LexicalNode[] {
  const out: LexicalNode[] = []
  if (stringAttr(node, 'lang') + stringAttr(node, 'dir') !== '')
    writing.loss('language', 'The language or direction of a part of the text has no place in Ghost.')
  let open: { readonly mark: MarkJson; readonly children: LexicalNode[] } | null = null
  for (const child of node.content ?? []) {
    const marks = child.marks ?? []
    // The writers of HTML count the review; their handlers are asked so that it is counted alike.
    for (const mark of marks)
      if (REVIEW.has(mark.type)) writing.flavour.marks[mark.type as 'comment'](mark.attrs ?? {}, writing)
    if (marks.some(({ type }) => type === 'deletion')) continue
    if (marks.some(({ type }) => type === 'language'))
      writing.loss('language', 'The language or direction of a part of the text has no place in Ghost.')
    const format = marks.reduce((bits, { type }) => bits | (FORMATS[type] ?? 0), 0)
    const piece = leaf(child, format, writing)
    if (!piece) continue
    const mark = child.type === 'footnoteRef' ? undefined : marks.find(({ type }) => type === 'link')
    if (!mark) {
      open = null
      out.push(piece)
    } else if (open && stringAttr(open.mark, 'href') === stringAttr(mark, 'href')) open.children.push(piece)
    else {
      open = { mark, children: [piece] }
      out.push(link(stringAttr(mark, 'href'), open.children, stringAttr(mark, 'title')))
    }
  }
  return out
}

function leaf(node: NodeJson, format: number, writing: Writing): LexicalNode | null {
  if (node.type === 'hardBreak') return LINE_BREAK
  if (node.type === 'footnoteRef') {
    const reference = writing.reference(stringAttr(node, 'id'))
    if (!reference) return null
    return link(`#fn-${reference.number}`, [extendedText(String(reference.number), FORMATS.superscript ?? 0)])
  }
  return extendedText(node.text ?? '', format)
}

function hasImage(node: NodeJson): boolean {
  return (node.content ?? []).some(({ type }) => type === 'image')
}
