import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeWire, encodeWire, fromBase64, toBase64 } from '../../contract/wire.ts'

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 40 }))
/** Field names that would be mistaken for the wire's own, were they not escaped. */
const key = fc
  .oneof(fc.string(), fc.constantFrom('$bytes', '$', '$$bytes', 'bytes'))
  .filter((name) => name !== '__proto__')
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', maxDepth: 6 },
    leaf,
    fc.array(tie('tree')),
    fc.dictionary(key, tie('tree'), { noNullPrototype: true }),
  ),
}))

describe('the wire', () => {
  it('gives back every value, bytes and names with a dollar sign included', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(decodeWire(encodeWire(value))).toEqual(value)
      }),
      { numRuns: 500 },
    )
  })

  it('writes the base64 that everyone else reads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const text = toBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(Buffer.from(fromBase64(text)).equals(Buffer.from(bytes))).toBe(true)
      }),
    )
  })

  it('carries a Buffer, whose own toJSON would list its numbers', () => {
    const decoded = decodeWire(encodeWire({ content: Buffer.from('lamp') })) as { content: Uint8Array }
    expect(Buffer.from(decoded.content).toString()).toBe('lamp')
  })

  it.each([
    ['{"$bytes":"AAA"}', 'multiple of four'],
    ['{"$bytes":"AA=A"}', 'not base64'],
    ['{"$bytes":"A A="}', 'not base64'],
    ['{"$bytes":"AB=="}', 'stray bits'],
    ['{"$bytes":"=="}', 'multiple of four'],
    ['{"$bytes":"===="}', 'not base64'],
    ['{"$bytes":"éééé"}', 'not base64'],
    ['{"$bytes":7}', 'holds a string'],
    ['{"$bytes":"AA==","more":1}', 'stands alone'],
    ['{"a":1,"$bytes":"AA=="}', 'not known'],
    ['{"$secret":1}', 'not known'],
    ['{"__proto__":{"admin":true}}', '__proto__'],
    [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'nested deeper'],
    ['{"a":', 'JSON'],
    ['', 'JSON'],
  ])('refuses %.40s', (text, why) => {
    expect(() => decodeWire(text)).toThrow(SyntaxError)
    expect(() => decodeWire(text)).toThrow(why)
  })
})
