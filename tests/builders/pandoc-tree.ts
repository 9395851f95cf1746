import type { MarkJson, NodeJson } from '../../core/essay/json.ts'
import { assetSrc, normaliseHref, normalisePictureSrc } from '../../core/essay/url.ts'
import { blocksOfHtml } from './commonmark-examples.ts'
import { examplePicture } from './example-assets.ts'

/** One element of Pandoc's tree (`-t json`): its type, and what it holds, which depends on the type. */
export interface PandocElement {
  readonly t: string
  // biome-ignore lint/suspicious/noExplicitAny: the shapes of Text.Pandoc.Definition, one for each type
  readonly c?: any
}

type Attributes = readonly [string, readonly string[], readonly (readonly [string, string])[]]

/**
 * Pandoc's blocks as ours, as far as both have words for them; a note stands where its reference is, in brackets. Raw HTML that is only tags means
 * nothing here, inline tags of marks count as marks. For reading and comparing only: lists of tasks are plain lists, and divs are unwrapped.
 */
export function blocksOfPandoc(elements: readonly PandocElement[]): readonly NodeJson[] {
  return elements.flatMap(block)
}

function block({ t, c }: PandocElement): readonly NodeJson[] {
  switch (t) {
    case 'Para':
    case 'Plain':
      return [figureOf(c) ?? textblock('paragraph', c)]
    case 'Header':
      return [{ ...textblock('heading', c[2]), attrs: { level: c[0] } }]
    case 'LineBlock':
      return [
        textblock(
          'verse',
          c.flatMap((line: readonly PandocElement[], index: number) =>
            index === 0 ? line : [{ t: 'SoftBreak' }, ...line],
          ),
        ),
      ]
    case 'CodeBlock':
      return [{ type: 'codeBlock', content: c[1] === '' ? [] : [{ type: 'text', text: c[1] }] }]
    case 'BlockQuote':
      return [{ type: 'blockquote', content: blocksOfPandoc(c) }]
    case 'BulletList':
      return [list('bulletList', c)]
    case 'OrderedList':
      return [list('orderedList', c[1])]
    case 'DefinitionList':
      throw new Error('Pandoc saw a list of definitions, which Galley never writes')
    case 'Div':
      return blocksOfPandoc(c[1])
    case 'HorizontalRule':
      return [{ type: 'horizontalRule' }]
    case 'RawBlock':
      return rawBlock(c[0], c[1])
    case 'Table':
      return [table(c)]
    case 'Null':
      return []
    default:
      throw new Error(`Pandoc's ${t} is not known here`)
  }
}

/** `Para [Image … "fig:"]` is how Pandoc 2 says figure. */
function figureOf(inlines: readonly PandocElement[]): NodeJson | null {
  const only = inlines.length === 1 ? inlines[0] : undefined
  if (only?.t !== 'Image' || !String(only.c[2][1]).startsWith('fig:')) return null
  const [attributes, caption, [src]] = only.c as [Attributes, readonly PandocElement[], [string, string]]
  const alt = attributes[2].find(([name]) => name === 'alt')?.[1] ?? plain(caption)
  return {
    type: 'figure',
    attrs: { src: sourceOf(src), alt },
    content: [textblock('figcaption', caption), { type: 'figcredit' }],
  }
}

function list(type: string, items: readonly (readonly PandocElement[])[]): NodeJson {
  return { type, content: items.map((item) => ({ type: 'listItem', content: blocksOfPandoc(withoutBox(item)) })) }
}

/** Pandoc writes the box of a task as a sign and a space. */
function withoutBox(item: readonly PandocElement[]): readonly PandocElement[] {
  const [first, ...rest] = item
  if (!first || !(first.t === 'Para' || first.t === 'Plain') || !/^[☐☒]$/.test(String(first.c[0]?.c))) return item
  return [{ t: first.t, c: first.c.slice(2) }, ...rest]
}

function rawBlock(format: string, text: string): readonly NodeJson[] {
  if (format !== 'html') throw new Error(`Pandoc saw ${format}, which Galley never writes`)
  return blocksOfHtml(text, examplePicture).filter((node) => node.content !== undefined)
}

// biome-ignore lint/suspicious/noExplicitAny: Text.Pandoc.Definition's Table
function table([, , , head, bodies, foot]: readonly any[]): NodeJson {
  const rows = [
    ...head[1],
    ...bodies.flatMap((body: readonly unknown[][]) => [...(body[2] ?? []), ...(body[3] ?? [])]),
    ...foot[1],
  ]
  return {
    type: 'table',
    content: rows.map(([, cells]) => ({
      type: 'tableRow',
      content: cells.map((cell: readonly unknown[]) => ({
        type: 'tableCell',
        content: blocksOfPandoc(cell[4] as readonly PandocElement[]),
      })),
    })),
  }
}

const MARKS: Readonly<Record<string, string>> = {
  Emph: 'italic',
  Strong: 'bold',
  Strikeout: 'strike',
  Underline: 'underline',
  Superscript: 'superscript',
  Subscript: 'subscript',
}
const TAGS: Readonly<Record<string, string>> = {
  em: 'italic',
  strong: 'bold',
  s: 'strike',
  u: 'underline',
  sup: 'superscript',
  sub: 'subscript',
  code: 'code',
  mark: 'highlight',
}

function textblock(type: string, inlines: readonly PandocElement[]): NodeJson {
  const out: NodeJson[] = []
  new InlineWalk(out).walk(inlines, [])
  return { type, content: out }
}

class InlineWalk {
  readonly #out: NodeJson[]
  /** Marks that raw tags opened. */
  #tagged: readonly MarkJson[] = []

  constructor(out: NodeJson[]) {
    this.#out = out
  }

  walk(inlines: readonly PandocElement[], marks: readonly MarkJson[]): void {
    for (const { t, c } of inlines) {
      const mark = MARKS[t]
      if (mark !== undefined) this.walk(c, [...marks, { type: mark }])
      else if (t === 'Str') this.#text(c, marks)
      else if (t === 'Space' || t === 'SoftBreak') this.#text(' ', marks)
      else if (t === 'LineBreak') this.#out.push({ type: 'hardBreak' })
      else if (t === 'Code') this.#text(c[1], [...marks, { type: 'code' }])
      else if (t === 'Quoted') {
        const [open, close] = c[0].t === 'SingleQuote' ? '‘’' : '“”'
        this.#text(open ?? '', marks)
        this.walk(c[1], marks)
        this.#text(close ?? '', marks)
      } else if (t === 'Link') this.walk(c[1], [...marks, { type: 'link', attrs: { href: normaliseHref(c[2][0]) } }])
      else if (t === 'Span') this.walk(c[1], [...marks, ...spanMarks(c[0])])
      else if (t === 'Image') this.#image(c, marks)
      else if (t === 'Note') this.#out.push({ type: 'note', content: blocksOfPandoc(c) })
      else if (t === 'RawInline') this.#raw(c[0], c[1])
      // What Galley never writes: citations, formulas.
      else this.#text(`⟦${t}⟧`, marks)
    }
  }

  #text(text: string, marks: readonly MarkJson[]): void {
    this.#out.push({ type: 'text', text, marks: [...marks, ...this.#tagged] })
  }

  #image(
    [attributes, alt, [src]]: [Attributes, readonly PandocElement[], [string, string]],
    marks: readonly MarkJson[],
  ): void {
    const given = attributes[2].find(([name]) => name === 'alt')?.[1]
    this.#out.push({ type: 'image', attrs: { src: sourceOf(src), alt: given ?? plain(alt) }, marks })
  }

  #raw(format: string, html: string): void {
    if (format !== 'html') throw new Error(`Pandoc saw ${format}, which Galley never writes: ${html}`)
    const tag = /^<(\/?)([a-z]+)/i.exec(html)
    const name = (tag?.[2] ?? '').toLowerCase()
    if (name === 'br') this.#out.push({ type: 'hardBreak' })
    if (name === 'img') this.#out.push(...blocksOfHtml(html, examplePicture).flatMap((node) => node.content ?? []))
    const type = TAGS[name] ?? (name === 'a' ? 'link' : undefined)
    if (type === undefined) return
    if (tag?.[1] === '/') {
      const at = this.#tagged.findLastIndex((mark) => mark.type === type)
      this.#tagged = this.#tagged.filter((_, index) => index !== at)
    } else this.#tagged = [...this.#tagged, { type }]
  }
}

function spanMarks([, classes]: Attributes): readonly MarkJson[] {
  if (classes.includes('mark')) return [{ type: 'highlight' }]
  return classes.includes('underline') || classes.includes('ul') ? [{ type: 'underline' }] : []
}

/** The words of inlines, as a description says them. */
function plain(inlines: readonly PandocElement[]): string {
  return (textblock('paragraph', inlines).content ?? [])
    .map((node) => (node.type === 'hardBreak' ? ' ' : (node.text ?? String(node.attrs?.alt ?? ''))))
    .join('')
}

function sourceOf(address: string): string {
  const asset = examplePicture(address)
  return asset ? assetSrc(asset.hash) : (normalisePictureSrc(address) ?? '')
}
