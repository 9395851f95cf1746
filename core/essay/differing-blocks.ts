import type { BodyJson, NodeJson } from './json.ts'

/**
 * The one stretch in which two bodies differ, by the identity of their top-level blocks: the old body's blocks that are gone, the new body's that have come, how many
 * are the same before it, and how many behind it.
 */
export function differingBlocks(old: BodyJson, body: BodyJson): Difference {
  const found = known.get(body)
  if (found?.old.deref() === old) return found.difference
  const difference = differenceBetween(old, body)
  known.set(body, { old: new WeakRef(old), difference })
  return difference
}

type Difference = readonly [gone: readonly NodeJson[], come: readonly NodeJson[], start: number, end: number]

/** What was found for each body last: counts and pages ask for the same after every key. The old body is not kept, or each would keep all before it. */
const known = new WeakMap<BodyJson, { readonly old: WeakRef<BodyJson>; readonly difference: Difference }>()

function differenceBetween(old: BodyJson, body: BodyJson): Difference {
  const before = old.content ?? []
  const after = body.content ?? []
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return [before.slice(start, before.length - end), after.slice(start, after.length - end), start, end]
}
