import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { deflatedPieces } from '../../host/zip/deflate-pieces.ts'

const broken = vi.hoisted(() => ({ isNow: false }))
vi.mock('node:zlib', async (original) => {
  const zlib = await original<typeof import('node:zlib')>()
  const deflateRaw = (bytes: Uint8Array, options: object, done: (error: Error | null, stream?: Buffer) => void) =>
    broken.isNow ? done(new Error('no memory')) : zlib.deflateRaw(bytes, options, done)
  return { ...zlib, deflateRaw }
})

const bytesOf = (text: string) => new TextEncoder().encode(text)
const paragraph = (number: number) => `Paragraph ${number * 7919} says ${(number * 104_729) % 65_537} words.`
const long = Array.from({ length: 4_000 }, (_, number) => paragraph(number))

describe('deflating in pieces', () => {
  it('gives one stream of all bytes, whatever was deflated before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4_000), fc.nat(4_000), fc.string()), { maxLength: 4 }),
        async (edits) => {
          const pieces = deflatedPieces('\n')
          let lines = long
          for (const [from, count, text] of [[0, 0, ''] as const, ...edits]) {
            lines = [...lines.slice(0, from), text, ...lines.slice(from + count)]
            const bytes = bytesOf(lines.join('\n'))
            const stream = Buffer.concat(await pieces.deflate(bytes))
            expect(Buffer.compare(inflateRawSync(stream), bytes)).toBe(0)
          }
        },
      ),
      { numRuns: 30 },
    )
    const empty = Buffer.concat(await deflatedPieces('\n').deflate(new Uint8Array()))
    expect(inflateRawSync(empty)).toHaveLength(0)
  })

  it('leaves the pieces behind an edit as they were', async () => {
    const before = Buffer.concat(await deflatedPieces('\n').deflate(bytesOf(long.join('\n'))))
    const after = Buffer.concat(await deflatedPieces('\n').deflate(bytesOf(['First of all.', ...long].join('\n'))))
    const half = before.length >> 1
    expect(Buffer.compare(before.subarray(-half), after.subarray(-half))).toBe(0)
  })

  it('deflates anew what could not be deflated once', async () => {
    const pieces = deflatedPieces('\n')
    broken.isNow = true
    await expect(pieces.deflate(bytesOf('A lamp'))).rejects.toThrow('no memory')
    broken.isNow = false
    expect(inflateRawSync(Buffer.concat(await pieces.deflate(bytesOf('A lamp')))).toString()).toBe('A lamp')
  })
})
