import { describe, expect, it } from 'vitest'
import { newEssay } from '../../core/essay/new-essay.ts'
import type { MarkdownOptions } from '../../core/formats/markdown/write/to-markdown.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'

const options: MarkdownOptions = { dialect: 'portable', address: () => '', frontMatter: false }
const write = (content: readonly { type: string; text?: string }[]) =>
  toMarkdown(newEssay(ARBITRARY_ID, { body: { type: 'doc', content } }), options)

describe('the rows of the Markdown writer', () => {
  it('throw at a node or mark that has none', () => {
    expect(() => write([{ type: 'carousel' }])).toThrow('carousel')
    expect(() =>
      toMarkdown(
        newEssay(ARBITRARY_ID, {
          body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'emoji' }] }] },
        }),
        options,
      ),
    ).toThrow('emoji')
    const marked = { type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'blink' }] }] }
    expect(() => toMarkdown(newEssay(ARBITRARY_ID, { body: { type: 'doc', content: [marked] } }), options)).toThrow(
      'blink',
    )
  })
})

describe('the plain dialect', () => {
  it('tells of a table that pipes cannot say, and of no other', () => {
    const cell = (colspan: number) => ({ type: 'tableHeader', attrs: { colspan }, content: [{ type: 'paragraph' }] })
    const lossesOf = (colspan: number) => {
      const row = { type: 'tableRow', content: [cell(colspan)] }
      const body = { type: 'doc' as const, content: [{ type: 'table', content: [row] }] }
      const { losses } = toMarkdown(newEssay(ARBITRARY_ID, { body }), { ...options, dialect: 'plain' })
      return losses.map(({ kind }) => kind)
    }
    expect(lossesOf(2)).toEqual(['table'])
    expect(lossesOf(1)).toEqual([])
  })
})

describe('writing twice', () => {
  const picture = (name: string) =>
    ({ hash: 'a'.repeat(64), mime: 'image/png', bytes: 1, width: 1, height: 1, name, locationRemoved: false }) as const
  const body = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'image', attrs: { src: `asset:${'a'.repeat(64)}`, alt: 'A' } },
          { type: 'text', text: ' b' },
        ],
      },
    ],
  } as const

  it('takes a new address for a picture, though the block was written before', () => {
    const essay = newEssay(ARBITRARY_ID, { body, assets: [picture('a.png')] })
    const at = (folder: string) => toMarkdown(essay, { ...options, address: (asset) => `${folder}/${asset.name}` }).text
    expect(at('images')).toBe('![A](images/a.png) b\n')
    expect(at('assets')).toBe('![A](assets/a.png) b\n')
    expect(at('images')).toBe('![A](images/a.png) b\n')
  })

  it('counts a picture that the essay does not hold', () => {
    expect(toMarkdown(newEssay(ARBITRARY_ID, { body }), options).losses).toMatchObject([{ kind: 'picture', count: 1 }])
  })

  it('leaves out comments, accepts suggestions, and says so', () => {
    const reviewed = {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'old', marks: [{ type: 'deletion', attrs: { id: '1', author: '', time: '' } }] },
        { type: 'text', text: 'new', marks: [{ type: 'insertion', attrs: { id: '1', author: '', time: '' } }] },
        { type: 'text', text: ' text', marks: [{ type: 'comment', attrs: { threadId: 't' } }, { type: 'bold' }] },
      ],
    }
    const written = toMarkdown(newEssay(ARBITRARY_ID, { body: { type: 'doc', content: [reviewed] } }), options)
    expect(written.text).toBe('new<strong> text</strong>\n')
    expect(written.losses.map((loss) => [loss.kind, loss.count])).toEqual([
      ['suggestion', 1],
      ['comment', 1],
    ])
  })
})
