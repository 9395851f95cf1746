import type { NodeJson } from '../../../essay/json.ts'
import { excerpt, placeOf } from '../../excerpt.ts'
import { INLINE_IMAGE } from '../inline-image.ts'
import { makeNode, paragraphOf } from '../nodes.ts'
import { type Attributes, attributesOf } from './attributes.ts'
import { captionBelow } from './caption-below.ts'
import { codeInfo } from './code-info.ts'
import { pandocFigure } from './pandoc-figure.ts'
import { closingIndexes, cutPieces, type Piece } from './pieces.ts'
import { readElement } from './read-element.ts'
import { countComment, ROLE_OF_TAG, readInline } from './read-inline.ts'
import { readPre } from './read-pre.ts'
import type { Reading } from './reading.ts'
import { blockquoteOf, galleryOf, settled, settledAfterParagraph, withLanguage } from './settle.ts'
import { readShortcode } from './shortcode.ts'
import type { Source } from './source.ts'
import { parseTag } from './tag.ts'
import { checkedOf } from './task-rule.ts'
import { tellBox } from './tell-box.ts'
import { DEEPEST_BLOCK, type Token } from './tokens.ts'

/** Turns block tokens into blocks; footnote definitions go to `reading.footnotes`. The result may hold no block at all. */
export function readTokens(tokens: readonly Token[], reading: Reading): readonly NodeJson[] {
  const source: Source = {
    tokens,
    closeOf: closingIndexes(tokens),
    reading,
    blocks: (pieces, depth) => readPieces(source, pieces, depth),
  }
  return readRange(source, 0, tokens.length, 0)
}

/** Reads the blocks of a container. An attribution can come out as the last one; `settled` decides what becomes of it. */
function readRange(source: Source, from: number, to: number, depth: number): readonly NodeJson[] {
  const { reading } = source
  if (depth > DEEPEST_BLOCK) {
    reading.tooDeep = true
    return []
  }
  const pieces = cutPieces(source.tokens, from, to, source.closeOf, (text) => countComment(text, reading))
  if (pieces === null) {
    reading.unbalanced = true
    return []
  }
  return readPieces(source, pieces, depth)
}

function readPieces(source: Source, pieces: readonly Piece[], depth: number): readonly NodeJson[] {
  if (depth > DEEPEST_BLOCK) {
    source.reading.tooDeep = true
    return []
  }
  const blocks: NodeJson[] = []
  for (const piece of pieces) {
    if (source.reading.unbalanced || source.reading.tooDeep) return []
    if (piece.kind === 'md') readBlock(source, piece.from, piece.to, depth, blocks)
    else if (piece.kind === 'element') blocks.push(...readElement(source, piece, depth))
    else blocks.push(...readHtml(source, piece.from))
  }
  return blocks
}

function readHtml(source: Source, index: number): readonly NodeJson[] {
  const token = source.tokens[index] as Token
  const own = readPre(token.content, source.reading)
  if (own !== null) return [own]
  return source.reading.island([token], source.reading)
}

function readBlock(source: Source, from: number, to: number, depth: number, into: NodeJson[]): void {
  const { tokens, reading } = source
  const token = tokens[from] as Token
  const inner = () => readRange(source, from + 1, to - 1, depth + 1)
  switch (token.type) {
    case 'paragraph_open':
      into.push(...readParagraphs(tokens[from + 1] as Token, reading))
      return
    case 'heading_open':
      into.push(
        makeNode(
          'heading',
          { level: Number(token.tag.slice(1)) },
          readInline(inlineChildren(tokens[from + 1]), reading),
        ),
      )
      return
    case 'hr':
      into.push(makeNode('horizontalRule'))
      return
    case 'fence':
    case 'code_block':
      into.push(codeBlock(token, reading))
      return
    case 'blockquote_open': {
      const said = saidBy(tokens, to)
      const quoted = inner()
      into.push(blockquoteOf(said ? [...quoted, makeNode('attribution', {}, readInline(said, reading))] : quoted))
      return
    }
    case 'bullet_list_open':
    case 'ordered_list_open':
      readList(source, from, to, depth, into)
      return
    case 'table_open':
      into.push(readPipeTable(source, from, to))
      return
    case 'footnote_open':
      reading.footnotes.push(
        makeNode('footnote', { id: reading.notes.idOf(String(token.meta?.label)) }, settledAfterParagraph(inner())),
      )
      return
    case 'div_open':
      into.push(...readDiv(attributesOf(token), inner(), reading))
      return
    default:
      throw new Error(`markdown-it gave a token that no handler knows: ${token.type}`)
  }
}

/** One paragraph, or the two that a picture and the caption in its next line are when an empty line stands between them. */
function readParagraphs(inline: Token, reading: Reading): readonly NodeJson[] {
  const below = reading.flavour === 'commonmark' ? null : captionBelow(inline)
  if (below === null) return [readParagraph(inline, reading)]
  return [below.picture, below.caption].map((children) => paragraphOf(readInline(children, reading)))
}

function readParagraph(inline: Token, reading: Reading): NodeJson {
  const children = inlineChildren(inline)
  const shortcode = inline.content.startsWith('{{') ? readShortcode(inline.content, reading) : null
  if (shortcode) return shortcode
  const figure = pandocFigure(children, reading)
  if (figure) return figure
  const role = roleOf(children)
  if (role === 'attribution') return makeNode('attribution', {}, readInline(children.slice(1, -1), reading))
  const paragraph = paragraphOf(readInline(children, reading))
  const only = paragraph.content?.[0]
  if (only && children.at(-1)?.content === INLINE_IMAGE) reading.inlineImages.add(only)
  return paragraph
}

/** The role of a paragraph that is wholly inside one `<cite class="attribution">` or `[…]{.attribution}`. */
function roleOf(children: readonly Token[]): string {
  const first = children[0]
  const last = children.at(-1)
  if (first?.type === 'span_open' && last?.type === 'span_close') {
    const classes = attributesOf(first).classes
    return classes.includes('attribution') &&
      children.findIndex((token) => token.type === 'span_close') === children.length - 1
      ? 'attribution'
      : ''
  }
  if (first?.type !== 'html_inline' || !first.content.startsWith('<cite') || last?.content !== '</cite>') return ''
  const closes = children.filter((token) => token.type === 'html_inline' && token.content === '</cite>').length
  const name = parseTag(first.content)?.attrs.get('class')
  return closes === 1 && name === ROLE_OF_TAG.cite ? 'attribution' : ''
}

/** Where the last line of a quotation's last paragraph begins, for those that name who said it. */
const lastLines = new WeakMap<Token, number>()

/**
 * The last line of a quotation where it names who said it, as most people write it: `— Ana Liu` on a line of its own. The writers never break a line
 * so, and what they write is read as it was.
 */
function saidBy(tokens: readonly Token[], to: number): readonly Token[] | null {
  const paragraph = tokens[to - 3]
  if (tokens[to - 2]?.type !== 'paragraph_close' || paragraph?.type !== 'inline') return null
  const children = paragraph.children ?? []
  const line = children.findLastIndex(({ type }) => type === 'softbreak')
  const first = children[line + 1]
  if (line < 1 || first?.type !== 'text' || !/^[—–―] ?[^\s—–―]/.test(first.content)) return null
  lastLines.set(paragraph, line)
  const named = Object.assign(Object.create(Object.getPrototypeOf(first)), first, {
    content: first.content.replace(/^[—–―] ?/, ''),
  }) as Token
  return [named, ...children.slice(line + 2)]
}

function inlineChildren(token: Token | undefined): readonly Token[] {
  const children = token?.children ?? []
  return token && lastLines.has(token) ? children.slice(0, lastLines.get(token)) : children
}

function codeBlock(token: Token, reading: Reading): NodeJson {
  const { language, rest } = codeInfo(token.info)
  const text = token.content.replace(/\n$/, '')
  if (rest !== '')
    reading.losses.add(
      'code-detail',
      'What stood behind the language of a piece of code was left out.',
      excerpt(`${language} ${rest}`),
    )
  return makeNode('codeBlock', { language }, text === '' ? [] : [{ type: 'text', text }])
}

function readPipeTable(source: Source, from: number, to: number): NodeJson {
  const rows: NodeJson[] = []
  let cells: NodeJson[] = []
  for (let index = from; index < to; index++) {
    const token = source.tokens[index] as Token
    if (token.type === 'tr_open') cells = []
    else if (token.type === 'tr_close') rows.push(makeNode('tableRow', {}, cells))
    else if (token.type === 'th_open' || token.type === 'td_open') {
      const align = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1] ?? null
      const content = readInline(inlineChildren(source.tokens[index + 1]), source.reading)
      cells.push(makeNode(token.type === 'th_open' ? 'tableHeader' : 'tableCell', { align }, [paragraphOf(content)]))
    }
  }
  return makeNode('table', {}, rows)
}

interface Item {
  readonly checked: boolean | null
  readonly blocks: readonly NodeJson[]
}

/** A list, cut into runs of plain items and of task items. */
function readList(source: Source, from: number, to: number, depth: number, into: NodeJson[]): void {
  const { tokens, reading } = source
  const ordered = tokens[from]?.type === 'ordered_list_open'
  const items: Item[] = []
  for (let index = from + 1; index < to - 1; index++) {
    const end = source.closeOf[index] ?? index
    const checked = checkedOf(tokens[index])
    items.push({ checked, blocks: readRange(source, index + 1, end, depth + 1) })
    index = end
  }
  const start = Number(tokens[from]?.attrGet('start') ?? 1)
  let number = start
  for (let first = 0; first < items.length; ) {
    const isTask = items[first]?.checked !== null
    let last = first
    while (last < items.length && (items[last]?.checked !== null) === isTask) last++
    const run = items.slice(first, last)
    if (isTask) {
      if (ordered)
        reading.losses.add(
          'task-number',
          'A numbered list of tasks became a list of tasks without numbers.',
          placeOf(makeNode('listItem', {}, run[0]?.blocks)),
        )
      into.push(
        makeNode(
          'taskList',
          {},
          run.map((item) =>
            makeNode('taskItem', { checked: item.checked === true }, settledAfterParagraph(item.blocks)),
          ),
        ),
      )
    } else {
      const children = run.map((item) => makeNode('listItem', {}, settled(item.blocks)))
      into.push(
        ordered
          ? makeNode('orderedList', { start: Math.min(number, 999_999_999) }, children)
          : makeNode('bulletList', {}, children),
      )
    }
    number += run.length
    first = last
  }
}

/** Pandoc's fenced divs: those whose class names a node become that node, `lang` and `dir` go to the blocks inside, any other is unwrapped. */
function readDiv(attributes: Attributes, inner: readonly NodeJson[], reading: Reading): readonly NodeJson[] {
  const has = (name: string) => attributes.classes.includes(name)
  const attributed = inner.at(-1)?.type === 'attribution'
  if (has('pullquote')) {
    const quoted = settled(attributed ? inner.slice(0, -1) : inner)
    if (quoted.every((block) => block.type === 'paragraph')) {
      const align = attributes.values.get('align')
      const attribution = attributed ? (inner.at(-1) as NodeJson) : makeNode('attribution')
      return [
        makeNode('pullQuote', { align: align === 'left' || align === 'right' || align === 'wide' ? align : null }, [
          ...quoted,
          attribution,
        ]),
      ]
    }
  }
  if (has('discussion-prompt')) {
    const kind = attributes.values.get('kind')
    return [
      makeNode(
        'discussionPrompt',
        { kind: kind === 'activity' || kind === 'note' ? kind : 'question' },
        settledAfterParagraph(inner),
      ),
    ]
  }
  if (has('gallery')) {
    const gallery = galleryOf(inner, attributes.values)
    if (gallery) return [gallery]
  }
  tellBox(attributes.classes, reading)
  return withLanguage(settled(inner), attributes.values.get('lang'), attributes.values.get('dir'))
}
