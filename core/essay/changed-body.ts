import type { Essay } from './essay.ts'
import type { BodyJson, NodeJson } from './json.ts'

/** The essay with another body; the very same value where the body is the same. */
export function withBody(essay: Essay, body: NodeJson): Essay {
  return body === essay.body ? essay : { ...essay, body: body as BodyJson }
}

/** The essay with other blocks; the very same value where all are the same. One without any block but its notes gets a line to write in. */
export function withContent(essay: Essay, content: readonly NodeJson[] | undefined): Essay {
  const old = essay.body.content ?? []
  if (!content || (content.length === old.length && content.every((block, index) => block === old[index]))) return essay
  const whole = content.some(({ type }) => type !== 'footnotes') ? content : [{ type: 'paragraph' }, ...content]
  return withBody(essay, { ...essay.body, content: whole })
}

/**
 * A tree with each node changed, children first; what is below code blocks stays. Nodes below which nothing changed stay the same values; text that became empty
 * goes.
 */
export function mapNodes(node: NodeJson, change: (node: NodeJson) => NodeJson): NodeJson {
  return change(mapBelow(node, change))
}

/** The node with what is below it changed as by `mapNodes`, where a node may also become several, or none. */
export function mapBelow(node: NodeJson, change: (node: NodeJson) => NodeJson | readonly NodeJson[]): NodeJson {
  if (!node.content) return node
  const content = node.content
    .flatMap((child) => (child.type === 'codeBlock' ? child : change(mapBelow(child, change))))
    .filter((child) => child.type !== 'text' || child.text !== '')
  const isSame =
    content.length === node.content.length && content.every((child, index) => child === node.content?.[index])
  return isSame ? node : { ...node, content }
}

/** The node without marks of these names; the very same value where it has none. */
export function withoutMarks(node: NodeJson, names: readonly string[]): NodeJson {
  if (!node.marks?.some(({ type }) => names.includes(type))) return node
  const { marks: _, ...rest } = node
  const marks = node.marks.filter(({ type }) => !names.includes(type))
  return marks.length === 0 ? rest : { ...rest, marks }
}
