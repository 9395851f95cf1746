import type { MarkJson, NodeJson } from '../../../essay/json.ts'
import { stringAttr } from '../../../essay/json.ts'
import type { MarkName } from '../../../essay/schema.ts'
import { codeSpan, codeTag, destination, titlePart } from './destination.ts'
import type { Dialect } from './dialect.ts'
import { edged, escapeText, guardLine, type TextPlace } from './escape-text.ts'
import { nestMarks, type Segment } from './inline-segments.ts'
import { INLINE_WRITERS, inCell, MARK_WRITERS } from './inline-table.ts'
import type { Variant } from './variant.ts'

/**
 * How much is escaped. 0: what reads best. 1: marks whose ends could be read in two ways become tags. 2: every mark is a tag and every
 * punctuation character is escaped; this stage is always read back.
 */
export type Stage = 0 | 1 | 2

/** Where inline content stands. */
export interface InlinePlace {
  readonly dialect: Dialect
  readonly variant?: Variant | undefined
  readonly stage: Stage
  /** The address to write for a picture. */
  readonly address: (src: string) => string
  /** `block`: a paragraph, hard breaks as `\` at the end of a line. `caption`: a paragraph of one line, hard breaks as `<br>`. `line`, `cell`: the inside of one line. */
  readonly kind: 'block' | 'caption' | 'line' | 'cell'
}

/** Inline content as written. */
export interface WrittenInline {
  readonly text: string
  /** True where nothing was written that could be read otherwise, so that no proof is needed. */
  readonly plain: boolean
}

/** What may stand behind a link with nothing but a space and words behind it, or nothing; behind a caption there may be the tag of a credit. */
const ENDS = /^[.,;:?!’”»…)]*(?: \S|$)/u
const ENDS_IN_CAPTION = /^(?:[.,;:?!’”»…)]* \S|[.,:?!)]*$)/u

/** The marks that GFM writes by delimiters. */
const DELIMITERS: Readonly<Record<string, string>> = { bold: '**', italic: '*', strike: '~~' }

/** The tags of the marks that Pandoc writes by delimiters. */
const TAG_OF: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
}

/** Whether a quotation mark opens in a text and does not close in it. */
function hasOpenQuotation(text: string): boolean {
  const open: string[] = []
  for (const [sign] of text.matchAll(/[“”‘’]/g))
    if (sign === '“' || sign === '‘') open.push(sign)
    else if (open.at(-1) === (sign === '”' ? '“' : '‘')) open.pop()
  return open.length > 0
}

/** Characters on whose class readers disagree beside `*`: symbols beyond ASCII, combining marks, format characters, unassigned ones and everything astral. */
const DISPUTED = /(?!\p{ASCII})[\p{S}\p{M}\p{C}\u{10000}-\u{10ffff}]/u
const WORD = /^[\p{L}\p{N}]$/u
const SPACE = /^\s$/
/** Text that means nothing but itself in any place of a line but its beginning, which `guardLine` looks at. */
const SAFE_TEXT = /^[\p{L}\p{N} ,;()'"“”‘’?–—%/\u00a0-]*$/u

/** Attributes that only verse gives to a hard break, to have it written as `<br>`. */
export const BY_TAG: Readonly<Record<string, unknown>> = { tag: true }

/** Whether text is read as itself wherever it stands in a line. */
export function isSafeText(text: string): boolean {
  return SAFE_TEXT.test(text.replace(/[.:!](?= |$)/g, ''))
}

/** Whether an address is read as itself between brackets. */
export function isSafeAddress(address: string): boolean {
  return /^[\w./?=#:%-]+$/.test(address)
}

/** Writes inline content. */
export function writeInline(content: readonly NodeJson[], place: InlinePlace): WrittenInline {
  if (content.length === 0) return { text: '', plain: true }
  const only = content.length === 1 ? content[0] : undefined
  // Most paragraphs are one text without anything that means something.
  if (only?.type === 'text' && !only.marks?.length && isPlainText(only.text ?? '', place.dialect))
    return { text: only.text ?? '', plain: true }
  return new InlineWriter(place).write(nestMarks(content))
}

function isPlainText(text: string, dialect: Dialect): boolean {
  if (dialect === 'pandoc' && (/["'“”‘%]|--/.test(text) || guardLine(text, true, dialect) !== text)) return false
  return SAFE_TEXT.test(text.replace(/[.:!](?= \p{L}|$)/gu, '')) && /^[\p{L}“‘(]/u.test(text) && !/\s$/.test(text)
}

interface Part {
  text: string
  /** A delimiter or tag that waits for its neighbours; index into `pairs`. */
  readonly pair: number
  readonly role: 'text' | 'open' | 'close'
}

class InlineWriter {
  readonly #place: InlinePlace
  readonly #text: TextPlace
  readonly #parts: Part[] = []
  readonly #marks = new Map<number, MarkJson>()
  #links = 0
  /** Inside a link of nothing but spaces. */
  #isBlankLink = false
  #plain: boolean

  constructor(place: InlinePlace) {
    this.#place = place
    this.#plain = place.stage === 0
    this.#text = {
      dialect: place.dialect,
      variant: place.variant,
      cell: place.kind === 'cell',
      label: place.dialect === 'pandoc',
      careful: place.stage === 2,
    }
  }

  write(segments: readonly Segment[]): WrittenInline {
    for (let index = 0; index < segments.length; index++) {
      const segment = segments[index] as Segment
      if (segment.kind === 'leaf')
        this.#leaf(segment.node, index === segments.length - 1, this.#runsOn(segments[index + 1]))
      else if (segment.kind === 'open' && segment.mark.type === 'code') index = this.#code(segments, index)
      else if (segment.kind === 'open' && segment.mark.type === 'link') index = this.#link(segments, index)
      else {
        this.#marks.set(segment.pair, segment.mark)
        this.#parts.push({ text: '', pair: segment.pair, role: segment.kind })
      }
    }
    this.#settleMarks()
    return this.#finish()
  }

  #push(text: string): void {
    if (text !== '') this.#parts.push({ text, pair: -1, role: 'text' })
  }

  #leaf(node: NodeJson, isLast: boolean, runsOn: boolean): void {
    if (node.type === 'text') {
      const text = node.text ?? ''
      let escaped = escapeText(text, { ...this.#text, label: this.#text.label || this.#links > 0 })
      // Pandoc trims the text of a link.
      if (this.#isBlankLink && this.#text.dialect === 'pandoc') escaped = edged(text)
      // A bracket or note reference just before would take this as its address, definition or attributes.
      if (/^[([:{]/.test(escaped) && /[\])]$/.test(this.#parts.at(-1)?.text ?? '')) escaped = `\\${escaped}`
      if (this.#plain && (escaped !== text || !isSafeText(text))) this.#plain = false
      this.#push(escaped)
      return
    }
    if (node.type !== 'footnoteRef' || this.#links > 0) this.#plain = false
    if (node.type === 'hardBreak') {
      this.#push(this.#place.kind === 'block' && !isLast && node.attrs !== BY_TAG ? '\\\n' : '<br>')
      return
    }
    const write = INLINE_WRITERS[node.type]
    if (!write) throw new Error(`The Markdown writer has no handler for the inline node ${node.type}`)
    this.#push(write(node, this.#text, this.#place.address, runsOn))
  }

  /** Writes a run of code; gives the index of its closing segment. */
  #code(segments: readonly Segment[], index: number): number {
    const inside = segments[index + 1]
    const node = inside?.kind === 'leaf' ? inside.node : undefined
    // On anything but text the mark means nothing.
    if (node?.type !== 'text') {
      if (node) this.#leaf(node, index + 2 >= segments.length - 1, true)
      return index + 2
    }
    this.#plain = false
    const code = this.#place.variant?.code?.(node.text ?? '') ?? node.text ?? ''
    // Pandoc takes the spaces off the ends of code between backticks.
    const isTag = this.#place.stage === 2 || (this.#place.dialect === 'pandoc' && /^\s|\s$/.test(code))
    this.#push(isTag ? codeTag(code) : codeSpan(code, this.#place.kind === 'cell'))
    return index + 2
  }

  /** Writes a link, as an autolink where its text is its address; gives the index of the last segment written. */
  #link(segments: readonly Segment[], index: number): number {
    const open = segments[index] as Segment & { kind: 'open' }
    let close = index + 1
    for (let segment = segments[close]; segment; segment = segments[++close])
      if (segment.kind === 'close' && segment.pair === open.pair) break
    const href = stringAttr(open.mark, 'href')
    const title = stringAttr(open.mark, 'title')
    const only = segments[index + 1]
    if (
      close === index + 2 &&
      only?.kind === 'leaf' &&
      only.node.type === 'text' &&
      only.node.text === href &&
      title === '' &&
      this.#place.stage < 2 &&
      /^https?:\/\/[^\s<>\\`*|]+$/.test(href)
    ) {
      this.#plain = false
      this.#push(`<${href}>`)
      return close
    }
    this.#push('[')
    this.#links++
    this.#isBlankLink = segments
      .slice(index + 1, close)
      .every((one) => one.kind !== 'leaf' || (one.node.type === 'text' && one.node.text?.trim() === ''))
    for (let at = index + 1; at < close; at++) {
      const segment = segments[at] as Segment
      if (segment.kind === 'leaf') this.#leaf(segment.node, false, true)
      else if (segment.kind === 'open' && segment.mark.type === 'code') at = this.#code(segments, at)
      else {
        this.#marks.set(segment.pair, segment.mark)
        this.#parts.push({ text: '', pair: segment.pair, role: segment.kind })
      }
    }
    this.#links--
    this.#isBlankLink = false
    if (title !== '' || !isSafeAddress(href)) this.#plain = false
    const enclosed = this.#runsOn(segments[close + 1])
    this.#push(`](${destination(href, enclosed)}${titlePart(title, this.#text, enclosed)})`)
    return close
  }

  /** Whether something that means anything follows a link or picture without a space: pandoc -f gfm would take it for a part of the address. */
  #runsOn(next: Segment | undefined): boolean {
    if (next?.kind !== 'leaf') return next !== undefined
    const text = next.node.text ?? ''
    return next.node.type !== 'text' || !(this.#place.kind === 'caption' ? ENDS_IN_CAPTION : ENDS).test(text)
  }

  /** Decides for every mark between a delimiter and a tag. */
  #settleMarks(): void {
    const ends = new Map<number, number>()
    this.#parts.forEach((part, index) => {
      if (part.role === 'close') ends.set(part.pair, index)
    })
    for (let open = 0; open < this.#parts.length; open++) {
      const { pair, role } = this.#parts[open] as Part
      const mark = this.#marks.get(pair)
      const close = ends.get(pair)
      if (role !== 'open' || !mark || close === undefined) continue
      const [before, after] = this.#markText(mark, open, close)
      ;(this.#parts[open] as Part).text = before
      ;(this.#parts[close] as Part).text = after
    }
  }

  #markText(mark: MarkJson, open: number, close: number): readonly [string, string] {
    const write = MARK_WRITERS[mark.type as MarkName]
    if (!write) throw new Error(`The Markdown writer has no handler for the mark ${mark.type}`)
    const delimiter = DELIMITERS[mark.type]
    const content = () =>
      this.#parts
        .slice(open + 1, close)
        .map((part) => part.text)
        .join('')
    // Pandoc ends a quotation before it ends a mark.
    if (this.#place.dialect === 'pandoc' && TAG_OF[mark.type] !== undefined && hasOpenQuotation(content())) {
      this.#plain = false
      return [`<${TAG_OF[mark.type]}>`, `</${TAG_OF[mark.type]}>`]
    }
    if (delimiter !== undefined && this.#canFlank(open, close)) return [delimiter, delimiter]
    this.#plain = false
    const [before, after] = write(mark, this.#place.dialect, content)
    // `[^` begins a note.
    if (before === '^' && /^$|\[$/.test(this.#textBefore(open))) return ['<sup>', '</sup>']
    if (before === '~' && this.#touchesTilde(open, close)) return ['<sub>', '</sub>']
    return [inCell(before, this.#text.cell), after]
  }

  /** Whether a subscript's `~` could run together with the tildes of a mark beside it. */
  #touchesTilde(open: number, close: number): boolean {
    const isMark = (index: number) => this.#parts[index]?.role !== 'text'
    const after = this.#parts.slice(close + 1).find((part) => part.text !== '')?.text ?? ''
    return isMark(open + 1) || isMark(close - 1) || this.#textBefore(open).endsWith('~') || after.startsWith('~')
  }

  #canFlank(open: number, close: number): boolean {
    const { stage } = this.#place
    if (stage === 2) return false
    const sides = [
      [this.#charBefore(open), this.#charAfter(open)],
      [this.#charAfter(close), this.#charBefore(close)],
    ] as const
    for (const [outer, inner] of sides) {
      if (inner === '' || SPACE.test(inner) || DISPUTED.test(inner) || DISPUTED.test(outer)) return false
      const outerFree = outer === '' || SPACE.test(outer)
      const clean = WORD.test(inner) && (outerFree || /^[.,;:!?()"'”’“‘–—]$/.test(outer))
      if (!clean) {
        this.#plain = false
        if (stage > 0) return false
        if (!WORD.test(inner) && !outerFree && WORD.test(outer)) return false
      }
    }
    const touches = [open - 1, open + 1, close - 1, close + 1].some(
      (index) => this.#parts[index] !== undefined && this.#parts[index]?.role !== 'text',
    )
    if (touches) {
      this.#plain = false
      if (stage > 0) return false
    }
    return true
  }

  #textBefore(index: number): string {
    for (let at = index - 1; at >= 0; at--) {
      const { text } = this.#parts[at] as Part
      if (text !== '') return text
    }
    return ''
  }

  #charBefore(index: number): string {
    for (let at = index - 1; at >= 0; at--) {
      const { text, role } = this.#parts[at] as Part
      if (role === 'text' && text !== '') return [...text.slice(-2)].at(-1) ?? ''
    }
    return ''
  }

  #charAfter(index: number): string {
    for (let at = index + 1; at < this.#parts.length; at++) {
      const { text, role } = this.#parts[at] as Part
      if (role === 'text' && text !== '') return String.fromCodePoint(text.codePointAt(0) as number)
    }
    return ''
  }

  #finish(): WrittenInline {
    const whole = this.#parts.map((part) => part.text).join('')
    if (this.#place.kind === 'line' || this.#place.kind === 'cell') return this.#result(edged(whole), whole)
    const lines = whole.split('\n').map((line, index, all) => {
      const isBroken = index < all.length - 1
      const body = isBroken ? line.slice(0, -1) : line
      return guardLine(edged(body), index === 0, this.#place.dialect) + (isBroken ? '\\' : '')
    })
    let text = lines.join('\n')
    // A tag alone on the first line would begin a block of raw HTML.
    if (/^<(?:br|\/?[A-Za-z][^>]*)>[ \t]*(?:\n|$)/.test(text)) text = `<span></span>${text}`
    return this.#result(text, whole)
  }

  #result(text: string, before: string): WrittenInline {
    return { text, plain: this.#plain && text === before }
  }
}
