import type { MarkJson, NodeJson } from '../../../essay/json.ts'
import { pushText, sameMark } from '../nodes.ts'

const MOVES: ReadonlySet<string> = new Set([
  'bold',
  'italic',
  'strike',
  'underline',
  'highlight',
  'subscript',
  'superscript',
  'link',
  'language',
])

/**
 * Takes white space at the ends of emphasis and links out of it: `**bold **b` becomes `**bold** b`. Nobody can see the difference, no tags are needed,
 * and pandoc would drop the space of a link.
 */
export function withSpacesOutside(node: NodeJson): NodeJson {
  if (!node.content) return node
  const isInline = node.content.some((child) => child.type === 'text')
  const content = isInline ? spacesOutside(node.content) : node.content.map(withSpacesOutside)
  return content.length === node.content.length && content.every((child, index) => child === node.content?.[index])
    ? node
    : { ...node, content }
}

function spacesOutside(content: readonly NodeJson[]): readonly NodeJson[] {
  if (
    !content.some(
      (node) =>
        node.type === 'text' && node.marks?.some((mark) => MOVES.has(mark.type)) && /^\s|\s$/.test(node.text ?? ''),
    )
  )
    return content
  const out: NodeJson[] = []
  content.forEach((node, index) => {
    const text = node.text ?? ''
    const marks = node.marks ?? []
    if (node.type !== 'text' || marks.length === 0) {
      if (node.type === 'text') pushText(out, text, marks)
      else out.push(node)
      return
    }
    if (text.trim() === '' && marks.some((mark) => mark.type === 'link')) {
      out.push(node)
      return
    }
    const lead = /^\s*/.exec(text)?.[0] ?? ''
    const tail = lead === text ? '' : (/\s*$/.exec(text)?.[0] ?? '')
    const before = shared(marks, content[index - 1])
    pushText(out, lead, lead === text ? shared(before, content[index + 1]) : before)
    pushText(out, text.slice(lead.length, text.length - tail.length), marks)
    pushText(out, tail, shared(marks, content[index + 1]))
  })
  return out
}

/** The marks that go on beyond the edge; emphasis and links that end there are let go. */
function shared(marks: readonly MarkJson[], neighbour: NodeJson | undefined): readonly MarkJson[] {
  return marks.filter((mark) => !MOVES.has(mark.type) || neighbour?.marks?.some((other) => sameMark(other, mark)))
}
