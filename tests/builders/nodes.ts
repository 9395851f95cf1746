import type { BodyJson, MarkJson, NodeJson } from '../../core/essay/json.ts'

/** Short ways to make ProseMirror JSON in tests. Attributes that are not given are left out; writers take the schema's defaults then. */

/** Inline content: strings become text nodes. */
export type Inline = string | NodeJson

/** A node with block or inline content. */
export function node(type: string, attrs: Record<string, unknown> = {}, ...content: readonly Inline[]): NodeJson {
  return {
    type,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content: content.map(inline) } : {}),
  }
}

/** A paragraph. */
export function p(...content: readonly Inline[]): NodeJson {
  return node('paragraph', {}, ...content)
}

/** A heading. */
export function h(level: number, ...content: readonly Inline[]): NodeJson {
  return node('heading', { level }, ...content)
}

/** Text with marks, the first outermost. */
export function marked(text: string, ...marks: readonly (string | MarkJson)[]): NodeJson {
  return { type: 'text', text, marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) }
}

/** A link mark. */
export function link(href: string, title = ''): MarkJson {
  return { type: 'link', attrs: { href, title } }
}

/** A reference to a note. */
export function ref(id: string): NodeJson {
  return node('footnoteRef', { id })
}

/** A figure with caption and credit. */
export function figure(
  attrs: Record<string, unknown>,
  caption: readonly Inline[] = [],
  credit: readonly Inline[] = [],
): NodeJson {
  return node('figure', attrs, node('figcaption', {}, ...caption), node('figcredit', {}, ...credit))
}

/** A whole body; notes, if any, come last as `[id, ...blocks]`. */
export function doc(blocks: readonly NodeJson[], notes: readonly (readonly [string, ...NodeJson[]])[] = []): BodyJson {
  const footnotes = notes.map(([id, ...content]) => node('footnote', { id }, ...content))
  return { type: 'doc', content: [...blocks, ...(footnotes.length > 0 ? [node('footnotes', {}, ...footnotes)] : [])] }
}

function inline(content: Inline): NodeJson {
  return typeof content === 'string' ? { type: 'text', text: content } : content
}
