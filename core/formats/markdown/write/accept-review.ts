import type { NodeJson } from '../../../essay/json.ts'
import { pushText } from '../nodes.ts'

const REVIEW: ReadonlySet<string> = new Set(['comment', 'insertion', 'deletion'])
const known = new WeakMap<NodeJson, NodeJson>()

/**
 * The node as it reads with every suggestion accepted and without comments: deleted text is gone, inserted text is plain. The same node where there
 * is nothing of a review in it.
 */
export function acceptReview(node: NodeJson): NodeJson {
  if (!node.content) return node
  const cached = known.get(node)
  if (cached) return cached
  const accepted = accept(node, node.content)
  known.set(node, accepted)
  return accepted
}

function accept(node: NodeJson, content: readonly NodeJson[]): NodeJson {
  const isReviewed = content.some((child) => child.marks?.some((mark) => REVIEW.has(mark.type)))
  if (!isReviewed) {
    const children = content.map(acceptReview)
    return children.every((child, index) => child === content[index]) ? node : { ...node, content: children }
  }
  const kept: NodeJson[] = []
  for (const child of content) {
    if (child.marks?.some((mark) => mark.type === 'deletion')) continue
    const marks = (child.marks ?? []).filter((mark) => !REVIEW.has(mark.type))
    const { marks: _review, ...bare } = child
    if (child.type === 'text') pushText(kept, child.text ?? '', marks)
    else kept.push(marks.length > 0 ? { ...bare, marks } : bare)
  }
  const { content: _reviewed, ...bare } = node
  return kept.length > 0 ? { ...bare, content: kept } : bare
}
