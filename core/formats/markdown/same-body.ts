import type { MarkJson, NodeJson } from '../../essay/json.ts'
import { orderedMarks, pushText, sameMarks } from './nodes.ts'

const NO_MARKS: readonly MarkJson[] = []

/**
 * Whether two nodes say the same (essay-model.md, "Rules"): the order of marks and the cuts between equal text do not matter, marks on
 * hard breaks and note references mean nothing, and of an image's marks only the link counts.
 */
export function sameNode(a: NodeJson, b: NodeJson): boolean {
  if (a === b) return true
  if (a.type !== b.type || (a.text ?? '') !== (b.text ?? '') || !sameAttrs(a.attrs, b.attrs)) return false
  if (!sameMarks(significantMarks(a), significantMarks(b))) return false
  return sameNodes(a.content ?? [], b.content ?? [])
}

/** `sameNode` for a run of siblings. */
export function sameNodes(a: readonly NodeJson[], b: readonly NodeJson[]): boolean {
  const left = joinedText(a)
  const right = joinedText(b)
  return left.length === right.length && left.every((node, index) => sameNode(node, right[index] as NodeJson))
}

/** The marks that mean something on this node, in the schema's order. */
export function significantMarks(node: NodeJson): readonly MarkJson[] {
  const marks = node.marks ?? NO_MARKS
  if (marks.length === 0 || node.type === 'text') return orderedMarks(marks)
  return node.type === 'image' ? marks.filter((mark) => mark.type === 'link') : NO_MARKS
}

/** Siblings with equal text joined; the same array where there is nothing to join. */
export function joinedText(nodes: readonly NodeJson[]): readonly NodeJson[] {
  let cuts = false
  for (let index = 1; index < nodes.length; index++) {
    if (nodes[index]?.type === 'text' && nodes[index - 1]?.type === 'text') cuts = true
  }
  if (!cuts) return nodes
  const joined: NodeJson[] = []
  for (const node of nodes) {
    if (node.type === 'text') pushText(joined, node.text ?? '', orderedMarks(node.marks ?? NO_MARKS))
    else joined.push(node)
  }
  return joined
}

function sameAttrs(a: Readonly<Record<string, unknown>> = {}, b: Readonly<Record<string, unknown>> = {}): boolean {
  for (const name of Object.keys(a)) if (!sameValue(a[name], b[name])) return false
  for (const name of Object.keys(b)) if (!(name in a) && !sameValue(undefined, b[name])) return false
  return true
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => sameValue(value, b[index]))
  return a === b
}
