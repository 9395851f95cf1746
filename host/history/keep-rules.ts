import type { Version } from './index-lines.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEK = 7 * DAY
/** The newest versions that nothing removes. */
const NEWEST = 20
/** How far apart versions stay that are older than `after` (milliseconds); the newest of each span is kept. */
const SPANS: readonly { readonly after: number; readonly span: number }[] = [
  { after: 90 * DAY, span: WEEK },
  { after: 7 * DAY, span: DAY },
  { after: DAY, span: HOUR },
]

/**
 * Which versions stay (safety.md 3.2): all of the last 24 hours, one an hour for 7 days, one a day for 90 days, one a week for ever; the
 * newest 20 and those with a name always. When their objects are still larger than `budget` bytes together, more go, where they stand
 * closest in time first. `versions` are oldest first; the answer holds ids.
 */
export function keptVersions(versions: readonly Version[], now: number, budget: number): ReadonlySet<string> {
  const isSafe = (index: number) => index >= versions.length - NEWEST || versions[index]?.name !== ''
  const spans = new Set<string>()
  const kept: number[] = []
  for (let index = versions.length - 1; index >= 0; index--) {
    const { time } = versions[index] as Version
    const rule = SPANS.find(({ after }) => now - time > after)
    const place = rule === undefined ? '' : `${rule.span} ${Math.floor(time / rule.span)}`
    if (isSafe(index) || place === '' || !spans.has(place)) kept.push(index)
    if (place !== '') spans.add(place)
  }
  const stay = thin(versions, kept.reverse(), isSafe, budget)
  return new Set(stay.map((index) => versions[index]?.id ?? ''))
}

/** Takes versions away until the objects of the rest fit into the budget, or only safe ones are left. */
function thin(
  versions: readonly Version[],
  kept: readonly number[],
  isSafe: (index: number) => boolean,
  budget: number,
): readonly number[] {
  const users = new Map<string, number>()
  let size = 0
  for (const index of kept) {
    const { hash, bytes } = versions[index] as Version
    if (!users.has(hash)) size += bytes
    users.set(hash, (users.get(hash) ?? 0) + 1)
  }
  let left = kept
  while (size > budget) {
    const gone = new Set<number>()
    const timeOf = (place: number) => versions[left[place] ?? -1]?.time ?? 0
    const gapOf = (place: number) => timeOf(place + 1) - timeOf(place - 1)
    const places = left
      .map((_, place) => place)
      .filter((place) => !isSafe(left[place] as number))
      .sort((one, other) => gapOf(one) - gapOf(other))
    const densest = gapOf(places[0] ?? -1)
    for (const place of places) {
      if (gapOf(place) > 2 * densest) break
      // Beside one that goes now the distances are no longer these; the next round sees the new ones.
      if (size <= budget || gone.has(place - 1) || gone.has(place + 1)) continue
      gone.add(place)
      const { hash, bytes } = versions[left[place] as number] as Version
      const others = (users.get(hash) ?? 1) - 1
      users.set(hash, others)
      if (others === 0) size -= bytes
    }
    if (gone.size === 0) break
    left = left.filter((_, place) => !gone.has(place))
  }
  return left
}
