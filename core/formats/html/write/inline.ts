import { type MarkJson, type NodeJson, stringAttr } from '../../../essay/json.ts'
import type { MarkName } from '../../../essay/schema.ts'
import { isPlain } from './escape.ts'
import type { MarkTags, Writing } from './writing.ts'

/** Inline content as markup. */
export interface InlineHtml {
  readonly html: string
  /** True where spaces would be lost if they collapsed: runs of them, tabs, newlines, spaces at an end or beside a break. */
  readonly spaced: boolean
}

interface Piece {
  readonly node: NodeJson
  /** The text that stands on the page as it is; null for other text and other nodes. */
  readonly plain: string | null
  tags: readonly MarkTags[]
}

const NO_TAGS: readonly MarkTags[] = []

/**
 * Writes inline content. Where marks overlap, the one that lasts longest stands outermost. Suggested insertions are accepted,
 * suggested deletions carried out, comments left out, each counted.
 */
export function writeInline(content: readonly NodeJson[] | undefined, writing: Writing): InlineHtml {
  return content === undefined ? NOTHING : (writeApart(content, writing) ?? writeOverlapping(content, writing))
}

const NOTHING: InlineHtml = { html: '', spaced: false }

/**
 * What most content is: text without marks or with one, and breaks, pictures and references between unmarked text. Nothing can overlap there, and
 * each node is looked at once. null for other content.
 */
function writeApart(content: readonly NodeJson[], writing: Writing): InlineHtml | null {
  let marked = false
  for (const { type, marks } of content) {
    const isMarked = marks !== undefined && marks.length > 0
    if (isMarked && (marks.length > 1 || type !== 'text' || REVIEW.has((marks[0] as MarkJson).type))) return null
    if (type !== 'text' && marked) return null
    marked = isMarked
  }
  let html = ''
  let open: MarkTags | null = null
  let spaced = false
  let before: Before = 'edge'
  for (const node of content) {
    const mark: MarkJson | undefined = node.marks?.[0]
    const tags: MarkTags | null = mark ? tagsOf(mark, writing) : null
    if (open !== null && open.open !== tags?.open) html += open.close
    if (tags !== null && open?.open !== tags.open) html += tags.open
    open = tags
    if (node.type !== 'text') {
      html += writing.node(node)
      if (node.type === 'hardBreak') {
        if (before === 'space') spaced = true
        before = 'edge'
      } else before = 'word'
      continue
    }
    const text = node.text ?? ''
    if (text === '') continue
    const plain = isPlain(text)
    html += plain ? text : writing.text(text)
    if (text.includes('  ') || (!plain && BREAKING.test(text)) || (before !== 'word' && text.startsWith(' ')))
      spaced = true
    before = text.endsWith(' ') ? 'space' : 'word'
  }
  return { html: open === null ? html : html + open.close, spaced: spaced || before === 'space' }
}

/** What stood last: an end of the content or a break, a space, anything else. */
type Before = 'edge' | 'space' | 'word'

/** Marks of which nothing or something else is written. */
const REVIEW: ReadonlySet<string> = new Set<MarkName>(['comment', 'insertion', 'deletion'])

const BREAKING = /[\t\n\f\r]/

function writeOverlapping(content: readonly NodeJson[], writing: Writing): InlineHtml {
  const pieces = collect(content, writing)
  const spaced = hasLooseSpaces(pieces, content.length !== pieces.length)
  const open: MarkTags[] = []
  let html = ''
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as Piece
    if (open.length > 0) {
      const kept = open.findIndex((tag) => !holds(piece.tags, tag))
      if (kept >= 0) for (const tag of open.splice(kept).reverse()) html += tag.close
    }
    if (piece.tags.length > open.length) {
      const missing = piece.tags.filter((tag) => !holds(open, tag))
      if (missing.length > 1) {
        const lasts = new Map(missing.map((tag) => [tag, lasting(pieces, index, tag)]))
        missing.sort((a, b) => (lasts.get(b) as number) - (lasts.get(a) as number))
      }
      for (const tag of missing) {
        html += tag.open
        open.push(tag)
      }
    }
    html += piece.plain ?? (piece.node.type === 'text' ? writing.text(piece.node.text ?? '') : writing.node(piece.node))
  }
  for (const tag of open.reverse()) html += tag.close
  return { html, spaced }
}

/** The nodes that are written, each with its tags in the schema's order. */
function collect(content: readonly NodeJson[], writing: Writing): readonly Piece[] {
  const pieces: Piece[] = []
  let marked = false
  for (const node of content) {
    if (!node.marks || node.marks.length === 0) {
      pieces.push({ node, plain: plainOf(node), tags: NO_TAGS })
      continue
    }
    marked = true
    const tags = node.marks.map((mark) => tagsOf(mark, writing))
    if (tags.some((tag) => tag?.type === 'deletion')) continue
    pieces.push({ node, plain: plainOf(node), tags: tags.filter((tag) => tag !== null) })
  }
  if (marked)
    pieces.forEach((piece, index) => {
      if (piece.node.type !== 'text') spanAtom(pieces, piece, index)
    })
  return pieces
}

function plainOf({ type, text = '' }: NodeJson): string | null {
  return type === 'text' && isPlain(text) ? text : null
}

function tagsOf(mark: MarkJson, writing: Writing): MarkTags | null {
  if (!Object.hasOwn(writing.flavour.marks, mark.type))
    throw new Error(`The HTML writer has no handler for the mark ${mark.type}`)
  return writing.flavour.marks[mark.type as MarkName](mark.attrs ?? {}, writing)
}

/** A break, picture or note reference stands inside the marks that both its neighbours have; a picture keeps its own link, a reference stands in none. */
function spanAtom(pieces: readonly Piece[], piece: Piece, index: number): void {
  const before = index > 0 ? (pieces[index - 1] as Piece).tags : NO_TAGS
  const after = pieces.find((other, at) => at > index && other.node.type === 'text')?.tags ?? NO_TAGS
  const around = before.filter((tag) => holds(after, tag))
  if (piece.node.type === 'hardBreak') piece.tags = around
  else if (piece.node.type === 'footnoteRef')
    piece.tags = around.filter((tag) => tag.type !== 'link' && tag.type !== 'code')
  else piece.tags = [...piece.tags.filter((tag) => tag.type === 'link'), ...around.filter((tag) => tag.type !== 'link')]
}

function holds(tags: readonly MarkTags[], tag: MarkTags): boolean {
  return tags.some((one) => one.open === tag.open)
}

/** How many pieces from here on have this tag without a gap. */
function lasting(pieces: readonly Piece[], from: number, tag: MarkTags): number {
  let end = from + 1
  while (end < pieces.length && holds((pieces[end] as Piece).tags, tag)) end++
  return end - from
}

/** `mended`: a deletion was taken out, and two spaces that meet there are one. */
function hasLooseSpaces(pieces: readonly Piece[], mended: boolean): boolean {
  let before: Before = 'edge'
  for (const { node, plain } of pieces) {
    if (node.type === 'hardBreak') {
      if (before === 'space') return true
      before = 'edge'
    } else if (node.type !== 'text') {
      before = 'word'
    } else {
      const text = node.text ?? ''
      if (text === '') continue
      if (text.includes('  ') || (plain === null && BREAKING.test(text))) return true
      if (text.startsWith(' ') && before !== 'word' && !(mended && before === 'space')) return true
      before = text.endsWith(' ') ? 'space' : 'word'
    }
  }
  return before === 'space' && !mended
}

/** True where inline content shows nothing: no text but spaces, no picture, no note. */
export function isBlank(content: readonly NodeJson[] | undefined): boolean {
  return (content ?? []).every(
    (node) => node.type === 'hardBreak' || (node.type === 'text' && (node.text ?? '').trim() === ''),
  )
}

/** The addresses of the links in inline content. */
export function linksIn(content: readonly NodeJson[] | undefined): readonly string[] {
  return (content ?? []).flatMap((node) =>
    (node.marks ?? []).filter((mark) => mark.type === 'link').map((mark) => stringAttr(mark, 'href')),
  )
}
