/** Keys that come first, so that a person who looks into the file meets the telling ones at once; the rest is alphabetical. */
const FIRST: readonly string[] = ['format', 'version', 'type', 'id', 'text', 'marks', 'attrs', 'content']
const RANKS: ReadonlyMap<string, number> = new Map(FIRST.map((key, rank) => [key, rank]))

/**
 * JSON in which equal values give equal text, whatever order their keys were set in. Values are plain JSON; a key whose value is
 * undefined is left out.
 */
export function stableJson(value: unknown): string {
  return JSON.stringify(ordered(value))
}

/** The same text in parts, for an object some of whose values were written before: `written` has the parts of their JSON by key. */
export function stableParts(value: object, written: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const from = value as Record<string, unknown>
  const parts = ['{']
  for (const key of Object.keys(from).sort(compareKeys)) {
    if (from[key] === undefined) continue
    parts.push(parts.length === 1 ? '' : ',', JSON.stringify(key), ':')
    for (const part of written.get(key) ?? [stableJson(from[key])]) parts.push(part)
  }
  parts.push('}')
  return parts
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(ordered)
  const from = value as Record<string, unknown>
  const keys = Object.keys(from)
  if (keys.length > 1) keys.sort(compareKeys)
  const copy: Record<string, unknown> = {}
  for (const key of keys) {
    // An assignment would set the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: ordered(from[key]), enumerable: true })
    else copy[key] = ordered(from[key])
  }
  return copy
}

function compareKeys(one: string, other: string): number {
  return (RANKS.get(one) ?? FIRST.length) - (RANKS.get(other) ?? FIRST.length) || (one < other ? -1 : 1)
}
