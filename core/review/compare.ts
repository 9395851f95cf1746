import type { Essay } from '../essay/essay.ts'
import type { BodyJson, MarkJson } from '../essay/json.ts'
import { stableJson } from '../essay/stable-json.ts'
import { align } from './align.ts'
import { bodyLines, essayLines, type Line, type Token } from './lines.ts'
import { pairLines } from './pair-lines.ts'

/** A run of text of one fate, and of equal marks. */
export interface Piece {
  readonly kind: Token['kind']
  /** `restyled`: the same words under other marks, or in a block of another kind. */
  readonly fate: 'same' | 'added' | 'removed' | 'restyled'
  /** The text; of a picture its name for people, of a note ''. */
  readonly text: string
  /** The marks as they are after; of what was removed, as they were before. */
  readonly marks: readonly MarkJson[]
}

/** One line of either text, or of both. */
export interface ComparedLine extends Pick<Line, 'role' | 'level' | 'inside'> {
  /** `moved-from` and `moved-to`: the very same line stands elsewhere now. */
  readonly fate: 'same' | 'changed' | 'added' | 'removed' | 'moved-from' | 'moved-to'
  /** Index of the block of the body before and after that it stands in; -1 above the body, null where there is none. */
  readonly before: number | null
  readonly after: number | null
  /** In reading order; what was removed stands before what was added in its place. */
  readonly pieces: readonly Piece[]
}

/** What became of a text. */
export interface Comparison {
  /** All lines in the order of the text after, with what was removed where it stood. */
  readonly lines: readonly ComparedLine[]
  /** Words that were added and removed; what was moved counts as neither. */
  readonly addedWords: number
  readonly removedWords: number
  /** True when nothing differs, marks and pictures included. */
  readonly isSame: boolean
}

/** Compares two bodies word by word. Both must fit the schema. Equal input gives equal output. */
export function compareBodies(before: BodyJson, after: BodyJson): Comparison {
  return compareLines(bodyLines(before), bodyLines(after))
}

/** Compares two essays word by word: title, standfirst, cover and body. What else differs, `changedDetails` names. */
export function compareEssays(
  before: Pick<Essay, 'metadata' | 'body'>,
  after: Pick<Essay, 'metadata' | 'body'>,
): Comparison {
  return compareLines(essayLines(before), essayLines(after))
}

/** The fields beside the text that differ: keys of `metadata` (title, standfirst and cover apart), `people`, `credits`. */
export function changedDetails(before: Essay, after: Essay): readonly string[] {
  const shown = new Set(['title', 'standfirst', 'cover'])
  const fields = (Object.keys(after.metadata) as (keyof Essay['metadata'])[]).filter(
    (name) => !shown.has(name) && stableJson(before.metadata[name]) !== stableJson(after.metadata[name]),
  )
  const lists = (['people', 'credits'] as const).filter((name) => stableJson(before[name]) !== stableJson(after[name]))
  return [...fields, ...lists]
}

function compareLines(before: readonly Line[], after: readonly Line[]): Comparison {
  const pairs = pairLines(before, after)
  const moved = movedLines(before, after, pairs)
  const lines: ComparedLine[] = []
  let one = 0
  let other = 0
  for (const [at, to] of [...pairs, [before.length, after.length] as const]) {
    for (; one < at; one++) lines.push(alone(before[one] as Line, moved.from.has(one) ? 'moved-from' : 'removed'))
    for (; other < to; other++) lines.push(alone(after[other] as Line, moved.to.has(other) ? 'moved-to' : 'added'))
    if (at < before.length) lines.push(both(before[one++] as Line, after[other++] as Line))
  }
  return {
    lines,
    addedWords: wordsOf(lines, 'added'),
    removedWords: wordsOf(lines, 'removed'),
    isSame: lines.every(({ fate }) => fate === 'same'),
  }
}

function alone(line: Line, fate: 'added' | 'removed' | 'moved-from' | 'moved-to'): ComparedLine {
  const isOld = fate === 'removed' || fate === 'moved-from'
  const pieces = joined(line.tokens.map((token) => piece(token, isOld ? 'removed' : 'added')))
  return { ...placeOf(line), fate, before: isOld ? line.block : null, after: isOld ? null : line.block, pieces }
}

function both(before: Line, after: Line): ComparedLine {
  const place = { ...placeOf(after), before: before.block, after: after.block }
  if (before.key === after.key)
    return { ...place, fate: 'same', pieces: joined(after.tokens.map((token) => piece(token, 'same'))) }
  const pieces = comparedTokens(before.tokens, after.tokens)
  // Something about the block itself differs: its kind, its level, what it stands in.
  const isRestyled = pieces.every(({ fate }) => fate === 'same')
  return {
    ...place,
    fate: 'changed',
    pieces: isRestyled ? pieces.map((one) => ({ ...one, fate: 'restyled' as const })) : pieces,
  }
}

function comparedTokens(before: readonly Token[], after: readonly Token[]): readonly Piece[] {
  const pairs = align(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
  )
  const kept = withoutLoneSpaces(pairs, before, after)
  const pieces: Piece[] = []
  let one = 0
  let other = 0
  for (const [at, to] of [...kept, [before.length, after.length] as const]) {
    for (; one < at; one++) pieces.push(piece(before[one] as Token, 'removed'))
    for (; other < to; other++) pieces.push(piece(after[other] as Token, 'added'))
    if (at === before.length) break
    const [old, now] = [before[one++] as Token, after[other++] as Token]
    pieces.push(piece(now, stableJson(old.marks) === stableJson(now.marks) ? 'same' : 'restyled'))
  }
  return joined(pieces)
}

/** A space that is all that two changed stretches have in common would only chop them up. */
function withoutLoneSpaces(
  pairs: ReturnType<typeof align>,
  before: readonly Token[],
  after: readonly Token[],
): ReturnType<typeof align> {
  const isRun = (index: number) => {
    const [one, other] = pairs[index] ?? [-1, -1]
    const [a, b] = index === 0 ? [-1, -1] : (pairs[index - 1] ?? [-1, -1])
    const [c, d] = pairs[index + 1] ?? [before.length, after.length]
    const isChangedBefore = one - a > 1 && other - b > 1
    const isChangedAfter = c - one > 1 && d - other > 1
    return isChangedBefore && isChangedAfter
  }
  return pairs.filter(([one], index) => (before[one]?.text ?? '').trim() !== '' || !isRun(index))
}

function piece({ kind, text, marks }: Token, fate: Piece['fate']): Piece {
  return { kind, fate, text, marks }
}

/** Neighbours of one fate and equal marks as one piece, what was removed before what was added. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = []
  for (const next of pieces) {
    const last = result.at(-1)
    const isOne =
      last?.kind === 'text' &&
      next.kind === 'text' &&
      last.fate === next.fate &&
      stableJson(last.marks) === stableJson(next.marks)
    if (isOne) result[result.length - 1] = { ...last, text: last.text + next.text }
    else result.push(next)
  }
  return result
}

/** Lines of some length that stand on one side only, here and there, word for word the same. */
function movedLines(before: readonly Line[], after: readonly Line[], pairs: ReturnType<typeof align>) {
  const paired = { before: new Set(pairs.map(([one]) => one)), after: new Set(pairs.map(([, other]) => other)) }
  const gone = new Map<string, number[]>()
  before.forEach(({ key, tokens }, index) => {
    if (!paired.before.has(index) && tokens.length > 2) gone.set(key, [...(gone.get(key) ?? []), index])
  })
  const from = new Set<number>()
  const to = new Set<number>()
  after.forEach(({ key }, index) => {
    const origin = paired.after.has(index) ? undefined : gone.get(key)?.shift()
    if (origin === undefined) return
    from.add(origin)
    to.add(index)
  })
  return { from, to }
}

function placeOf({ role, level, inside }: Line): Pick<ComparedLine, 'role' | 'level' | 'inside'> {
  return { role, level, inside }
}

function wordsOf(lines: readonly ComparedLine[], fate: 'added' | 'removed'): number {
  const texts = lines.flatMap((line) =>
    line.fate.startsWith('moved') ? [] : line.pieces.filter((one) => one.fate === fate && one.kind === 'text'),
  )
  return texts.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_]*/gu)?.length ?? 0), 0)
}
