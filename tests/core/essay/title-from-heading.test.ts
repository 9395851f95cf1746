import { describe, expect, it } from 'vitest'
import type { BodyJson, NodeJson } from '../../../core/essay/json.ts'
import { EMPTY_METADATA, newEssay } from '../../../core/essay/new-essay.ts'
import { titleFromHeading } from '../../../core/essay/title-from-heading.ts'

const ID = '3b241101-e2bb-4255-8caf-4136c566a962'
const heading = (level: number, ...content: NodeJson[]): NodeJson => ({ type: 'heading', attrs: { level }, content })
const text = (words: string, ...marks: string[]): NodeJson =>
  marks.length === 0
    ? { type: 'text', text: words }
    : { type: 'text', text: words, marks: marks.map((type) => ({ type })) }
const paragraph = { type: 'paragraph', content: [text('Words.')] }
const essay = (content: NodeJson[], title = '') =>
  newEssay(ID, { metadata: { ...EMPTY_METADATA, title }, body: { type: 'doc', content } as BodyJson })

describe('titleFromHeading', () => {
  it('takes the first and only heading of level 1', () => {
    const read = titleFromHeading(essay([heading(1, text('Good weather')), paragraph, heading(2, text('More'))]))
    expect(read.metadata.title).toBe('Good weather')
    expect(read.body.content?.map(({ type }) => type)).toEqual(['paragraph', 'heading'])
  })

  it('leaves a body behind that the schema takes', () => {
    const read = titleFromHeading(essay([heading(1, text('Alone'))]))
    expect(read.body.content).toEqual([{ type: 'paragraph', attrs: { lang: '', dir: null } }])
  })

  it('does not leave the title of the front matter a second time in the text', () => {
    const read = titleFromHeading(essay([heading(1, text('The Keeper’s  lamp')), paragraph], "The keeper's lamp"))
    expect(read.metadata.title).toBe("The keeper's lamp")
    expect(read.body.content?.map(({ type }) => type)).toEqual(['paragraph'])
  })

  it.each([
    ['a title that is there', essay([heading(1, text('Other')), paragraph], 'Title')],
    ['two headings of level 1', essay([heading(1, text('One')), paragraph, heading(1, text('Two'))])],
    ['a heading that is not first', essay([paragraph, heading(1, text('One'))])],
    ['a heading of level 2', essay([heading(2, text('One')), paragraph])],
    [
      'words with marks, which a title cannot hold',
      essay([heading(1, text('On '), text('Persona', 'italic')), paragraph]),
    ],
    ['a heading without words', essay([heading(1), paragraph])],
    ['more words than a title holds', essay([heading(1, text('x'.repeat(2_001))), paragraph])],
  ])('leaves %s alone', (_, before) => {
    expect(titleFromHeading(before)).toBe(before)
  })
})
