/** The little of mammoth's document tree that is looked at (github.com/mwilliamson/mammoth.js, lib/documents.js). */
export interface WordNode {
  readonly type: string
  readonly children?: readonly WordNode[]
  readonly styleName?: string | null
  readonly styleId?: string | null
  readonly alignment?: string | null
  readonly value?: string
  /** On the document. */
  readonly comments?: readonly { readonly authorName?: string | null; readonly body?: readonly WordNode[] }[]
}

const ALIGNMENTS: Readonly<Record<string, string>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
}

/** The tree in which paragraphs of table cells say their alignment by a style's name, which is all that a style map can see. */
export function alignCells(node: WordNode, inCell = false): WordNode {
  if (inCell && node.type === 'paragraph') {
    const plain =
      node.styleName === null ||
      node.styleName === undefined ||
      /^(?:Normal|Table (?:Text|Heading|Contents))$/i.test(node.styleName)
    const align = Object.hasOwn(ALIGNMENTS, node.alignment ?? '') ? ALIGNMENTS[node.alignment ?? ''] : undefined
    return plain ? { ...node, styleId: null, styleName: align === undefined ? null : `docx-${align}` } : node
  }
  if (node.children === undefined) return node
  const inside = inCell || node.type === 'tableCell'
  return { ...node, children: node.children.map((child) => alignCells(child, inside)) }
}
