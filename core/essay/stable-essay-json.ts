import type { Essay } from './essay.ts'
import type { NodeJson } from './json.ts'
import { stableJson, stableParts } from './stable-json.ts'

/** What was written of blocks. Whoever has such JSON never writes into it. */
const writtenBlocks = new WeakMap<NodeJson, string>()

/** The same text as `stableJson` gives of an essay; blocks of its body that were written before cost nothing. */
export function stableEssayJson(essay: Essay): string {
  return stableEssayParts(essay).join('')
}

/** The same text in parts, each block of the body being one: a block that was written before is the very same string. */
export function stableEssayParts(essay: Essay): readonly string[] {
  const { content } = essay.body
  const body = stableParts(essay.body, new Map(content ? [['content', listed(content)]] : []))
  return stableParts(essay, new Map([['body', body]]))
}

/** The parts of what is an essay all of whose blocks were written before; null for anything else, which may be an essay that nobody has judged. */
export function knownEssayParts(essay: object): readonly string[] | null {
  const content: unknown = (essay as { readonly body?: { readonly content?: unknown } | null }).body?.content
  const isKnown =
    Array.isArray(content) && content.length > 0 && content.every((block: NodeJson) => writtenBlocks.has(block))
  return isKnown ? stableEssayParts(essay as Essay) : null
}

function listed(blocks: readonly NodeJson[]): readonly string[] {
  const parts = ['[']
  for (const block of blocks) parts.push(parts.length === 1 ? '' : ',', written(block))
  parts.push(']')
  return parts
}

function written(block: NodeJson): string {
  const before = writtenBlocks.get(block)
  if (before !== undefined) return before
  const json = stableJson(block)
  writtenBlocks.set(block, json)
  return json
}
