import { describe, expect, test } from 'vitest'
import type { Essay } from '../../../core/essay/essay.ts'
import { joinEssays } from '../../../core/essay/join-essays.ts'
import type { NodeJson } from '../../../core/essay/json.ts'
import { EMPTY_METADATA, newEssay } from '../../../core/essay/new-essay.ts'
import { readBody } from '../../../core/essay/read-essay.ts'

const text = (words: string): NodeJson => ({ type: 'text', text: words })
const paragraph = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', content })
const note = (id: string, words: string): NodeJson => ({
  type: 'footnote',
  attrs: { id },
  content: [paragraph(text(words))],
})
const reference = (id: string): NodeJson => ({ type: 'footnoteRef', attrs: { id } })

function part(title: string, content: NodeJson[], more: Partial<Essay> = {}): Essay {
  return newEssay('7c1b6a52-3f0e-4d58-9a41-2e6f0c8d94b7', {
    metadata: { ...EMPTY_METADATA, title, ...more.metadata },
    body: { type: 'doc', content },
    ...(more.people ? { people: more.people } : {}),
    ...(more.credits ? { credits: more.credits } : {}),
    ...(more.threads ? { threads: more.threads } : {}),
  })
}

const person = (id: string, name: string) => ({ id, name, sortName: '', url: '', bio: '', portrait: '' })
const author = (id: string) => ({ person: id, role: 'author' as const, label: '', visible: true })

describe('joining essays', () => {
  test('one part is itself', () => {
    const only = part('One', [paragraph(text('a'))])
    expect(joinEssays([only])).toEqual({ essay: only, losses: [] })
  })

  test('the first gives the details, a later one stands below its title', () => {
    const { essay, losses } = joinEssays([part('One', [paragraph(text('a'))]), part('Two', [paragraph(text('b'))])])
    expect(essay.metadata.title).toBe('One')
    expect(essay.body.content?.map(({ type, content }) => [type, content?.[0]?.text])).toEqual([
      ['paragraph', 'a'],
      ['heading', 'Two'],
      ['paragraph', 'b'],
    ])
    expect(losses).toEqual([])
  })

  test('a part without a title gets no heading', () => {
    const { essay } = joinEssays([part('One', [paragraph(text('a'))]), part('', [paragraph(text('b'))])])
    expect(essay.body.content?.map(({ type }) => type)).toEqual(['paragraph', 'paragraph'])
  })

  test('notes of the same id stay apart, and the body fits the schema', () => {
    const { essay } = joinEssays([
      part('One', [paragraph(text('a'), reference('1')), { type: 'footnotes', content: [note('1', 'first')] }]),
      part('Two', [
        paragraph(text('b'), reference('1'), reference('x')),
        { type: 'footnotes', content: [note('1', 'second'), note('x', 'third')] },
      ]),
      part('Three', [paragraph(text('c'), reference('1')), { type: 'footnotes', content: [note('1', 'fourth')] }]),
    ])
    const checked = readBody(essay.body)
    expect(checked.ok && checked.value.content?.at(-1)?.content?.map(({ attrs }) => attrs?.id)).toEqual([
      '1',
      '1-2',
      'x',
      '1-3',
    ])
    const references = essay.body.content
      ?.flatMap(({ content }) => content ?? [])
      .filter(({ type }) => type === 'footnoteRef')
    expect(references?.map(({ attrs }) => attrs?.id)).toEqual(['1', '1-2', 'x', '1-3'])
  })

  test('the same person is named once, another one with the same id keeps a name of their own', () => {
    const { essay } = joinEssays([
      part('One', [paragraph()], { people: [person('mira', 'Mira Holt')], credits: [author('mira')] }),
      part('Two', [paragraph()], {
        people: [person('m', 'Mira Holt'), person('mira', 'Mira Land')],
        credits: [author('m'), author('mira')],
      }),
    ])
    expect(essay.people.map(({ id, name }) => [id, name])).toEqual([
      ['mira', 'Mira Holt'],
      ['mira-2', 'Mira Land'],
    ])
    expect(essay.credits.map((credit) => credit.person)).toEqual(['mira', 'mira-2'])
  })

  test('comments of each part stay, under an id of their own where it is taken', () => {
    const comments = (text: string) => [
      { id: 'readers-comments', resolved: false, messages: [{ author: '', time: '', text }] },
    ]
    const { essay } = joinEssays([
      part('One', [paragraph()], { threads: comments('a') }),
      part('Two', [paragraph()], { threads: comments('b') }),
      part('Three', [paragraph()], { threads: comments('a') }),
    ])
    expect(essay.threads.map(({ id, messages }) => [id, messages[0]?.text])).toEqual([
      ['readers-comments', 'a'],
      ['readers-comments-2', 'b'],
    ])
  })

  test('what an essay has only once is counted as lost', () => {
    const { losses } = joinEssays([
      part('One', [paragraph()]),
      part('Two', [paragraph()], { metadata: { ...EMPTY_METADATA, title: 'Two', standfirst: 'why' } }),
      part('Three', [paragraph()], { metadata: { ...EMPTY_METADATA, title: 'Three', standfirst: 'how' } }),
    ])
    expect(losses).toEqual([
      {
        kind: 'later-part-detail',
        message: 'The standfirst of a later part is left out: an essay has one.',
        count: 2,
        place: 'Two',
      },
    ])
  })
})
