import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { packEssay } from '../../host/essay-file.ts'
import { deflatedPieces } from '../../host/zip/deflate-pieces.ts'
import { buildEssay } from '../builders/essay.ts'

const broken = vi.hoisted(() => ({ isNow: false }))
vi.mock('node:zlib', async (original) => {
  const zlib = await original<typeof import('node:zlib')>()
  const deflateRaw = (bytes: Uint8Array, options: object, done: (error: Error | null, stream?: Buffer) => void) =>
    broken.isNow ? done(new Error('no memory')) : zlib.deflateRaw(bytes, options, done)
  return { ...zlib, deflateRaw }
})

/** Lines as a writer of blocks leaves them: text and what parts it. */
const partsOf = (lines: readonly string[]) => lines.flatMap((line) => [line, '\n'])
const paragraph = (number: number) => `Paragraph ${number * 7919} says ${(number * 104_729) % 65_537} words.`
const long = Array.from({ length: 4_000 }, (_, number) => paragraph(number))

describe('deflating in pieces', () => {
  it('gives one stream of all bytes, whatever was deflated before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4_000), fc.nat(4_000), fc.string({ unit: 'grapheme' })), { maxLength: 4 }),
        async (edits) => {
          const pieces = deflatedPieces()
          let lines = long
          for (const [from, count, text] of [[0, 0, ''] as const, ...edits]) {
            lines = [...lines.slice(0, from), text, ...lines.slice(from + count)]
            const parts = partsOf(lines)
            const stream = Buffer.concat(await pieces.deflate(parts))
            expect(Buffer.compare(inflateRawSync(stream), Buffer.from(parts.join('')))).toBe(0)
          }
        },
      ),
      { numRuns: 30 },
    )
    const empty = Buffer.concat(await deflatedPieces().deflate([]))
    expect(inflateRawSync(empty)).toHaveLength(0)
  })

  it('leaves the pieces behind an edit as they were', async () => {
    const before = Buffer.concat(await deflatedPieces().deflate(partsOf(long)))
    const after = Buffer.concat(await deflatedPieces().deflate(partsOf(['First of all.', ...long])))
    const half = before.length >> 1
    expect(Buffer.compare(before.subarray(-half), after.subarray(-half))).toBe(0)
  })

  it('deflates little but the piece that was edited, also where all parts begin and end alike', async () => {
    const blocks = long.map((text) => `{"type":"paragraph","content":[{"type":"text","text":"${text}"}]}`)
    const pieces = deflatedPieces()
    const first = new Set(await pieces.deflate(partsOf(blocks)))
    expect(first.size).toBeGreaterThan(5)
    const second = await pieces.deflate(partsOf(blocks.with(2_000, '{"type":"horizontalRule"}')))
    expect(second.filter((stream) => !first.has(stream)).length).toBeLessThan(first.size / 2)
  })

  it('deflates anew what could not be deflated once', async () => {
    const pieces = deflatedPieces()
    broken.isNow = true
    await expect(pieces.deflate(['A lamp'])).rejects.toThrow('no memory')
    broken.isNow = false
    expect(inflateRawSync(Buffer.concat(await pieces.deflate(['A lamp']))).toString()).toBe('A lamp')
  })

  it('that fails fails the whole file once: a second failure that nobody waits for would end the program', async () => {
    const { essay } = buildEssay({ text: long })
    const unheard: unknown[] = []
    const hear = (error: unknown) => unheard.push(error)
    process.on('unhandledRejection', hear)
    broken.isNow = true
    await expect(packEssay(essay, new Map())).rejects.toThrow('no memory')
    await new Promise(setImmediate)
    broken.isNow = false
    process.off('unhandledRejection', hear)
    expect(unheard).toEqual([])
  })
})
