import type { NodeJson } from '../../../essay/json.ts'
import { numberAttr, stringAttr } from '../../../essay/json.ts'
import type { NodeName } from '../../../essay/schema.ts'
import { INLINE_IMAGE } from '../inline-image.ts'
import { destination } from './destination.ts'
import type { Dialect } from './dialect.ts'
import { escapeHtml, openTag, type TextPlace } from './escape-text.ts'
import { braces, pictureMarkdown, quoted } from './inline-table.ts'
import { writePipeTable } from './pipe-table.ts'
import { withSpacesOutside } from './spaces-outside.ts'
import { type InlinePlace, isSafeAddress, isSafeText, writeInline } from './write-inline.ts'
import { writeVerse } from './write-verse.ts'
import { type BlockPlace, FREE, type Writing } from './writing.ts'

/** Writes one block: lines without a newline at the end. */
export type BlockWriter = (node: NodeJson, writing: Writing, place: BlockPlace) => string

/** Writes sibling blocks, parted by blank lines. */
export function writeBlocks(nodes: readonly NodeJson[], writing: Writing, isItem = false): string {
  const texts: string[] = []
  let turn: 0 | 1 = 0
  nodes.forEach((node, index) => {
    turn =
      index > 0 && listClass(node) !== '' && listClass(node) === listClass(nodes[index - 1]) ? ((1 - turn) as 0 | 1) : 0
    texts.push(writeBlock(node, writing, { listTurn: turn, afterMarker: isItem && index === 0 }))
  })
  return texts.join('\n\n')
}

/** Lists of one class would run together if they had the same marker. */
export function listClass(node: NodeJson | undefined): '' | 'bullet' | 'ordered' {
  if (node?.type === 'bulletList' || node?.type === 'taskList') return 'bullet'
  return node?.type === 'orderedList' ? 'ordered' : ''
}

/** Writes one block by its row; a node without a row is a bug. */
export function writeBlock(node: NodeJson, writing: Writing, place: BlockPlace = FREE): string {
  const write = BLOCK_WRITERS[node.type as BlockName]
  if (!write) throw new Error(`The Markdown writer has no handler for the node ${node.type}`)
  const text = write(node, writing, place)
  return withLanguage(node, text, writing)
}

type BlockName = Exclude<NodeName, 'doc' | 'text' | 'hardBreak' | 'image' | 'footnoteRef' | 'footnotes'>

/** One row per block node. `footnotes` is written by `write-body.ts`; inline nodes have their rows in `inline-table.ts`. */
export const BLOCK_WRITERS: Readonly<Record<BlockName, BlockWriter>> = {
  paragraph: (node, writing, place) => {
    const text = inline(node, writing, 'block')
    if (isLoneImage(node) && writing.dialect !== 'plain') return text.replace(/^<span><\/span>/, '') + INLINE_IMAGE
    if (text !== '') return text
    if (writing.dialect === 'plain') return ''
    return place.afterMarker ? '' : `<p></p>`
  },
  heading: (node, writing) => {
    const closing = writing.dialect === 'pandoc' ? /(?<=(?:^|[^\\])(?:\\\\)*)#+$/ : /(?<=^|\s)#+$/
    const text = inline(node, writing, 'line').replace(closing, (signs) => signs.replaceAll('#', '\\#'))
    return `${'#'.repeat(numberAttr(node, 'level', 2))}${text === '' ? '' : ` ${text}`}`
  },
  blockquote: (node, writing) => prefixed(writeBlocks(node.content ?? [], writing), '> '),
  attribution: (node, writing) => {
    const text = inline(node, writing, 'line')
    if (writing.dialect === 'plain') return text === '' ? '' : `— ${text}`
    if (writing.dialect === 'pandoc') return `[${text}]{.attribution}`
    return `<cite class="attribution">${text}</cite>`
  },
  bulletList: (node, writing, place) => writeList(node, writing, place, () => (place.listTurn === 0 ? '-' : '*')),
  orderedList: (node, writing, place) => {
    const start = numberAttr(node, 'start', 1)
    return writeList(
      node,
      writing,
      place,
      (index) => `${Math.min(start + index, 999_999_999)}${place.listTurn === 0 ? '.' : ')'}`,
    )
  },
  listItem: (node, writing) => writeBlocks(node.content ?? [], writing, true),
  taskList: (node, writing, place) => {
    // A box must stand before text, which a paragraph in a `<div>` is not.
    const hasForeign = (node.content ?? []).some(
      (item) => item.content?.[0] !== undefined && isForeign(item.content[0]),
    )
    return hasForeign && writing.dialect === 'portable'
      ? writeHtmlTasks(node, writing)
      : writeList(node, writing, place, () => (place.listTurn === 0 ? '-' : '*'))
  },
  taskItem: (node, writing) => {
    const checked = node.attrs?.checked === true
    const mark = writing.variant?.task?.(checked) ?? (checked ? '[x] ' : '[ ] ')
    const text = writeBlocks(
      writing.dialect === 'pandoc' ? inItsLanguage(node.content ?? []) : (node.content ?? []),
      writing,
      true,
    )
    // GFM takes the box for a task only where something follows it in the same paragraph.
    const isEmpty = text === '' || text.startsWith('\n')
    if (isEmpty) return `${mark}<!-- -->${text}`
    return mark + (writing.dialect === 'pandoc' ? text.replace(/^\\\n/, '<br>') : text)
  },
  codeBlock: (node, writing) => {
    writing.plain = false
    const plain = (node.content ?? []).map((child) => child.text ?? '').join('')
    const text = writing.variant?.code?.(plain) ?? plain
    const language = stringAttr(node, 'language')
    if (/[\r\0]/.test(text) && writing.dialect === 'portable') {
      return `<pre>${openTag('code', { class: language ? `language-${language}` : null })}${escapeHtml(text)}</code></pre>`
    }
    // In a quotation in a list pandoc takes backticks for code in a line.
    const sign = writing.dialect === 'pandoc' ? '~' : '`'
    const longest = Math.max(2, ...(text.match(/^\s*[`~]{3,}/gm) ?? []).map((run) => run.trim().length))
    const fence = sign.repeat(longest + 1)
    const info = language.replace(/^\{|[\s`\\&]/g, (char) => `&#${char.charCodeAt(0)};`)
    // Without a line between them pandoc takes the fences of a list item for code in a line.
    const lines = text === '' && writing.dialect !== 'pandoc' ? '' : `${text}\n`
    return `${fence}${info}\n${lines}${fence}`
  },
  verse: (node, writing) => writeVerse(node, writing, inlinePlace(node, writing, 'block')),
  horizontalRule: (_node, _writing, place) => (place.afterMarker ? '___' : '***'),
  table: (node, writing, place) => {
    writing.plain = false
    // Behind a marker pandoc takes the marker for the first cell.
    if (place.afterMarker && writing.dialect === 'pandoc') return writeRichTable(node, writing)
    const cell = (textblock: NodeJson) => inline(textblock, writing, 'cell')
    return writePipeTable(node, cell, writing.dialect === 'plain') ?? writeRichTable(node, writing)
  },
  tableRow: (node, writing) =>
    ['<tr>', ...(node.content ?? []).map((child) => writeBlock(child, writing)), '</tr>'].join('\n'),
  tableHeader: (node, writing) => writeCell('th', node, writing),
  tableCell: (node, writing) => writeCell('td', node, writing),
  figure: (node, writing) => {
    if (!isSafeText(stringAttr(node, 'alt')) || !isSafeAddress(writing.address(stringAttr(node, 'src'))))
      writing.plain = false
    const usual = (figure: NodeJson) => FIGURES[writing.dialect](figure, writing)
    const own = writing.variant?.figure
    const line = (content: readonly NodeJson[]) => inline({ ...(node.content?.[0] ?? node), content }, writing, 'line')
    return own ? own(node, { line, address: writing.address, usual }) : usual(node)
  },
  figcaption: (node, writing) => inline(node, writing, 'caption'),
  figcredit: (node, writing) => inline(node, writing, 'line'),
  gallery: (node, writing) => {
    writing.plain = false
    const figures = (node.content ?? [])
      .filter((child) => child.type === 'figure')
      .map((child) => writeBlock(child, writing))
    const captionNode = (node.content ?? []).find((child) => child.type === 'figcaption')
    const words = captionNode ? writeBlock(captionNode, writing) : ''
    // Pandoc would make one more figure of a picture that is the whole caption.
    const caption =
      captionNode && isLoneImage(captionNode) && writing.dialect === 'pandoc' ? words + INLINE_IMAGE : words
    const columns = numberAttr(node, 'columns', 2)
    const layout = stringAttr(node, 'layout')
    if (writing.dialect === 'plain') return [...figures, ...(caption ? [caption] : [])].join('\n\n')
    if (writing.dialect === 'pandoc')
      return `::: ${braces(
        '',
        ['gallery'],
        [
          ['columns', columns],
          ['layout', layout === 'column' ? '' : layout],
        ],
      )}\n${[...figures, ...(caption ? [caption] : [])].join('\n\n')}\n:::`
    const open = openTag('figure', {
      class: 'gallery',
      markdown: asked(writing),
      'data-columns': columns,
      'data-layout': layout === 'column' ? null : layout,
    })
    return [
      open,
      ...figures,
      ...(caption ? [`${openTag('figcaption', { markdown: asked(writing) })}\n\n${caption}\n\n</figcaption>`] : []),
      '</figure>',
    ].join('\n\n')
  },
  pullQuote: (node, writing) => {
    writing.plain = false
    const last = node.content?.at(-1)
    const isAttributed = last?.type === 'attribution' && (last.content?.length ?? 0) > 0
    const inside = writeBlocks(isAttributed ? (node.content ?? []) : (node.content ?? []).slice(0, -1), writing)
    const align = stringAttr(node, 'align')
    if (writing.dialect === 'plain') return prefixed(inside, '> ')
    if (writing.dialect === 'pandoc') return `::: ${braces('', ['pullquote'], [['align', align]])}\n${inside}\n:::`
    return `${openTag('aside', { class: 'pullquote', 'data-align': align || null, markdown: asked(writing) })}\n\n${inside}\n\n</aside>`
  },
  discussionPrompt: (node, writing) => {
    writing.plain = false
    const inside = writeBlocks(node.content ?? [], writing)
    const kind = stringAttr(node, 'kind')
    if (writing.dialect === 'plain') return inside
    if (writing.dialect === 'pandoc')
      return `::: ${braces('', ['discussion-prompt'], [['kind', kind]])}\n${inside}\n:::`
    return `${openTag('section', { class: 'discussion-prompt', 'data-kind': kind, markdown: asked(writing) })}\n\n${inside}\n\n</section>`
  },
  footnote: (node, writing) => {
    const [first, ...rest] = node.content ?? []
    const isBare = first?.type === 'paragraph' && (first.content?.length ?? 0) === 0 && !isForeign(first)
    const text = isBare && rest.length === 0 ? '' : writeBlocks(node.content ?? [], writing)
    // Behind the label pandoc sees no div.
    const below = text.startsWith(':::') ? '\n    ' : ' '
    return `[^${stringAttr(node, 'id')}]:${text === '' ? '' : `${below}${indented(text, '    ')}`}`
  },
}

function inlinePlace(node: NodeJson, writing: Writing, kind: InlinePlace['kind']): InlinePlace {
  return {
    dialect: writing.dialect,
    variant: writing.variant,
    stage: writing.stageOf(node),
    kind,
    address: writing.address,
  }
}

function inline(node: NodeJson, writing: Writing, kind: InlinePlace['kind']): string {
  const written = writeInline(node.content ?? [], inlinePlace(node, writing, kind))
  if (!written.plain) writing.plain = false
  return written.text
}

/** The attribute by which an element asks for its Markdown to be read; null where the consumer does so unasked. */
function asked(writing: Writing): string | null {
  return writing.variant?.asksForMarkdown === false ? null : '1'
}

function isLoneImage(node: NodeJson): boolean {
  return node.content?.length === 1 && node.content[0]?.type === 'image'
}

function isForeign(node: NodeJson): boolean {
  return stringAttr(node, 'lang') !== '' || stringAttr(node, 'dir') !== ''
}

function withLanguage(node: NodeJson, text: string, writing: Writing): string {
  if (
    !isForeign(node) ||
    writing.dialect === 'plain' ||
    (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'verse')
  )
    return text
  const lang = stringAttr(node, 'lang') || null
  const dir = stringAttr(node, 'dir') || null
  writing.plain = false
  if (writing.dialect === 'pandoc')
    return `::: ${braces(
      '',
      [],
      [
        ['lang', lang],
        ['dir', dir],
      ],
    )}\n${text || '<p></p>'}\n:::`
  if (node.type === 'verse') return text
  if (text === '' || text === '<p></p>') return `${openTag('p', { lang, dir })}</p>`
  return `${openTag('div', { lang, dir, markdown: asked(writing) })}\n\n${text}\n\n</div>`
}

/** Lines behind a prefix; blank lines get it without its space. */
function prefixed(text: string, prefix: string): string {
  const bare = prefix.trimEnd()
  return text
    .split('\n')
    .map((line) => (line === '' ? bare : prefix + line))
    .join('\n')
}

/** All lines but the first behind an indent; blank lines stay blank. */
function indented(text: string, indent: string): string {
  return text.replace(/\n(?!\n|$)/g, `\n${indent}`)
}

function writeList(node: NodeJson, writing: Writing, place: BlockPlace, marker: (index: number) => string): string {
  const items = node.content ?? []
  const isTight = items.every(isTightItem)
  const texts = items.map((item, index) => {
    const mark = marker(index)
    let text = writeBlock(item, writing)
    if (isTight) text = text.replace(/\n\n(?=[^\n])/, '\n')
    // An item that begins with an empty paragraph: bare where it holds nothing else and no marker stands before it.
    if (text === '') return place.afterMarker ? `${mark} <p></p>` : mark
    if (text.startsWith('\n')) text = `<p></p>${text}`
    return `${mark} ${indented(text, ' '.repeat(mark.length + 1))}`
  })
  return texts.join(isTight ? '\n' : '\n\n')
}

/** A task's first paragraph cannot be a div in Pandoc, so its words carry its language. */
function inItsLanguage(blocks: readonly NodeJson[]): readonly NodeJson[] {
  const [first, ...rest] = blocks
  if (!first || !isForeign(first)) return blocks
  if (!first.content) return [{ ...first, attrs: {} }, ...rest]
  const dir = stringAttr(first, 'dir')
  if (stringAttr(first, 'lang') === '' && dir === 'auto') return [{ ...first, attrs: {} }, ...rest]
  const mark = {
    type: 'language',
    attrs: { lang: stringAttr(first, 'lang'), dir: dir === 'auto' || dir === '' ? null : dir },
  }
  const content = first.content.map((child) =>
    child.type === 'text' ? { ...child, marks: [...(child.marks ?? []), mark] } : child,
  )
  return [withSpacesOutside({ ...first, attrs: {}, content }), ...rest]
}

function writeHtmlTasks(node: NodeJson, writing: Writing): string {
  writing.plain = false
  const items = (node.content ?? []).map((item) => {
    const open = openTag('li', {
      'data-type': 'taskItem',
      'data-checked': String(item.attrs?.checked === true),
      markdown: asked(writing),
    })
    return `${open}\n\n${writeBlocks(item.content ?? [], writing)}\n\n</li>`
  })
  return ['<ul data-type="taskList">', ...items, '</ul>'].join('\n')
}

/** An item that is one paragraph, or one paragraph and a list under it that may follow without a blank line. */
function isTightItem(item: NodeJson): boolean {
  const [first, second, ...more] = item.content ?? []
  if (first?.type !== 'paragraph' || isForeign(first) || more.length > 0) return false
  if (!second) return true
  if ((first.content?.length ?? 0) === 0 || isLoneImage(first)) return false
  const isList = listClass(second) !== '' && (second.type !== 'orderedList' || numberAttr(second, 'start', 1) === 1)
  return (
    isList &&
    (second.content ?? []).every((child) => isTightItem(child) && (child.content?.[0]?.content?.length ?? 0) > 0)
  )
}

function writeCell(name: 'td' | 'th', node: NodeJson, writing: Writing): string {
  const span = (key: string) => (numberAttr(node, key, 1) === 1 ? null : numberAttr(node, key, 1))
  const widths = node.attrs?.colwidth
  const open = openTag(name, {
    colspan: span('colspan'),
    rowspan: span('rowspan'),
    align: stringAttr(node, 'align') || null,
    'data-colwidth': Array.isArray(widths) ? widths.join(',') : null,
    markdown: asked(writing),
  })
  const isEmpty =
    node.content?.length === 1 &&
    node.content[0]?.type === 'paragraph' &&
    !node.content[0].content &&
    !isForeign(node.content[0])
  return isEmpty ? `${open}</${name}>` : `${open}\n\n${writeBlocks(node.content ?? [], writing)}\n\n</${name}>`
}

function writeRichTable(node: NodeJson, writing: Writing): string {
  if (writing.dialect === 'plain')
    return (node.content ?? [])
      .map((row) => (row.content ?? []).map((cell) => writeBlocks(cell.content ?? [], writing)).join('\n\n'))
      .join('\n\n')
  return ['<table>', ...(node.content ?? []).map((child) => writeBlock(child, writing)), '</table>'].join('\n')
}

const FIGURES: Readonly<Record<Dialect, (node: NodeJson, writing: Writing) => string>> = {
  portable: writePortableFigure,
  plain: writePlainFigure,
  pandoc: writePandocFigure,
}

function figureParts(node: NodeJson, writing: Writing) {
  const [caption, credit] = (node.content ?? []).map((child) => writeBlock(child, writing))
  const text: TextPlace = {
    dialect: writing.dialect,
    variant: writing.variant,
    cell: false,
    label: true,
    careful: writing.stageOf(node.content?.[0] ?? node) === 2,
  }
  const picture = pictureMarkdown(writing.address(stringAttr(node, 'src')), stringAttr(node, 'alt'), '', text)
  return { caption: caption ?? '', credit: credit ?? '', picture, href: stringAttr(node, 'href') }
}

/**
 * Form E of publishing.md 4.2. The credit stands at the end of the caption in `<small class="credit">`, parted by one space, because that reads well
 * even where tags are dropped. What Markdown has no place for stands in `data-` attributes of the figure.
 */
function writePortableFigure(node: NodeJson, writing: Writing): string {
  const { caption, credit, picture, href } = figureParts(node, writing)
  const layout = stringAttr(node, 'layout')
  const open = openTag('figure', {
    id: elementId(node),
    markdown: asked(writing),
    'data-layout': layout === 'column' ? null : layout,
    'data-decorative': node.attrs?.decorative === true,
    'data-width': numberAttr(node, 'width', null),
    'data-height': numberAttr(node, 'height', null),
    'data-creator': stringAttr(node, 'creator') || null,
    'data-source-url': stringAttr(node, 'sourceUrl') || null,
    'data-license': stringAttr(node, 'license') || null,
    'data-license-url': stringAttr(node, 'licenseUrl') || null,
    'data-permission': stringAttr(node, 'permission') || null,
  })
  const image = href === '' ? picture : `[${picture}](${destination(href)})`
  const small = credit === '' ? '' : `<small class="credit">${credit}</small>`
  const words = [caption, small].filter((text) => text !== '').join(' ')
  const below =
    words === '' ? '' : `${openTag('figcaption', { markdown: asked(writing) })}\n\n${words}\n\n</figcaption>\n`
  return `${open}\n\n${image}\n\n${below}</figure>`
}

/** The id by which a reference leads to the figure; null while none does. */
function elementId(figure: NodeJson): string | null {
  const id = stringAttr(figure, 'id')
  return id === '' ? null : `figure-${id}`
}

/** Form G: the picture, and `*Caption* (credit)` as the next paragraph. */
function writePlainFigure(node: NodeJson, writing: Writing): string {
  const { credit, picture, href } = figureParts(node, writing)
  const image = href === '' ? picture : `[${picture}](${destination(href)})`
  const captionNode = node.content?.[0]
  const caption = captionNode?.content?.length
    ? inline({ ...captionNode, content: italicised(captionNode.content) }, writing, 'line')
    : ''
  const words = [caption, credit === '' ? '' : `(${credit})`].filter((text) => text !== '').join(' ')
  return words === '' ? image : `${image}\n\n${words}`
}

function italicised(content: readonly NodeJson[]): readonly NodeJson[] {
  return content.map((child) =>
    child.type === 'text'
      ? { ...child, marks: [...(child.marks ?? []).filter((mark) => mark.type !== 'italic'), { type: 'italic' }] }
      : child,
  )
}

/** Form F: the caption is the picture's text, the credit a span at its end, everything else attributes. */
function writePandocFigure(node: NodeJson, writing: Writing): string {
  const { caption, credit, href } = figureParts(node, writing)
  const layout = stringAttr(node, 'layout')
  const words = [caption, credit === '' ? '' : `[${credit}]{.credit}`].filter((text) => text !== '').join(' ')
  const image = `![${words}](${destination(writing.address(stringAttr(node, 'src')))})`
  const attributes = braces(
    elementId(node) ?? '',
    [],
    [
      ['width', numberAttr(node, 'width', null)],
      ['height', numberAttr(node, 'height', null)],
      ['layout', layout === 'column' ? '' : layout],
      ['decorative', node.attrs?.decorative === true ? 'true' : ''],
      ['creator', stringAttr(node, 'creator')],
      ['source', stringAttr(node, 'sourceUrl')],
      ['license', stringAttr(node, 'license')],
      ['license-url', stringAttr(node, 'licenseUrl')],
      ['permission', stringAttr(node, 'permission')],
      ['link', href],
    ],
  )
  // Pandoc takes the picture's text for the alternative text where no `alt` says otherwise, so it stands there even when it is empty.
  const alt = `{alt="${quoted(stringAttr(node, 'alt'))}"`
  return `${image}${attributes === '' ? `${alt}}` : `${alt} ${attributes.slice(1)}`}`
}
