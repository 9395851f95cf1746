import { describe, expect, it } from 'vitest'
import { outline } from '../../../core/essay/outline.ts'
import { countEssay } from '../../../core/essay/word-count.ts'
import { doc, figure, h, marked, node, p, ref } from '../../builders/nodes.ts'
import { richEssay } from '../../builders/rich-essay.ts'

describe('the outline', () => {
  it('names the headings with the words below each, captions and notes left out', () => {
    const body = doc(
      [
        p('Before any heading.'),
        h(2, 'First ', marked('part', 'italic')),
        p('One two three.', ref('a')),
        figure({}, ['A caption of five words'], ['A credit']),
        node('bulletList', {}, node('listItem', {}, p('four'), p('five'))),
        h(3, 'Below'),
        h(1, ''),
        p('six'),
        node('blockquote', {}, h(2, 'Inside a quotation'), p('x')),
      ],
      [['a', p('A note that does not count.')]],
    )
    expect(outline(body, 'en')).toEqual([
      { level: 2, text: 'First part', block: 1, words: 5 },
      { level: 3, text: 'Below', block: 5, words: 0 },
      { level: 1, text: '', block: 6, words: 5 },
    ])
  })

  it('adds up to the words of the body', () => {
    const essay = richEssay
    const entries = outline({ ...essay.body, content: [h(2, 'All'), ...(essay.body.content ?? [])] }, 'en')
    const headings = entries.slice(1).reduce((sum, entry) => sum + entry.text.split(/\s+/).length, 0)
    const below = entries.reduce((sum, entry) => sum + entry.words, 0)
    expect(below + headings).toBe(countEssay(essay).body.words)
  })

  it('is empty without headings', () => {
    expect(outline(doc([p('Words.')]), 'en')).toEqual([])
    expect(outline({ type: 'doc' }, 'en')).toEqual([])
  })
})
