import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FindOptions, type FindPattern, findPattern } from '../../core/find/find-pattern.ts'
import { replacementFor } from '../../core/find/replacement.ts'

const plain: FindOptions = { matchCase: false, wholeWords: false, expression: false }
const expression: FindOptions = { ...plain, expression: true, matchCase: true }

function pattern(query: string, options: FindOptions): FindPattern {
  const made = findPattern(query, options)
  if (!made.ok) throw new Error(made.problem.message)
  return made.value
}
const places = (query: string, options: FindOptions, text: string) =>
  pattern(query, options)
    .find(text)
    .map(({ from, to }) => text.slice(from, to))
const replaced = (query: string, text: string, by: string, options = expression) => {
  const made = pattern(query, options)
  let out = ''
  let at = 0
  for (const found of made.find(text)) {
    out += text.slice(at, found.from) + replacementFor(found, by, made, options.expression)
    at = found.to
  }
  return out + text.slice(at)
}

describe('words', () => {
  test.each([
    ['tide', {}, 'Tide, tides, TIDE', ['Tide', 'tide', 'TIDE']],
    ['tide', { matchCase: true }, 'Tide, tides', ['tide']],
    ['tide', { wholeWords: true }, 'Tide, tides, tide-table, ätide', ['Tide', 'tide']],
    ['été', { wholeWords: true }, 'l’été, étés', ['été']],
    ['a.b', {}, 'axb a.b', ['a.b']],
    ["don't", {}, "don’t and don't", ['don’t', "don't"]],
    ['"so"', {}, '“so” „so“', ['“so”', '„so“']],
    ['5 km', {}, '5\u00a0km', ['5\u00a0km']],
    ['👩‍🚀', {}, 'an 👩‍🚀 there', ['👩‍🚀']],
    ['aa', {}, 'aaaa', ['aa', 'aa']],
    ['', {}, 'anything', []],
  ] as const)('%s', (query, options, text, found) => {
    expect(places(query, { ...plain, ...options }, text)).toEqual(found)
  })
  test('a replacement is taken as it is written', () => {
    expect(replaced('a', 'banana', '$1\\n', plain)).toBe('b$1\\nn$1\\nn$1\\n')
  })
})

describe('expressions', () => {
  test.each([
    ['(\\w+) (\\w+)', 'one two three four', '$2 $1', 'two one four three'],
    ['(?<day>\\d+)/(?<month>\\d+)', '3/12', '$<month>.$<day>', '12.3'],
    ['\\d+', 'a 1 b 22', '[$&]', 'a [1] b [22]'],
    ['x', 'x', '$$1', '$1'],
    ['(a)(b)?', 'a', '<$1|$2>', '<a|>'],
    ['a', 'a', '$1 $12 $<no>', '$1 $12 $<no>'],
    ['^\\s+', '  one\n  two', '', 'one\ntwo'],
    ['\\p{Lu}\\p{L}*', 'Ana and Émile', 'N', 'N and N'],
    ['a{2,3}?', 'aaaaa', 'x', 'xxa'],
    ['[^aeiou\\s]+', 'good tides', '*', '*oo* *i*e*'],
  ])('%s in %s', (query, text, by, expected) => {
    expect(replaced(query, text, by)).toBe(expected)
  })

  test.each([
    ['(', 'closed'],
    ['a)', 'too many'],
    ['[a', 'closed'],
    ['*a', 'repeats'],
    ['a{3,1}', 'wrong way'],
    ['a**', 'one behind'],
    ['(?=a)', 'look ahead'],
    ['(a)\\1', 'cannot repeat'],
    ['\\', 'ends with'],
    ['[z-a]', 'no character'],
    ['((a{1000}){1000})', 'too many'],
  ])('%s is refused in words', (query, words) => {
    const made = findPattern(query, expression)
    expect(made.ok ? '' : made.problem.message).toContain(words)
  })

  test('none can hang: what others would try for ever comes to an end', () => {
    const long = 'a'.repeat(5_000)
    for (const query of ['(a+)+$x', '(a|a)*b', '(.*)*(.*)*(.*)*x', '(a?){500}b']) {
      const made = pattern(query, expression)
      made.find(long)
      expect(made.find('aab').length).toBeLessThan(2)
    }
  })
  test('says when it gave up', () => {
    const made = pattern('(a?){900}b', expression)
    for (let block = 0; block < 200 && !made.exhausted(); block++) made.find('a'.repeat(2_000))
    expect(made.exhausted()).toBe(true)
    expect(made.find('ab')).toEqual([])
  })

  const piece: fc.Arbitrary<string> = fc.letrec<{ piece: string; atom: string }>((tie) => ({
    atom: fc.oneof(
      fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', 'é', '^', '$'),
      tie('piece').map((inner) => `(${inner})`),
      tie('piece').map((inner) => `(?:${inner})`),
    ),
    piece: fc.oneof(
      { maxDepth: 4 },
      tie('atom'),
      fc
        .tuple(
          fc.constantFrom('a', 'b', '[ab]', '(?:ab)', '(b)'),
          fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}'),
        )
        .map(([atom, times]) => atom + times),
      fc.tuple(tie('piece'), tie('piece')).map(([one, other]) => one + other),
      fc.tuple(tie('piece'), tie('piece')).map(([one, other]) => `${one}|${other}`),
    ),
  })).piece
  test('find what JavaScript finds', () => {
    fc.assert(
      fc.property(piece, fc.stringMatching(/^[abé1\n]{0,12}$/u), (query, text) => {
        const found = pattern(query, expression).find(text)
        const theirs: string[] = []
        const native = new RegExp(query, 'gmu')
        for (let match = native.exec(text); match !== null; match = native.exec(text)) {
          if (match[0] === '') native.lastIndex++
          else theirs.push(`${match.index} ${match[0]}`)
        }
        expect(found.map(({ from, to }) => `${from} ${text.slice(from, to)}`)).toEqual(theirs)
      }),
      { numRuns: 1_000 },
    )
  })
})
