import type { BodyJson, MarkJson, NodeJson } from '../../core/essay/json.ts'
import { normalBody } from './arbitrary-body.ts'
import { p } from './nodes.ts'

/**
 * The nearest body that a DOCX can say and its reader can tell apart: no languages, sizes and layouts, one paragraph style for what stands in a
 * quotation or list, a heading below the title's level, tables as plain grids, each note referred to once, pictures among `sources`. Used to make random bodies into fair ones.
 */
export function wordBody(body: BodyJson, sources: readonly string[]): BodyJson {
  const seen = new Map<string, string>()
  const last = body.content?.at(-1)
  const noteNodes = new Map(
    (last?.type === 'footnotes' ? (last.content ?? []) : []).map((note) => [String(note.attrs?.id), note]),
  )
  const say = new Sayer(seen, sources)
  const blocks = say.blocks((body.content ?? []).filter((block) => block.type !== 'footnotes'))
  const content = blocks.length > 0 ? blocks : [p('·')]
  const notes = [...seen].map(([id, name]): NodeJson => {
    const paragraphs = say.paragraphs(noteNodes.get(id)?.content ?? [])
    return { type: 'footnote', attrs: { id: name }, content: paragraphs.length > 0 ? paragraphs : [p('·')] }
  })
  return normalBody({
    type: 'doc',
    content: notes.length > 0 ? [...content, { type: 'footnotes', content: notes }] : content,
  })
}

class Sayer {
  readonly #seen: Map<string, string>
  readonly #sources: readonly string[]

  constructor(seen: Map<string, string>, sources: readonly string[]) {
    this.#seen = seen
    this.#sources = sources
  }

  /** Blocks of the body, parted where two of a kind would run into one. */
  blocks(nodes: readonly NodeJson[]): NodeJson[] {
    const out: NodeJson[] = []
    for (const node of nodes.flatMap((one) => this.#block(one))) {
      const before = out.at(-1)
      if (before !== undefined && GROUPS.has(node.type) && GROUPS.has(before.type)) out.push(p('·'))
      out.push(node)
    }
    return out
  }

  paragraphs(nodes: readonly NodeJson[]): NodeJson[] {
    return nodes.flatMap((node) => {
      if (node.type !== 'paragraph') return []
      const content = this.inline(node.content)
      return content.length > 0 ? [{ type: 'paragraph', content }] : []
    })
  }

  #block(node: NodeJson): NodeJson[] {
    const inline = () => this.inline(node.content)
    const child = (type: string) => node.content?.find((one) => one.type === type)
    switch (node.type) {
      case 'paragraph':
        return this.paragraphs([node])
      case 'heading': {
        const content = inline()
        return content.length > 0
          ? [{ type: 'heading', attrs: { level: Math.max(2, Number(node.attrs?.level)) }, content }]
          : []
      }
      case 'verse':
        return [{ type: 'verse', content: asLines(inline()) }].filter(({ content }) => content.length > 0)
      case 'codeBlock':
        return node.content ? [{ type: 'codeBlock', content: node.content }] : []
      case 'horizontalRule':
        return [node]
      case 'blockquote': {
        const words = this.paragraphs(node.content ?? [])
        const source = child('attribution')
        const said = source ? this.inline(source.content) : []
        return [
          {
            type: 'blockquote',
            content: [
              ...(words.length > 0 ? words : [p('·')]),
              ...(said.length > 0 ? [{ type: 'attribution', content: said }] : []),
            ],
          },
        ]
      }
      case 'pullQuote': {
        const words = this.paragraphs(node.content ?? [])
        const said = this.inline(child('attribution')?.content)
        return [
          {
            type: 'pullQuote',
            content: [
              ...(words.length > 0 ? words : [p('·')]),
              { type: 'attribution', ...(said.length > 0 ? { content: said } : {}) },
            ],
          },
        ]
      }
      case 'discussionPrompt': {
        const words = this.paragraphs(node.content ?? [])
        return [
          { type: 'discussionPrompt', attrs: { kind: node.attrs?.kind }, content: words.length > 0 ? words : [p('·')] },
        ]
      }
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
        return [this.#list(node)]
      case 'table':
        return this.#table(node)
      case 'figure':
        return [this.#figure(node)]
      case 'gallery': {
        const figures = (node.content ?? []).filter((one) => one.type === 'figure').map((one) => this.#figure(one))
        const caption = this.inline(child('figcaption')?.content)
        return [
          {
            type: 'gallery',
            content: [...figures, { type: 'figcaption', ...(caption.length > 0 ? { content: caption } : {}) }],
          },
        ]
      }
      default:
        throw new Error(`unknown block ${node.type}`)
    }
  }

  #list(node: NodeJson): NodeJson {
    const content = (node.content ?? []).map((item): NodeJson => {
      const [first, ...more] = this.paragraphs(item.content ?? [])
      const inner = (item.content ?? []).find((one) => /List$/.test(one.type))
      return {
        type: item.type,
        ...(item.type === 'taskItem' ? { attrs: item.attrs } : {}),
        content: [first ?? p('·'), ...more, ...(inner ? [this.#list(inner)] : [])],
      }
    })
    return { type: node.type, content }
  }

  #table(node: NodeJson): NodeJson[] {
    const rows = (node.content ?? []).map((row) => row.content ?? []).filter((cells) => cells.length > 0)
    const width = Math.min(...rows.map((cells) => cells.length))
    if (rows.length === 0) return []
    const content = rows.map((cells, index): NodeJson => {
      const header = index === 0 && cells.slice(0, width).every((cell) => cell.type === 'tableHeader')
      return {
        type: 'tableRow',
        content: cells.slice(0, width).map((cell) => {
          const words = this.paragraphs(cell.content ?? [])
          return {
            type: header ? 'tableHeader' : 'tableCell',
            attrs: { align: words.length > 0 ? (cell.attrs?.align ?? null) : null },
            content: words.length > 0 ? words : [{ type: 'paragraph' }],
          }
        }),
      }
    })
    return [{ type: 'table', content }]
  }

  #figure(node: NodeJson): NodeJson {
    const part = (type: string): NodeJson => {
      const content = this.inline(node.content?.find((one) => one.type === type)?.content)
      return { type, ...(content.length > 0 ? { content } : {}) }
    }
    return {
      type: 'figure',
      attrs: { src: this.#source(node), alt: sayAlt(node), href: node.attrs?.href },
      content: [part('figcaption'), part('figcredit')],
    }
  }

  /** One of the pictures that have bytes. */
  #source(node: NodeJson): string {
    const src = String(node.attrs?.src)
    return this.#sources[src.length === 0 ? 0 : src.charCodeAt(src.length - 1) % this.#sources.length] ?? ''
  }

  inline(nodes: readonly NodeJson[] | undefined): NodeJson[] {
    const out: NodeJson[] = []
    for (const node of nodes ?? []) {
      if (node.type === 'footnoteRef') {
        const id = String(node.attrs?.id)
        if (this.#seen.has(id)) continue
        this.#seen.set(id, `fn-${this.#seen.size + 1}`)
        out.push({ type: 'footnoteRef', attrs: { id: this.#seen.get(id) } })
      } else if (node.type === 'image') {
        out.push({ ...node, attrs: { src: this.#source(node), alt: sayAlt(node) } })
      } else if (node.type === 'text') {
        const marks = (node.marks ?? []).flatMap(sayMark)
        const last = out.at(-1)
        if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks))
          out[out.length - 1] = { ...last, text: `${last.text}${node.text}` }
        else out.push({ type: 'text', text: node.text ?? '', ...(marks.length > 0 ? { marks } : {}) })
      } else out.push(node)
    }
    // A picture alone in its paragraph is a figure to every reader of DOCX, stars alone are a scene break.
    const onlyPictures = out.length > 0 && out.every((node) => node.type === 'image')
    const isBreak = out.length === 1 && /^\s*(?:\* ?\* ?\*|⁂)\s*$/.test(out[0]?.text ?? '')
    return onlyPictures || isBreak ? [{ type: 'text', text: '·' }, ...out] : out
  }
}

const GROUPS: ReadonlySet<string> = new Set([
  'blockquote',
  'pullQuote',
  'discussionPrompt',
  'bulletList',
  'orderedList',
  'taskList',
  'gallery',
  'codeBlock',
  'table',
])

/** Mammoth takes a description of spaces for none. */
function sayAlt(node: NodeJson): string {
  const alt = String(node.attrs?.alt)
  return alt.trim() === '' ? '' : alt
}

function sayMark(mark: MarkJson): MarkJson[] {
  if (mark.type === 'language') return []
  if (mark.type === 'highlight')
    return [
      { type: 'highlight', attrs: { color: mark.attrs?.color === 'yellow' ? null : (mark.attrs?.color ?? null) } },
    ]
  if (mark.type === 'link') return [{ type: 'link', attrs: { href: mark.attrs?.href, title: '' } }]
  return [mark]
}

/** In verse a break is a new line like any other. */
function asLines(nodes: readonly NodeJson[]): NodeJson[] {
  const out: NodeJson[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    const text = node.type === 'hardBreak' ? '\n' : node.type === 'text' ? (node.text ?? '') : null
    const marks = JSON.stringify(node.marks ?? [])
    if (text !== null && last?.type === 'text' && JSON.stringify(last.marks ?? []) === marks)
      out[out.length - 1] = { ...last, text: `${last.text}${text}` }
    else if (node.type === 'hardBreak') out.push({ type: 'text', text: '\n' })
    else out.push(node)
  }
  return out
}
