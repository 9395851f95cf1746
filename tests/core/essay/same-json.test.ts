import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameJson } from '../../../core/essay/same-json.ts'
import { stableJson } from '../../../core/essay/stable-json.ts'

describe('equal JSON', () => {
  it('is what has equal stable text', () => {
    const value = fc.jsonValue({ maxDepth: 4, noUnicodeString: false })
    const pair = fc.oneof(
      fc.tuple(value, value),
      value.map((one) => [one, JSON.parse(stableJson(one))] as const),
    )
    fc.assert(fc.property(pair, ([one, other]) => sameJson(one, other) === (stableJson(one) === stableJson(other))))
  })

  it('is told apart without end of levels', () => {
    const deep = () => {
      let value: unknown = 1
      for (let level = 0; level < 100_000; level++) value = [value]
      return value
    }
    expect(sameJson(deep(), deep())).toBe(false)
    expect(sameJson({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true)
    expect(sameJson({ a: 1 }, { b: 1 })).toBe(false)
    expect(sameJson([], {})).toBe(false)
    expect(sameJson({ length: 0 }, [])).toBe(false)
  })
})
