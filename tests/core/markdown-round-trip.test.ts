import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Credit } from '../../core/essay/essay.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { readBody } from '../../core/essay/read-essay.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { sameNode } from '../../core/formats/markdown/same-body.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { arbitraryBody } from '../builders/arbitrary-body.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { lineOf, TEXT_CLASSES } from '../builders/arbitrary-text.ts'
import { ASSETS, exampleAddress, examplePicture } from '../builders/example-assets.ts'

const RUNS = Number(process.env.RUNS ?? 200)
const portable = { dialect: 'portable', address: exampleAddress, frontMatter: false } as const
const reading = { id: ARBITRARY_ID, picture: examplePicture }

describe('an essay written as portable Markdown and read again', () => {
  it.each(TEXT_CLASSES)('has the same body: $name', (textClass) => {
    fc.assert(
      fc.property(arbitraryBody({ line: lineOf(textClass) }), (body) => {
        const { text } = toMarkdown(newEssay(ARBITRARY_ID, { body, assets: ASSETS }), portable)
        const read = fromMarkdown(text, reading)
        if (!read.ok) throw new Error(read.problem.message)
        if (!sameNode(read.value.essay.body, body))
          expect({ text, body: read.value.essay.body }).toEqual({ text, body })
        expect(read.value.losses).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('fits the schema as it comes from the reader, without being normalised first', () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        const { text } = toMarkdown(newEssay(ARBITRARY_ID, { body, assets: ASSETS }), portable)
        const read = fromMarkdown(text, reading)
        if (!read.ok) throw new Error(read.problem.message)
        expect(readBody(read.value.essay.body)).toEqual({ ok: true, value: read.value.essay.body })
      }),
      { numRuns: RUNS },
    )
  })

  it('has the same front matter', () => {
    fc.assert(
      fc.property(arbitraryEssay({ without: ['table', 'bulletList', 'orderedList', 'gallery'] }), (essay) => {
        const { text } = toMarkdown(essay, { ...portable, frontMatter: true })
        const read = fromMarkdown(text, reading)
        if (!read.ok) throw new Error(read.problem.message)
        const { metadata, people, credits, assets } = read.value.essay
        expect(metadata).toEqual(essay.metadata)
        // Authors and everyone else stand in two lists, each in its order.
        expect(new Map(people.map((person) => [person.id, person]))).toEqual(
          new Map(essay.people.map((person) => [person.id, person])),
        )
        for (const wanted of [true, false]) {
          const isAuthor = (credit: Credit) => ['author', 'co-author'].includes(credit.role) === wanted
          expect(credits.filter(isAuthor)).toEqual(essay.credits.filter(isAuthor))
        }
        expect(new Set(assets)).toEqual(new Set(essay.assets))
      }),
      { numRuns: RUNS },
    )
  })
})
