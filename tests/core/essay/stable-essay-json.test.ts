import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { essayFromJson } from '../../../core/essay/read-essay.ts'
import { stableEssayJson } from '../../../core/essay/stable-essay-json.ts'
import { stableJson } from '../../../core/essay/stable-json.ts'
import { arbitraryEssay } from '../../builders/arbitrary-essay.ts'

describe('the text of an essay.json', () => {
  it('is the stable JSON of the essay, written for the first time or again', () => {
    fc.assert(
      fc.property(arbitraryEssay(), fc.nat(), (any, at) => {
        const valid = essayFromJson(any)
        if (!valid.ok) throw new Error(valid.problem.message)
        const blocks = valid.value.body.content ?? []
        const edited = { type: 'paragraph', content: [{ text: 'New', type: 'text' }] }
        const content = blocks.length === 0 ? [edited] : blocks.with(at % blocks.length, edited)
        const next = { ...valid.value, body: { ...valid.value.body, content } }
        for (const essay of [valid.value, next, valid.value, { ...next, body: { type: 'doc' as const } }])
          expect(stableEssayJson(essay as never)).toBe(stableJson(essay))
      }),
      { numRuns: 60 },
    )
  })
})
