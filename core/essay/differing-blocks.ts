import type { BodyJson, NodeJson } from './json.ts'

/**
 * The one stretch in which two bodies differ, by the identity of their top-level blocks: the old body's blocks that are gone, the new body's that have come, how many
 * are the same before it, and how many behind it.
 */
export function differingBlocks(
  old: BodyJson,
  body: BodyJson,
): readonly [gone: readonly NodeJson[], come: readonly NodeJson[], start: number, end: number] {
  const before = old.content ?? []
  const after = body.content ?? []
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return [before.slice(start, before.length - end), after.slice(start, after.length - end), start, end]
}
