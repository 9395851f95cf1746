import type { MarkJson, NodeJson } from '../../../essay/json.ts'
import { orderedMarks, sameMark } from '../nodes.ts'
import { joinedText, significantMarks } from '../same-body.ts'

/** A stretch of inline content: a leaf, or the beginning or end of a mark around what stands between. */
export type Segment =
  | { readonly kind: 'leaf'; readonly node: NodeJson }
  | { readonly kind: 'open' | 'close'; readonly mark: MarkJson; readonly pair: number }

/** Attributes that only verse gives to a hard break: it stands for a newline of marked text, so its marks go on. */
export const AS_LINE: Readonly<Record<string, unknown>> = { line: true }

/**
 * Nests overlapping marks: at each point the mark that lasts longest opens first, so that it stands outermost. Code stands always innermost, because
 * nothing can be marked inside backticks, and a link is not cut in two where another mark could be.
 */
export function nestMarks(content: readonly NodeJson[]): readonly Segment[] {
  const nodes = joinedText(content)
  const marks = nodes.map((node) => (node.attrs === AS_LINE ? orderedMarks(node.marks ?? []) : significantMarks(node)))
  const segments: Segment[] = []
  let pairs = 0
  const write = (from: number, to: number, open: readonly MarkJson[]): void => {
    let at = from
    while (at < to) {
      const node = nodes[at] as NodeJson
      const waiting = (marks[at] as readonly MarkJson[]).filter((mark) => !open.some((other) => sameMark(mark, other)))
      const mark = waiting.length === 0 ? null : longest(waiting, at, to)
      if (mark === null) {
        segments.push({ kind: 'leaf', node })
        at++
        continue
      }
      const end = mark.type === 'code' ? at + 1 : cutAtLink(lastOf(mark, at, to), mark, at, to)
      const pair = pairs++
      segments.push({ kind: 'open', mark, pair })
      write(at, end, [...open, mark])
      segments.push({ kind: 'close', mark, pair })
      at = end
    }
  }
  const lastOf = (mark: MarkJson, from: number, to: number): number => {
    let end = from
    while (end < to && has(end, mark)) end++
    return end
  }
  const has = (index: number, mark: MarkJson) =>
    (marks[index] as readonly MarkJson[]).some((other) => sameMark(mark, other))
  const longest = (waiting: readonly MarkJson[], at: number, to: number): MarkJson => {
    let best = waiting[0] as MarkJson
    let bestEnd = -1
    for (const mark of waiting) {
      const end = mark.type === 'code' ? at : lastOf(mark, at, to)
      if (end > bestEnd) {
        best = mark
        bestEnd = end
      }
    }
    return best
  }
  const cutAtLink = (end: number, mark: MarkJson, at: number, to: number): number => {
    if (mark.type === 'link' || end >= to) return end
    const link = (marks[end - 1] as readonly MarkJson[]).find((other) => other.type === 'link')
    if (!link || !has(end, link)) return end
    let start = end
    while (start > at && has(start - 1, link)) start--
    return start > at ? start : end
  }
  write(0, nodes.length, [])
  return segments
}
