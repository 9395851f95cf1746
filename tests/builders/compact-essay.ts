import type { Essay } from '../../core/essay/essay.ts'
import type { MarkJson, NodeJson } from '../../core/essay/json.ts'
import { EMPTY_METADATA } from '../../core/essay/new-essay.ts'
import { schema } from '../../core/essay/schema.ts'

/** An essay for the eye: whatever is as in an empty essay is left out, and a text without marks is a string. */
export function compactEssay(essay: Essay): Record<string, unknown> {
  const metadata = Object.fromEntries(
    Object.entries(essay.metadata).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(EMPTY_METADATA[name as keyof typeof EMPTY_METADATA]),
    ),
  )
  return {
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(essay.people.length > 0 ? { people: essay.people, credits: essay.credits } : {}),
    body: (essay.body.content ?? []).map(compactNode),
    ...(essay.assets.length > 0 ? { assets: essay.assets.map((asset) => asset.name) } : {}),
  }
}

/** A node for the eye: `"text"`, `{"bold italic": "text"}`, `{"paragraph": [...]}`, attributes beside it where they are not the default. */
export function compactNode(node: NodeJson): unknown {
  if (node.type === 'text') {
    const marks = (node.marks ?? []).map(compactMark).join(' ')
    return marks === '' ? node.text : { [marks]: node.text }
  }
  const attrs = attributesOf(node.type, node.attrs)
  const content = (node.content ?? []).map(compactNode)
  const marks = (node.marks ?? []).map(compactMark).join(' ')
  return {
    [node.type]: content.length === 1 && typeof content[0] === 'string' ? content[0] : content,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(marks === '' ? {} : { marks }),
  }
}

function compactMark(mark: MarkJson): string {
  const attrs = Object.values(mark.attrs ?? {}).filter((value) => value !== '' && value !== null)
  return attrs.length > 0 ? `${mark.type}(${attrs.join(', ')})` : mark.type
}

function attributesOf(type: string, attrs: NodeJson['attrs']): Record<string, unknown> {
  const specs = schema.nodes[type as keyof typeof schema.nodes]?.spec.attrs ?? {}
  return Object.fromEntries(
    Object.entries(attrs ?? {})
      .filter(([name, value]) => JSON.stringify(specs[name]?.default) !== JSON.stringify(value))
      .map(([name, value]) => [
        name,
        typeof value === 'string' ? value.replace(/^asset:([0-9a-f]{6})[0-9a-f]*$/, 'asset:$1…') : value,
      ]),
  )
}
