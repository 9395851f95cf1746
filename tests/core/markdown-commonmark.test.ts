import { describe, expect, it } from 'vitest'
import { sameNodes } from '../../core/formats/markdown/same-body.ts'
import { writeBody } from '../../core/formats/markdown/write/write-body.ts'
import { asHtmlSaysIt, blocksOfHtml, blocksOfMarkdown, EXAMPLES } from '../builders/commonmark-examples.ts'

describe('the examples of the CommonMark specification', () => {
  it('are all there', () => {
    expect(EXAMPLES).toHaveLength(652)
  })

  it('are read as the HTML that the specification gives for them', () => {
    const wrong = EXAMPLES.filter(({ markdown, html }) => {
      const read = asHtmlSaysIt(blocksOfMarkdown(markdown, 'commonmark'))
      return !sameNodes(read, asHtmlSaysIt(blocksOfHtml(html)))
    })
    expect(wrong).toEqual([])
  })

  it('are the same after being written and read again', () => {
    const wrong = EXAMPLES.filter(({ markdown }) => {
      const content = blocksOfMarkdown(markdown, 'commonmark')
      const written = writeBody(
        { type: 'doc', content },
        { dialect: 'portable', address: (src) => src, picture: () => null },
      )
      return !sameNodes(blocksOfMarkdown(written, 'galley'), content)
    })
    expect(wrong).toEqual([])
  })
})
