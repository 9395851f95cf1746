import { fail, ok, type Result } from '../result.ts'
import { readExpression, WrongExpression } from './expression.ts'
import { programOf } from './program.ts'
import { type Budget, runProgram } from './run-program.ts'

/** How words are looked for. */
export interface FindOptions {
  readonly matchCase: boolean
  readonly wholeWords: boolean
  /** The words are a regular expression. */
  readonly expression: boolean
}

/** A place in a text, in UTF-16 units. */
export interface Found {
  readonly from: number
  readonly to: number
  /** What the groups of the expression found, the first at 1; 0 is the whole. */
  readonly groups: readonly (string | undefined)[]
}

/** What is looked for, ready to be asked of one text after the other. */
export interface FindPattern {
  /** All places that do not overlap, in order. Empty places are none. Past the budget it finds no more; `exhausted` says so. */
  find(text: string): readonly Found[]
  /** True when the budget of steps has run out and places may be missing. */
  exhausted(): boolean
  /** Number of the group with this name, or null. */
  group(name: string): number | null
}

/** Steps that one pattern may take in all: a second or two, for an expression that grows with everything. */
const STEPS = 20_000_000

/** What a person types with the keys of the keyboard and what stands in a well set text. */
const ALIKE: Readonly<Record<string, string>> = {
  "'": "['’‘ʼ]",
  '"': '["“”„«»]',
  '-': '[-\u2010\u2011]',
  ' ': '[ \u00a0\u202f]',
}

/**
 * Makes a pattern. Straight quotes, hyphens and spaces find the typographic ones, too, unless it is an expression. Problem: `bad-input`, which
 * says what is wrong with the expression.
 */
export function findPattern(query: string, options: FindOptions): Result<FindPattern> {
  return options.expression ? expressionPattern(query, options) : ok(wordsPattern(query, options))
}

function wordsPattern(query: string, { matchCase, wholeWords }: FindOptions): FindPattern {
  const source = [...query].map((char) => ALIKE[char] ?? char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')).join('')
  const pattern = new RegExp(wholeWords ? whole(source) : source, matchCase ? 'gu' : 'giu')
  return {
    find: (text) => {
      if (query === '') return []
      const found: Found[] = []
      pattern.lastIndex = 0
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        found.push({ from: match.index, to: match.index + match[0].length, groups: [match[0]] })
      }
      return found
    },
    exhausted: () => false,
    group: () => null,
  }
}

function whole(source: string): string {
  return `(?<![\\p{L}\\p{N}\\p{M}_])(?:${source})(?![\\p{L}\\p{N}\\p{M}_])`
}

function expressionPattern(query: string, { matchCase, wholeWords }: FindOptions): Result<FindPattern> {
  try {
    const { expression, captures, names } = readExpression(query, !matchCase)
    const edge = { kind: 'edge', edge: 'word' } as const
    const program = programOf(
      wholeWords
        ? { kind: 'sequence', parts: [edge, { kind: 'group', number: null, inner: expression }, edge] }
        : expression,
    )
    const budget: Budget = { left: STEPS }
    return ok({
      find: (text) => {
        const found: Found[] = []
        for (let from = 0; from <= text.length && budget.left > 0; ) {
          const slots = runProgram(program, text, from, budget)
          if (slots === null) break
          const [start = 0, end = 0] = slots
          if (end > start) {
            const groups = Array.from({ length: captures + 1 }, (_, group) => sliceOf(text, slots, group))
            found.push({ from: start, to: end, groups })
          }
          from = end > start ? end : start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
        }
        return found
      },
      exhausted: () => budget.left <= 0,
      group: (name) => names.get(name) ?? null,
    })
  } catch (error) {
    if (!(error instanceof WrongExpression)) throw error
    return fail('bad-input', error.message, {
      safe: 'Nothing was changed.',
      next: 'Mend the expression, or look for the words as they are.',
    })
  }
}

function sliceOf(text: string, slots: readonly number[], group: number): string | undefined {
  const from = slots[group * 2]
  const to = slots[group * 2 + 1]
  return from === undefined || to === undefined ? undefined : text.slice(from, to)
}
