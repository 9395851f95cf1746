/** Keys that come first, so that a person who looks into the file meets the telling ones at once; the rest is alphabetical. */
const FIRST: readonly string[] = ['format', 'version', 'type', 'id', 'text', 'marks', 'attrs', 'content']

/**
 * JSON in which equal values give equal text, whatever order their keys were set in. Values are plain JSON; a key whose value is
 * undefined is left out.
 */
export function stableJson(value: unknown): string {
  return JSON.stringify(ordered(value))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  // fromEntries defines own keys, where an assignment to `__proto__` would set the prototype.
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}

function rank(key: string): number {
  const index = FIRST.indexOf(key)
  return index < 0 ? FIRST.length : index
}
