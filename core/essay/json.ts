/**
 * The shapes of ProseMirror JSON, as values without a schema. `read-essay.ts` is what turns unknown JSON into a body
 * that fits the schema; writers take these types, so that they need no ProseMirror at run time.
 */

/** One mark of ProseMirror JSON. */
export interface MarkJson {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

/** One node of ProseMirror JSON. `text` stands on text nodes only. */
export interface NodeJson {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly NodeJson[]
  readonly marks?: readonly MarkJson[]
  readonly text?: string
}

/** A whole body: the `doc` node. */
export interface BodyJson extends NodeJson {
  readonly type: 'doc'
}

/** All text below a node, blocks parted by a newline; images and note references count as nothing. */
export function textOf(node: NodeJson): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return '\n'
  const content = node.content ?? []
  if (!isInlineParent(node))
    return content
      .map(textOf)
      .filter((part) => part !== '')
      .join('\n')
  let text = ''
  for (const child of content) text += textOf(child)
  return text
}

/** Calls `visit` for a node and all below it, in reading order, with the path of child indexes from the root. */
export function walk(
  node: NodeJson,
  visit: (node: NodeJson, path: readonly number[]) => void,
  path: readonly number[] = [],
): void {
  visit(node, path)
  node.content?.forEach((child, index) => {
    walk(child, visit, [...path, index])
  })
}

/** A string attribute, or '' where it is missing or of another type. */
export function stringAttr(node: { readonly attrs?: Readonly<Record<string, unknown>> }, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}

/** A number attribute, or `otherwise` where it is missing or of another type. */
export function numberAttr<T>(
  node: { readonly attrs?: Readonly<Record<string, unknown>> },
  name: string,
  otherwise: T,
): number | T {
  const value = node.attrs?.[name]
  return typeof value === 'number' ? value : otherwise
}

function isInlineParent(node: NodeJson): boolean {
  const first = node.content?.[0]
  return first !== undefined && (first.type === 'text' || INLINE.has(first.type))
}

const INLINE: ReadonlySet<string> = new Set(['hardBreak', 'image', 'footnoteRef'])
