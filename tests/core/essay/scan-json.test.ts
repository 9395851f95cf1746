import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../../core/essay/scan-json.ts'

const LIMITS = { depth: 10, values: 50, string: 100 }
const read = (text: string) => parseJson(text, LIMITS, 'x.json')

describe('parseJson', () => {
  it('reads any JSON within the limits as JSON.parse does', () => {
    const safe = fc
      .jsonValue({ maxDepth: 6 })
      .filter((value) => !/"(?:__proto__|constructor|prototype)":/.test(JSON.stringify(value)))
    fc.assert(
      fc.property(safe, fc.constantFrom(0, 1), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
    )
  })

  it.each([
    ['depth', '['.repeat(11) + ']'.repeat(11), 'too-large', 'deeper than 10'],
    ['depth of objects', `${'{"a":'.repeat(11)}1${'}'.repeat(11)}`, 'too-large', 'deeper'],
    ['many values', `[${'1,'.repeat(60)}1]`, 'too-large', 'more than 50 values'],
    ['many objects', `[${'{},'.repeat(40)}{}]`, 'too-large', 'more than 50 values'],
    ['a long string', `"${'x'.repeat(101)}"`, 'too-large', 'more than 100 characters'],
    ['a long key', `{"${'x'.repeat(101)}":1}`, 'too-large', 'more than 100 characters'],
    ['a key twice', '{"a":1,"b":{"a":1},"a":2}', 'damaged', '"a" twice'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}', 'damaged', '"a" twice'],
    ['__proto__', '{"a":{"__proto__":{}}}', 'damaged', '__proto__'],
    ['an escaped constructor', '{"c\\u006fnstructor":1}', 'damaged', 'constructor'],
    ['an endless number', '[1e999]', 'damaged', 'too large'],
    ['a negative one', '{"a":-1.5E+999}', 'damaged', 'too large'],
    ['one of many digits', `[${'9'.repeat(400)}]`, 'damaged', 'too large'],
    ['a cut string', '{"a":"b', 'damaged', 'cut short'],
    ['a cut object', '{"a":1', 'damaged', 'not valid JSON'],
    ['nothing', '', 'damaged', 'not valid JSON'],
    ['two values', '1 2', 'damaged', 'not valid JSON'],
    ['a comment', '[1] // x', 'damaged', 'not valid JSON'],
    ['brackets that do not fit', '[}', 'damaged', 'not valid JSON'],
    ['a leading zero', '[01]', 'damaged', 'not valid JSON'],
  ])('refuses %s', (_, text, code, words) => {
    const result = read(text)
    expect(result).toMatchObject({
      ok: false,
      problem: { code, subject: 'x.json', message: expect.stringContaining(words) },
    })
  })

  it('takes keys for keys and values for values', () => {
    expect(read('{"a":"a","b":["b","b"],"c":{"a":"__proto__"}}').ok).toBe(true)
    expect(read('["a","a",{"a":1},{"a":1}]').ok).toBe(true)
    expect(read('{"\\"":1,"\\\\":2}').ok).toBe(true)
    expect(read('[1e5,-0.5e-999,1E2]')).toEqual({ ok: true, value: [1e5, -0, 1e2] })
  })

  it('gets through five million brackets without a deep stack', () => {
    expect(parseJson('['.repeat(5_000_000)).ok).toBe(false)
  })
})
