import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { EMPTY_METADATA, newEssay } from '../../core/essay/new-essay.ts'
import { toDocx } from '../../core/formats/docx/write/to-docx.ts'
import { readDocx } from '../../host/import/read-docx.ts'
import { arbitraryBody } from '../builders/arbitrary-body.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { lineOf, TEXT_CLASSES } from '../builders/arbitrary-text.ts'
import { picture } from '../builders/essay.ts'
import { wordBody } from '../builders/word-body.ts'

const PICTURES = [picture(40), picture(200)]
const SOURCES = PICTURES.map(({ asset }) => `asset:${asset.hash}`)
const BYTES = new Map(PICTURES.map(({ asset, bytes }) => [asset.hash, bytes]))

function written(essay: Essay): Uint8Array {
  return toDocx(essay, { kind: 'reading', anonymous: false, picture: (asset) => BYTES.get(asset.hash) ?? null }).bytes
}

function essayOf(body: Essay['body'], metadata: Partial<Essay['metadata']> = {}): Essay {
  return newEssay(ARBITRARY_ID, {
    metadata: { ...EMPTY_METADATA, title: 'The lamp', ...metadata },
    body,
    assets: PICTURES.map(({ asset }) => asset),
  })
}

async function readBack(essay: Essay): Promise<Essay> {
  const read = await readDocx(written(essay), ARBITRARY_ID)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value.essay
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a DOCX that Galley wrote', () => {
  it.each(TEXT_CLASSES.map((textClass) => [textClass.name, textClass] as const))(
    'comes back with its text, marks, notes and figures: %s',
    async (_, textClass) => {
      await fc.assert(
        fc.asyncProperty(arbitraryBody({ line: lineOf(textClass) }), async (random) => {
          const body = wordBody(random, SOURCES)
          expect(plain((await readBack(essayOf(body))).body)).toEqual(plain(body))
        }),
        { numRuns: 4 },
      )
    },
  )

  it('comes back with its days', async () => {
    const body: Essay['body'] = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
    }
    const days = { date: '2026-06-01', updated: '2026-07-03' }
    const { metadata, body: read } = await readBack(essayOf(body, days))
    expect(metadata).toMatchObject(days)
    expect(JSON.stringify(read)).not.toContain('Updated')
    expect((await readBack(essayOf(body, { date: '2026-06-01' }))).metadata).not.toHaveProperty('updated')
  })
})
