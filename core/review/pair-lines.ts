import { type Alignment, align } from './align.ts'
import type { Line } from './lines.ts'

/** How much of their words two lines must share to count as one that was changed. */
const ALIKE = 0.4
/** Most comparisons of lines in one stretch; beyond, lines are taken as they stand side by side. */
const MOST_CELLS = 40_000

/** Which lines belong together: equal ones, and between them those that were changed but are still alike, in order. */
export function pairLines(before: readonly Line[], after: readonly Line[]): Alignment {
  const equal = align(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
  )
  const pairs: (readonly [number, number])[] = []
  let [one, other] = [0, 0]
  for (const pair of [...equal, [before.length, after.length] as const]) {
    const [at, to] = pair
    for (const [a, b] of alikeLines(before.slice(one, at), after.slice(other, to))) pairs.push([one + a, other + b])
    if (at < before.length || to < after.length) pairs.push(pair)
    one = at + 1
    other = to + 1
  }
  return pairs.filter(([a, b]) => a < before.length && b < after.length)
}

/** The chain of pairs whose likeness is greatest in sum. */
function alikeLines(before: readonly Line[], after: readonly Line[]): Alignment {
  if (before.length === 0 || after.length === 0) return []
  const bags = { before: before.map(bagOf), after: after.map(bagOf) }
  const likeness = (a: number, b: number) => {
    if (!isOfOneKind(before[a] as Line, after[b] as Line)) return 0
    const alike = shared(bags.before[a] as Bag, bags.after[b] as Bag)
    return alike >= ALIKE ? alike : 0
  }
  if (before.length * after.length > MOST_CELLS)
    return before.flatMap((_, at) => (at < after.length && likeness(at, at) > 0 ? [[at, at] as const] : []))
  const width = after.length + 1
  const best = new Float64Array((before.length + 1) * width)
  for (let a = before.length - 1; a >= 0; a--)
    for (let b = after.length - 1; b >= 0; b--) {
      const cell = a * width + b
      const alike = likeness(a, b)
      const paired = alike > 0 ? alike + (best[cell + width + 1] as number) : 0
      best[cell] = Math.max(paired, best[cell + 1] as number, best[cell + width] as number)
    }
  const pairs: (readonly [number, number])[] = []
  for (let a = 0, b = 0; a < before.length && b < after.length; ) {
    const cell = a * width + b
    const alike = likeness(a, b)
    if (alike > 0 && best[cell] === alike + (best[cell + width + 1] as number)) pairs.push([a++, b++])
    else if (best[cell] === best[cell + width]) a++
    else b++
  }
  return pairs
}

/** A picture is no paragraph, and a caption no heading; paragraphs, headings and list items turn into one another. */
function isOfOneKind(one: Line, other: Line): boolean {
  if (one.role === other.role) return true
  const flowing = new Set(['paragraph', 'heading', 'attribution', 'verse', 'codeBlock'])
  return flowing.has(one.role) && flowing.has(other.role)
}

interface Bag {
  readonly words: ReadonlyMap<string, number>
  readonly size: number
}

function bagOf({ tokens }: Line): Bag {
  const words = new Map<string, number>()
  let size = 0
  for (const { key, text, kind } of tokens) {
    if (kind === 'text' && text.trim() === '') continue
    words.set(key, (words.get(key) ?? 0) + 1)
    size++
  }
  return { words, size }
}

/** Share of the words that both have: 1 for all, also where neither has any. */
function shared(one: Bag, other: Bag): number {
  if (one.size + other.size === 0) return 1
  let common = 0
  for (const [word, count] of one.words) common += Math.min(count, other.words.get(word) ?? 0)
  return (2 * common) / (one.size + other.size)
}
