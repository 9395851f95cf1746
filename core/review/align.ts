/** Pairs of indexes that belong together, rising on both sides. */
export type Alignment = readonly (readonly [before: number, after: number])[]

/** Most comparisons of two stretches without a common landmark; beyond, they count as wholly different. */
const MOST_CELLS = 250_000

/**
 * Finds what two sequences have in common, in order: equal beginnings and ends, then elements that stand once on either side as landmarks
 * ("patience" difference, Bram Cohen), and between them the longest common subsequence where the stretch is short enough. Equal input gives equal output; time is
 * near linear but for stretches without landmarks.
 */
export function align(before: readonly string[], after: readonly string[]): Alignment {
  const pairs: (readonly [number, number])[] = []
  const work: [number, number, number, number][] = [[0, before.length, 0, after.length]]
  while (work.length > 0) {
    let [a, b, c, d] = work.pop() as [number, number, number, number]
    while (a < b && c < d && before[a] === after[c]) pairs.push([a++, c++])
    while (a < b && c < d && before[b - 1] === after[d - 1]) pairs.push([--b, --d])
    if (a === b || c === d) continue
    const marks = landmarks(before, after, [a, b, c, d])
    if (marks.length === 0) {
      if ((b - a) * (d - c) <= MOST_CELLS) pairs.push(...longestCommon(before, after, [a, b, c, d]))
      continue
    }
    for (const [one, other] of marks) {
      pairs.push([one, other])
      work.push([a, one, c, other])
      a = one + 1
      c = other + 1
    }
    work.push([a, b, c, d])
  }
  return pairs.sort(([one], [other]) => one - other)
}

type Stretch = readonly [fromBefore: number, toBefore: number, fromAfter: number, toAfter: number]

/** The longest rising chain of elements that stand exactly once in both stretches. */
function landmarks(before: readonly string[], after: readonly string[], [a, b, c, d]: Stretch): Alignment {
  const once = uniqueIn(before, a, b)
  const found: (readonly [number, number])[] = []
  for (const [element, at] of uniqueIn(after, c, d)) {
    const one = once.get(element)
    if (one !== undefined) found.push([one, at])
  }
  found.sort(([one], [other]) => one - other)
  // Patience sorting: `tops[n]` ends the chain of length n + 1 whose end stands furthest to the front.
  const tops: number[] = []
  const back: number[] = []
  found.forEach(([, at], index) => {
    let low = 0
    for (let high = tops.length; low < high; ) {
      const middle = (low + high) >> 1
      if ((found[tops[middle] as number] as readonly [number, number])[1] < at) low = middle + 1
      else high = middle
    }
    back[index] = low === 0 ? -1 : (tops[low - 1] as number)
    tops[low] = index
  })
  const chain: (readonly [number, number])[] = []
  for (let index = tops.at(-1) ?? -1; index >= 0; index = back[index] as number)
    chain.push(found[index] as readonly [number, number])
  return chain.reverse()
}

function uniqueIn(elements: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const twice = new Set<string>()
  for (let at = from; at < to; at++) {
    const element = elements[at] as string
    if (places.has(element)) twice.add(element)
    places.set(element, at)
  }
  for (const element of twice) places.delete(element)
  return places
}

function longestCommon(before: readonly string[], after: readonly string[], [a, b, c, d]: Stretch): Alignment {
  const width = d - c + 1
  const lengths = new Uint32Array((b - a + 1) * width)
  for (let one = b - 1; one >= a; one--)
    for (let other = d - 1; other >= c; other--) {
      const cell = (one - a) * width + (other - c)
      const right = lengths[cell + 1] as number
      const below = lengths[cell + width] as number
      lengths[cell] = before[one] === after[other] ? (lengths[cell + width + 1] as number) + 1 : Math.max(right, below)
    }
  const pairs: (readonly [number, number])[] = []
  for (let one = a, other = c; one < b && other < d; ) {
    const cell = (one - a) * width + (other - c)
    if (before[one] === after[other]) pairs.push([one++, other++])
    else if ((lengths[cell + width] as number) >= (lengths[cell + 1] as number)) one++
    else other++
  }
  return pairs
}
