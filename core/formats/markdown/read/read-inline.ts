import type { MarkJson, NodeJson } from '../../../essay/json.ts'
import { excerpt } from '../../excerpt.ts'
import { makeNode, orderedMarks, paragraphOf, pushText } from '../nodes.ts'
import { type Attributes, attributesOf, leadingAttributes } from './attributes.ts'
import { linkText } from './link-text.ts'
import { tellPictureDetails } from './picture-details.ts'
import { linkAddress, pictureAddress, type Reading } from './reading.ts'
import { parseTag, type Tag } from './tag.ts'
import type { Token } from './tokens.ts'

const NO_MARKS: readonly MarkJson[] = []

/** One thing that is open: a Markdown mark (`*`) or an HTML tag. */
interface Open {
  /** Token type without `_open`, or the tag's name in angle brackets. */
  readonly by: string
  readonly mark: MarkJson | null
  /** The marks that hold before it. */
  readonly before: readonly MarkJson[]
  /** What was there when it opened: the number of nodes, and the last one's text. */
  readonly from: number
  readonly text: string | undefined
}

/** Tags that stand for a mark of their own. */
const TAG_MARKS: Readonly<Record<string, string>> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  s: 'strike',
  strike: 'strike',
  u: 'underline',
  sub: 'subscript',
  sup: 'superscript',
  code: 'code',
}
/** The comment that the writer sets after the box of an empty task. */
const NOTHING_COMMENT = '<!-- -->'
/** Attributes in braces that a picture in the text has a place for, or that say only how it looks. */
const IMAGE_DETAILS: ReadonlySet<string> = new Set(['alt', 'width', 'height'])
const COLOURS: ReadonlySet<string> = new Set(['yellow', 'green', 'blue', 'pink'])

/** What inline tokens are of: a block's text, verse (whose broken lines are newlines), or raw HTML's text (where addresses are no links). */
export type InlineKind = 'text' | 'verse' | 'raw'

/**
 * Turns the inline tokens of one block into inline nodes. HTML tags that stand for marks are read here; anything else that closes inside the block
 * goes through the HTML importer, and a tag that does not close sets `reading.unbalanced`.
 */
export function readInline(
  children: readonly Token[],
  reading: Reading,
  kind: InlineKind = 'text',
): readonly NodeJson[] {
  const read = new InlineRun(reading, kind).run(children)
  if (read !== null) return read
  if (!tagsBalance(children)) reading.unbalanced = true
  return reading.unbalanced ? [] : reading.inlineIsland(children, reading)
}

/** The state of one run over inline tokens. */
class InlineRun {
  readonly #out: NodeJson[] = []
  readonly #open: Open[] = []
  readonly #reading: Reading
  readonly #kind: InlineKind
  #marks: readonly MarkJson[] = NO_MARKS
  #links = 0
  #isAfterComment = false

  constructor(reading: Reading, kind: InlineKind) {
    this.#reading = reading
    this.#kind = kind
  }

  /** The nodes, or null where the tokens hold something that only the HTML importer knows. */
  run(children: readonly Token[]): readonly NodeJson[] | null {
    for (let index = 0; index < children.length; index++) {
      const token = children[index] as Token
      const next = children[index + 1]
      switch (token.type) {
        case 'text':
          this.#text(token.content)
          break
        case 'text_special':
          pushText(this.#out, token.content, this.#marks)
          break
        case 'softbreak':
          if (this.#out.at(-1)?.type !== 'hardBreak') pushText(this.#out, ' ', this.#marks)
          break
        case 'hardbreak':
          if (this.#kind === 'verse') pushText(this.#out, '\n', this.#marks)
          else this.#out.push({ type: 'hardBreak' })
          break
        case 'code_inline':
          pushText(this.#out, token.content, orderedMarks([...this.#marks, { type: 'code' }]))
          break
        case 'image':
          if (next?.type === 'text' && next.content.startsWith('{')) {
            const found = leadingAttributes(next.content)
            this.#image(token, found?.attributes ?? null)
            if (found) {
              this.#text(next.content.slice(found.length))
              index++
            }
          } else this.#image(token, null)
          break
        case 'embed':
          this.#out.push(
            this.#linked(
              makeNode('image', {
                src: pictureAddress(String(token.meta?.target ?? ''), this.#reading),
                alt: String(token.meta?.label ?? ''),
                width: token.meta?.width ?? null,
                height: token.meta?.height ?? null,
              }),
            ),
          )
          break
        case 'footnote_ref':
          this.#out.push(makeNode('footnoteRef', { id: this.#reading.notes.idOf(String(token.meta?.label)) }))
          break
        case 'footnote_inline': {
          const id = this.#reading.notes.fresh()
          this.#reading.footnotes.push(
            makeNode('footnote', { id }, [paragraphOf(readInline(token.children ?? [], this.#reading))]),
          )
          this.#out.push(makeNode('footnoteRef', { id }))
          break
        }
        case 'html_inline':
          if (next?.content === '</sup>' && this.#noteTag(token.content)) index++
          else if (!this.#html(token.content)) return null
          break
        default:
          if (token.nesting > 0) this.#begin(token.type.replace(/_open$/, ''), this.#markOf(token))
          else if (token.nesting === 0 || !this.#end(token.type.replace(/_close$/, ''))) return null
      }
    }
    return this.#open.length === 0 ? this.#out : null
  }

  #text(content: string): void {
    const text = this.#isAfterComment ? content.replace(/^ /, '') : content
    this.#isAfterComment = false
    if (!this.#reading.linkify || this.#kind === 'raw' || this.#links > 0 || !text.includes('://')) {
      pushText(this.#out, text, this.#marks)
      return
    }
    for (const piece of linkText(text)) {
      const href = piece.href === null ? null : linkAddress(piece.href, this.#reading)
      const marks =
        href === null ? this.#marks : orderedMarks([...this.#marks, { type: 'link', attrs: { href, title: '' } }])
      pushText(this.#out, piece.text, marks)
    }
  }

  #image(token: Token, attributes: Attributes | null): void {
    const label =
      this.#reading.flavour === 'galley' ? sizedLabel(token.children ?? []) : { children: token.children ?? [] }
    const number = (name: 'width' | 'height') => pixels(attributes?.values.get(name) ?? label[name])
    if (attributes) tellPictureDetails(attributes, IMAGE_DETAILS, this.#reading)
    this.#out.push(
      this.#linked(
        makeNode('image', {
          src: pictureAddress(String(token.attrGet('src') ?? ''), this.#reading),
          alt: attributes?.values.get('alt') ?? plainText(label.children),
          title: String(token.attrGet('title') ?? ''),
          width: number('width'),
          height: number('height'),
        }),
      ),
    )
  }

  #linked(image: NodeJson): NodeJson {
    const links = this.#marks.filter((mark) => mark.type === 'link')
    return links.length > 0 ? { ...image, marks: links } : image
  }

  #markOf(token: Token): MarkJson | null {
    switch (token.type) {
      case 'strong_open':
        return { type: 'bold' }
      case 'em_open':
        return { type: 'italic' }
      case 's_open':
        return { type: 'strike' }
      case 'subscript_open':
        return { type: 'subscript' }
      case 'superscript_open':
        return { type: 'superscript' }
      case 'link_open':
        return this.#link(String(token.attrGet('href') ?? ''), String(token.attrGet('title') ?? ''))
      case 'span_open':
        return spanMark(attributesOf(token))
      default:
        return null
    }
  }

  #link(address: string, title: string): MarkJson | null {
    const href = linkAddress(address, this.#reading)
    return href === null ? null : { type: 'link', attrs: { href, title } }
  }

  /** Reads one piece of raw HTML; false where it is not for this reader. */
  #html(html: string): boolean {
    const tag = parseTag(html)
    if (tag === null) {
      if (html.startsWith('<!--')) {
        this.#comment(html)
        return true
      }
      return false
    }
    if (tag.kind === 'close') return this.#end(`<${tag.name}>`)
    if (tag.name === 'br') this.#out.push({ type: 'hardBreak' })
    else if (tag.name === 'img') return this.#htmlImage(tag)
    else if (tag.name === 'sup' && tag.attrs.has('data-fn')) return false
    else if (tag.name === 'a') {
      if (!tag.attrs.has('href') || tag.attrs.size > (tag.attrs.has('title') ? 2 : 1) || this.#links > 0) return false
      this.#begin('<a>', this.#link(tag.attrs.get('href') ?? '', tag.attrs.get('title') ?? ''))
    } else {
      const mark = htmlMark(tag)
      if (mark === undefined) return false
      this.#begin(`<${tag.name}>`, mark)
    }
    return true
  }

  /** `<sup data-fn="id"></sup>`: a note reference where Markdown's own cannot stand. */
  #noteTag(html: string): boolean {
    const id = parseTag(html)?.attrs.get('data-fn')
    if (id === undefined) return false
    this.#out.push(makeNode('footnoteRef', { id: this.#reading.notes.idOf(id) }))
    return true
  }

  #htmlImage(tag: Tag): boolean {
    const known = ['src', 'alt', 'title', 'width', 'height']
    if ([...tag.attrs.keys()].some((name) => !known.includes(name))) return false
    this.#out.push(
      this.#linked(
        makeNode('image', {
          src: pictureAddress(tag.attrs.get('src') ?? '', this.#reading),
          alt: tag.attrs.get('alt') ?? '',
          title: tag.attrs.get('title') ?? '',
          width: pixels(tag.attrs.get('width')),
          height: pixels(tag.attrs.get('height')),
        }),
      ),
    )
    return true
  }

  /** Drops a comment, and one of the two spaces that it stood between. */
  #comment(html: string): void {
    countComment(html.slice(4, -3).trim(), this.#reading)
    const last = this.#out.at(-1)
    this.#isAfterComment = html !== NOTHING_COMMENT && last?.type === 'text' && (last.text ?? '').endsWith(' ')
  }

  #begin(by: string, mark: MarkJson | null): void {
    this.#open.push({ by, mark, before: this.#marks, from: this.#out.length, text: this.#out.at(-1)?.text })
    if (mark?.type === 'link' || by === 'link') this.#links++
    if (mark) this.#marks = orderedMarks([...this.#marks, mark])
  }

  #end(by: string): boolean {
    const last = this.#open.at(-1)
    if (last?.by !== by) return false
    this.#open.pop()
    if (last.mark?.type === 'link' || by === 'link') this.#links--
    if (last.mark?.type === 'link' && this.#out.length === last.from && this.#out.at(-1)?.text === last.text)
      this.#reading.losses.add('empty-link', 'A link without text was left out.', String(last.mark.attrs?.href))
    this.#marks = last.before
    return true
  }
}

/** The mark of a tag; null for one that is only unwrapped, undefined for one that this reader does not know. */
function htmlMark(tag: Tag): MarkJson | null | undefined {
  if (tag.name === 'span') {
    if (tag.attrs.size === 0) return null
    const lang = tag.attrs.get('lang')
    const dir = tag.attrs.get('dir')
    if (lang === undefined || tag.attrs.size > (dir === undefined ? 1 : 2)) return undefined
    return languageMark(lang, dir)
  }
  if (tag.name === 'mark') {
    const color = tag.attrs.get('data-color')
    if (tag.attrs.size > (color === undefined ? 0 : 1)) return undefined
    return { type: 'highlight', attrs: { color: color !== undefined && COLOURS.has(color) ? color : null } }
  }
  if (tag.name === 'small' || tag.name === 'cite')
    return tag.attrs.get('class') === ROLE_OF_TAG[tag.name] ? null : undefined
  const type = tag.attrs.size === 0 ? TAG_MARKS[tag.name] : undefined
  return type === undefined ? undefined : { type }
}

/** The class that makes `<small>` a credit and `<cite>` an attribution. */
export const ROLE_OF_TAG: Readonly<Record<string, string>> = { small: 'credit', cite: 'attribution' }

function spanMark(attributes: Attributes): MarkJson | null {
  if (attributes.classes.includes('underline') || attributes.classes.includes('ul')) return { type: 'underline' }
  if (attributes.classes.includes('mark')) {
    const color = attributes.values.get('color')
    return { type: 'highlight', attrs: { color: color !== undefined && COLOURS.has(color) ? color : null } }
  }
  const lang = attributes.values.get('lang')
  return lang === undefined ? null : languageMark(lang, attributes.values.get('dir'))
}

function languageMark(lang: string, dir: string | undefined): MarkJson {
  return { type: 'language', attrs: { lang, dir: dir === 'ltr' || dir === 'rtl' ? dir : null } }
}

/** What is said of a comment that was left out. */
export const COMMENT_LOSS = 'A comment in the text is not part of the essay and was left out.'

/** Counts a comment as lost, unless it is one of those that the writer sets as a mark. */
export function countComment(text: string, reading: Reading): void {
  if (text !== '' && text !== 'inline') reading.losses.add('comment', COMMENT_LOSS, excerpt(text))
}

/** Obsidian's size at the end of a label: `![A lamp|300](…)`, `![|300x200](…)`. An escaped `|` is none. */
function sizedLabel(children: readonly Token[]): {
  readonly children: readonly Token[]
  readonly width?: string | undefined
  readonly height?: string | undefined
} {
  const last = children.at(-1)
  const size = last?.type === 'text' ? /\|(\d{1,5})(?:x(\d{1,5}))?$/.exec(last.content) : null
  if (!last || !size) return { children }
  const bare = Object.assign(Object.create(last) as Token, { content: last.content.slice(0, size.index) })
  return { children: [...children.slice(0, -1), bare], width: size[1], height: size[2] }
}

/** The text of an image's label, as CommonMark has it: marks taken off. */
export function plainText(tokens: readonly Token[]): string {
  let text = ''
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') text += ' '
    else if (token.type === 'image') text += plainText(token.children ?? [])
    else if (token.type !== 'html_inline') text += token.content
  }
  return text
}

/** Whole pixels from `120`, `120px`; null for anything else (percentages, nothing). */
export function pixels(value: string | undefined): number | null {
  const match = /^\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*$/.exec(value ?? '')
  return match ? Number(match[1]) : null
}

const BLOCK_TAGS =
  /^(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|li|main|nav|noscript|object|ol|p|pre|script|section|select|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|ul|video|audio|xmp|plaintext)$/

/** Whether every tag closes in the order in which HTML needs it, and none of them breaks out of a paragraph. */
export function tagsBalance(children: readonly Token[]): boolean {
  const open: string[] = []
  for (const token of children) {
    if (token.type === 'html_inline') {
      const tag = parseTag(token.content)
      if (tag === null) {
        if (!token.content.startsWith('<!--')) return false
      } else if (BLOCK_TAGS.test(tag.name)) return false
      else if (tag.kind === 'open') open.push(`<${tag.name}>`)
      else if (tag.kind === 'close' && open.pop() !== `<${tag.name}>`) return false
    } else if (token.nesting > 0) open.push(token.tag)
    else if (token.nesting < 0 && open.pop() !== token.tag) return false
  }
  return open.length === 0
}
