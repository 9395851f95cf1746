import { PERMISSIONS } from '../../../essay/essay.ts'
import { figureIdFrom } from '../../../essay/figure-references.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { FIGURE_LAYOUTS } from '../../../essay/schema.ts'
import { normaliseHref } from '../../../essay/url.ts'
import { makeNode, paragraphOf } from '../nodes.ts'
import type { ElementPiece, Piece } from './pieces.ts'
import { pixels, readInline } from './read-inline.ts'
import { blockquoteOf, galleryOf, settled, settledAfterParagraph, withLanguage } from './settle.ts'
import type { Source } from './source.ts'
import { splitCaption } from './split-caption.ts'
import type { Tag } from './tag.ts'

/**
 * Reads an element whose tags stand alone, with Markdown between them: the forms that the writer gives to figures, galleries, pull quotes, prompts,
 * rich tables and blocks with a language. An element that is none of these is rendered and goes through the HTML importer.
 */
export function readElement(source: Source, piece: ElementPiece, depth: number): readonly NodeJson[] {
  const notes = source.reading.footnotes.length
  const known = readKnown(source, piece, depth)
  if (known !== null) return known
  // What was read on the way to finding out is read again as HTML, its notes too.
  source.reading.footnotes.length = notes
  return readUnknown(source, piece)
}

function readUnknown(source: Source, piece: ElementPiece): readonly NodeJson[] {
  if (!piece.whole) {
    source.reading.unbalanced = true
    return []
  }
  return source.reading.island(source.tokens.slice(piece.from, piece.to), source.reading)
}

function readKnown(source: Source, piece: ElementPiece, depth: number): readonly NodeJson[] | null {
  const { tag } = piece
  const inside = () => source.blocks(piece.children, depth + 1)
  switch (tag.name) {
    case 'figure':
      if (hasClass(tag, 'gallery')) return readGallery(source, piece, depth)
      return readFigure(source, piece)
    case 'aside':
      return hasClass(tag, 'pullquote') ? pullQuote(tag, inside()) : null
    case 'section': {
      if (!hasClass(tag, 'discussion-prompt')) return null
      const kind = tag.attrs.get('data-kind')
      return [
        makeNode(
          'discussionPrompt',
          { kind: kind === 'activity' || kind === 'note' ? kind : 'question' },
          settledAfterParagraph(inside()),
        ),
      ]
    }
    case 'div':
      if (tag.attrs.get('class') === 'verse') return readVerse(source, piece)
      if ([...tag.attrs.keys()].some((name) => name !== 'lang' && name !== 'dir' && name !== 'markdown')) return null
      return withLanguage(settled(inside()), tag.attrs.get('lang'), tag.attrs.get('dir'))
    case 'p':
      if (piece.children.length > 0 || [...tag.attrs.keys()].some((name) => name !== 'lang' && name !== 'dir'))
        return null
      return withLanguage([paragraphOf()], tag.attrs.get('lang'), tag.attrs.get('dir'))
    case 'table':
      return readTable(source, piece, depth)
    case 'ul':
    case 'ol':
      return readHtmlList(source, piece, depth)
    case 'blockquote':
      return tag.attrs.size === 0 || tag.attrs.has('markdown') ? [blockquoteOf(inside())] : null
    case 'hr':
      return [makeNode('horizontalRule')]
    default:
      return null
  }
}

function readVerse(source: Source, piece: ElementPiece): readonly NodeJson[] | null {
  const [paragraph, ...more] = piece.children
  if (paragraph?.kind !== 'md' || more.length > 0 || source.tokens[paragraph.from]?.type !== 'paragraph_open')
    return null
  const content = readInline(source.tokens[paragraph.from + 1]?.children ?? [], source.reading, 'verse')
  return withLanguage([makeNode('verse', {}, content)], piece.tag.attrs.get('lang'), piece.tag.attrs.get('dir'))
}

function hasClass(tag: Tag, name: string): boolean {
  return (tag.attrs.get('class') ?? '').split(/\s+/).includes(name)
}

function pullQuote(tag: Tag, blocks: readonly NodeJson[]): readonly NodeJson[] | null {
  const last = blocks.at(-1)
  const attributed = last?.type === 'attribution'
  const quoted = settled(attributed ? blocks.slice(0, -1) : blocks)
  if (!quoted.every((block) => block.type === 'paragraph')) return null
  const align = tag.attrs.get('data-align')
  return [
    makeNode('pullQuote', { align: align === 'left' || align === 'right' || align === 'wide' ? align : null }, [
      ...quoted,
      attributed ? last : makeNode('attribution'),
    ]),
  ]
}

/** A figure: a paragraph that holds one picture and nothing else, perhaps linked, and perhaps a `<figcaption>`. */
function readFigure(source: Source, piece: ElementPiece): readonly NodeJson[] | null {
  const { reading, tokens } = source
  const [picture, caption, ...more] = piece.children
  if (picture?.kind !== 'md' || tokens[picture.from]?.type !== 'paragraph_open' || more.length > 0) return null
  if (caption && !isElement(caption, 'figcaption')) return null
  const [image, ...others] = readInline(tokens[picture.from + 1]?.children ?? [], reading)
  if (image?.type !== 'image' || others.length > 0) return null
  const [captionContent, creditContent] = caption ? (readCaption(source, caption) ?? [null, null]) : [[], []]
  if (captionContent === null) return null
  const { attrs } = piece.tag
  const data = (name: string) => attrs.get(`data-${name}`) ?? ''
  const href = image.marks?.find((mark) => mark.type === 'link')?.attrs?.href
  const layout = data('layout')
  const permission = data('permission')
  return [
    makeNode(
      'figure',
      {
        id: figureIdFrom(attrs.get('id') ?? ''),
        src: image.attrs?.src,
        alt: image.attrs?.alt,
        decorative: attrs.has('data-decorative'),
        width: pixels(attrs.get('data-width')) ?? image.attrs?.width,
        height: pixels(attrs.get('data-height')) ?? image.attrs?.height,
        layout: FIGURE_LAYOUTS.some((name) => name === layout) ? layout : 'column',
        href: href ?? '',
        creator: data('creator'),
        sourceUrl: normaliseHref(data('source-url')) ?? '',
        license: data('license'),
        licenseUrl: normaliseHref(data('license-url')) ?? '',
        permission: PERMISSIONS.some((name) => name === permission) ? permission : '',
      },
      [makeNode('figcaption', {}, captionContent), makeNode('figcredit', {}, creditContent)],
    ),
  ]
}

/** Caption and credit of a `<figcaption>` with Markdown inside: one paragraph, or none. */
function readCaption(source: Source, piece: ElementPiece): readonly [readonly NodeJson[], readonly NodeJson[]] | null {
  const [paragraph, ...more] = piece.children
  if (!paragraph) return [[], []]
  if (more.length > 0 || paragraph.kind !== 'md' || source.tokens[paragraph.from]?.type !== 'paragraph_open')
    return null
  const parts = splitCaption(source.tokens[paragraph.from + 1]?.children ?? [])
  return [readInline(parts.caption, source.reading), readInline(parts.credit, source.reading)]
}

function isElement(piece: Piece, name: string): piece is ElementPiece {
  return piece.kind === 'element' && piece.tag.name === name
}

function readGallery(source: Source, piece: ElementPiece, depth: number): readonly NodeJson[] | null {
  const last = piece.children.at(-1)
  const caption = last && isElement(last, 'figcaption') ? last : null
  const inner = source.blocks(caption ? piece.children.slice(0, -1) : piece.children, depth + 1)
  const content = caption ? readCaption(source, caption)?.[0] : []
  if (!content || inner.some((block) => block.type !== 'figure')) return null
  const gallery = galleryOf([...inner, paragraphOf(content)], piece.tag.attrs)
  return gallery ? [gallery] : null
}

function readTable(source: Source, piece: ElementPiece, depth: number): readonly NodeJson[] | null {
  const rows: NodeJson[] = []
  for (const row of piece.children.flatMap(withoutSections)) {
    if (!isElement(row, 'tr')) return null
    const cells: NodeJson[] = []
    for (const cell of row.children) {
      if (cell.kind !== 'element' || (cell.tag.name !== 'td' && cell.tag.name !== 'th')) return null
      if ([...cell.tag.attrs.keys()].some((name) => !CELL_ATTRIBUTES.has(name))) return null
      cells.push(readCell(source, cell, depth))
    }
    rows.push(makeNode('tableRow', {}, cells))
  }
  return rows.length > 0 ? [makeNode('table', {}, rows)] : null
}

const CELL_ATTRIBUTES: ReadonlySet<string> = new Set(['markdown', 'colspan', 'rowspan', 'align', 'data-colwidth'])

function withoutSections(piece: Piece): readonly Piece[] {
  return piece.kind === 'element' && /^(?:thead|tbody|tfoot)$/.test(piece.tag.name) ? piece.children : [piece]
}

function readCell(source: Source, cell: ElementPiece, depth: number): NodeJson {
  const span = (name: string, most: number) => {
    const value = Number(cell.tag.attrs.get(name) ?? '1')
    return Number.isInteger(value) && value >= 1 && value <= most ? value : 1
  }
  const align = cell.tag.attrs.get('align')
  const widths = cell.tag.attrs.get('data-colwidth')
  return makeNode(
    cell.tag.name === 'th' ? 'tableHeader' : 'tableCell',
    {
      colspan: span('colspan', 100),
      rowspan: span('rowspan', 1000),
      align: align === 'left' || align === 'center' || align === 'right' ? align : null,
      colwidth:
        widths !== undefined && /^(?:\d{1,6}(?:,\d{1,6})*)?$/.test(widths)
          ? widths === ''
            ? []
            : widths.split(',').map(Number)
          : null,
    },
    settled(source.blocks(cell.children, depth + 3)),
  )
}

/** Lists that Markdown's own syntax cannot say are written by tags. */
function readHtmlList(source: Source, piece: ElementPiece, depth: number): readonly NodeJson[] | null {
  const isTasks = piece.tag.attrs.get('data-type') === 'taskList'
  const items: NodeJson[] = []
  for (const item of piece.children) {
    if (!isElement(item, 'li')) return null
    const blocks = source.blocks(item.children, depth + 2)
    items.push(
      isTasks
        ? makeNode(
            'taskItem',
            { checked: item.tag.attrs.get('data-checked') === 'true' },
            settledAfterParagraph(blocks),
          )
        : makeNode('listItem', {}, settled(blocks)),
    )
  }
  if (items.length === 0) return null
  if (isTasks) return [makeNode('taskList', {}, items)]
  if (piece.tag.name === 'ul') return [makeNode('bulletList', {}, items)]
  const start = Number(piece.tag.attrs.get('start') ?? '1')
  return [
    makeNode(
      'orderedList',
      { start: Number.isInteger(start) && start >= 0 && start <= 999_999_999 ? start : 1 },
      items,
    ),
  ]
}
