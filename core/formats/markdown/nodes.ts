import type { MarkJson, NodeJson } from '../../essay/json.ts'
import { markSpecs, type NodeName, nodeSpecs } from '../../essay/schema.ts'

/**
 * Body values as ProseMirror's `toJSON` would give them: every attribute present, marks in the schema's order, no empty content lists.
 * The Markdown reader makes these directly, so that a body needs no second pass to be canonical.
 */

const NODE_DEFAULTS: ReadonlyMap<string, Readonly<Record<string, unknown>> | null> = new Map(
  Object.entries(nodeSpecs).map(([name, spec]) => [name, 'attrs' in spec ? defaultsOf(spec.attrs) : null]),
)

const MARK_RANK: ReadonlyMap<string, number> = new Map(Object.keys(markSpecs).map((name, rank) => [name, rank]))

function defaultsOf(attrs: Readonly<Record<string, { default?: unknown }>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(attrs).map(([name, spec]) => [name, spec.default ?? null]))
}

/** A node with its defaults filled in; `content` is left out where it is empty. */
export function makeNode(
  type: NodeName,
  attrs: Readonly<Record<string, unknown>> = {},
  content: readonly NodeJson[] = [],
): NodeJson {
  const defaults = NODE_DEFAULTS.get(type)
  return {
    type,
    ...(defaults ? { attrs: { ...defaults, ...attrs } } : {}),
    ...(content.length > 0 ? { content } : {}),
  }
}

/** A paragraph without language or direction. */
export function paragraphOf(content: readonly NodeJson[] = []): NodeJson {
  return makeNode('paragraph', {}, content)
}

/** Marks in the schema's order, one of each type (the last given wins), subscript and superscript excluding each other. */
export function orderedMarks(marks: readonly MarkJson[]): readonly MarkJson[] {
  if (marks.length < 2) return marks
  const byType = new Map<string, MarkJson>()
  for (const mark of marks) {
    byType.set(mark.type, mark)
    if (mark.type === 'subscript') byType.delete('superscript')
    if (mark.type === 'superscript') byType.delete('subscript')
  }
  return [...byType.values()].sort((a, b) => (MARK_RANK.get(a.type) ?? 0) - (MARK_RANK.get(b.type) ?? 0))
}

/** Whether two marks are of one type with the same attributes. */
export function sameMark(a: MarkJson, b: MarkJson): boolean {
  if (a === b) return true
  if (a.type !== b.type) return false
  const left = a.attrs ?? {}
  const right = b.attrs ?? {}
  const names = Object.keys(left)
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
}

/** Whether two lists hold the same marks in the same order. */
export function sameMarks(a: readonly MarkJson[], b: readonly MarkJson[]): boolean {
  return a === b || (a.length === b.length && a.every((mark, index) => sameMark(mark, b[index] as MarkJson)))
}

/** Appends text, joined to the text before it where the marks are the same. Empty text is left out. */
export function pushText(into: NodeJson[], text: string, marks: readonly MarkJson[] = []): void {
  if (text === '') return
  const last = into.at(-1)
  if (last?.type === 'text' && sameMarks(last.marks ?? [], marks))
    into[into.length - 1] = { ...last, text: (last.text ?? '') + text }
  else into.push(marks.length > 0 ? { type: 'text', marks, text } : { type: 'text', text })
}
