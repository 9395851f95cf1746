import type { Essay } from './essay.ts'
import type { NodeJson } from './json.ts'
import { stableJson, stableObject } from './stable-json.ts'

/** What was written of blocks. Whoever has such JSON never writes into it. */
const writtenBlocks = new WeakMap<NodeJson, string>()

/** The same text as `stableJson` gives of an essay; blocks of its body that were written before cost nothing. */
export function stableEssayJson(essay: Essay): string {
  const { content } = essay.body
  const body = content ? { content: `[${content.map(written).join(',')}]` } : {}
  return stableObject(essay, { body: stableObject(essay.body, body) })
}

function written(block: NodeJson): string {
  const before = writtenBlocks.get(block)
  if (before !== undefined) return before
  const json = stableJson(block)
  writtenBlocks.set(block, json)
  return json
}
