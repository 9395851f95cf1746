import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newEssay } from '../../core/essay/new-essay.ts'
import { sameNodes } from '../../core/formats/markdown/same-body.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { arbitraryBody } from '../builders/arbitrary-body.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { lineOf, TEXT_CLASSES } from '../builders/arbitrary-text.ts'
import { asHtmlSaysIt } from '../builders/commonmark-examples.ts'
import { ASSETS, exampleAddress } from '../builders/example-assets.ts'
import { asRead, blocksOfMicromark } from '../builders/second-reader.ts'

const RUNS = Number(process.env.RUNS ?? 10)
/** What micromark's HTML has no word for; these are compared as they read. */
const OWN_FORMS = ['figure', 'gallery', 'pullQuote', 'discussionPrompt', 'verse', 'footnoteRef', 'image']

describe('portable Markdown in the eyes of micromark', () => {
  it.each(TEXT_CLASSES)('has the same body where it is GFM: $name', (textClass) => {
    fc.assert(
      fc.property(arbitraryBody({ line: lineOf(textClass), without: OWN_FORMS }), (body) => {
        const { text } = toMarkdown(newEssay(ARBITRARY_ID, { body }), {
          dialect: 'portable',
          address: exampleAddress,
          frontMatter: false,
        })
        const wanted = asHtmlSaysIt(body.content ?? [])
        const read = asHtmlSaysIt(blocksOfMicromark(text))
        if (!sameNodes(read, wanted)) expect({ text, read }).toEqual({ text, read: wanted })
      }),
      { numRuns: RUNS },
    )
  })

  it.each(TEXT_CLASSES)('reads the same, figures and verse among it: $name', (textClass) => {
    fc.assert(
      fc.property(arbitraryBody({ line: lineOf(textClass), without: ['footnoteRef'] }), (body) => {
        const { text } = toMarkdown(newEssay(ARBITRARY_ID, { body, assets: ASSETS }), {
          dialect: 'portable',
          address: exampleAddress,
          frontMatter: false,
        })
        expect({ text, read: asRead(blocksOfMicromark(text)) }).toEqual({ text, read: asRead(body.content ?? []) })
      }),
      { numRuns: RUNS },
    )
  })
})
