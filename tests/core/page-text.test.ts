import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf, walk } from '../../core/essay/json.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { readWrittenDate } from '../../core/formats/page-lines/read-written-date.ts'
import { fromText } from '../../core/formats/text/read-text.ts'
import { wordingFor } from '../../core/publication/wording.ts'
import { WORDS } from '../../core/publication/wording-table.ts'
import { compactEssay } from '../builders/compact-essay.ts'

const options = { id: '3f6f5a2b-1c00-4c22-9a11-0e7c1d2a5b1f', picture: () => null }

function read(text: string, asItStands = false) {
  const found = fromText(text, { ...options, asItStands })
  if (!found.ok) throw new Error(found.problem.message)
  expect(essayFromJson(found.value.essay).ok).toBe(true)
  return found.value
}

const PAGE = `The Lamp at the End of the Pier
Posted on 3 March 2024 by Ada Keeper and Bo Lind
The lamp was lit at six every evening, and nobody in the town could have said by whom.
A lamp on a pier
A lamp on a pier
It burned until the fog came in. Then it burned on, and nobody saw it, which is what lamps are for.

Figure 2: The bay, drawn in 1871
Was it lit for the ships? Perhaps. The ships had gone by then.
What do you keep burning, and for whom?
Ada Keeper keeps the harbour archive and writes about light.
Edited by Cy Marsh, Di Okoro and Eve.

2 Comments
Fay
Lovely piece!
Gus: I remember the pier.
`

describe('text copied from a published page', () => {
  it('gives its parts to their fields and says what it took for what', () => {
    const { essay, taken } = read(PAGE)
    expect({ ...compactEssay(essay) }).toMatchObject({
      metadata: {
        title: 'The Lamp at the End of the Pier',
        date: '2024-03-03',
        status: 'published',
        closingQuestion: 'What do you keep burning, and for whom?',
      },
      body: [
        { paragraph: 'The lamp was lit at six every evening, and nobody in the town could have said by whom.' },
        { figure: [{ figcaption: 'A lamp on a pier' }, { figcredit: [] }], attrs: { alt: 'A lamp on a pier' } },
        {
          paragraph:
            'It burned until the fog came in. Then it burned on, and nobody saw it, which is what lamps are for.',
        },
        { figure: [{ figcaption: 'Figure 2: The bay, drawn in 1871' }, { figcredit: [] }] },
        { paragraph: 'Was it lit for the ships? Perhaps. The ships had gone by then.' },
      ],
    })
    expect(essay.threads.flatMap(({ messages }) => messages.map(({ text }) => text))).toEqual([
      'Fay',
      'Lovely piece!',
      'Gus: I remember the pier.',
    ])
    expect(essay.people.map(({ name, bio }) => [name, bio])).toEqual([
      ['Ada Keeper', 'Ada Keeper keeps the harbour archive and writes about light.'],
      ['Bo Lind', ''],
      ['Cy Marsh', ''],
      ['Di Okoro', ''],
      ['Eve', ''],
    ])
    expect(essay.credits.map(({ role }) => role)).toEqual(['author', 'co-author', 'editor', 'editor', 'editor'])
    expect(taken?.map(({ field }) => field)).toEqual([
      'title',
      'byline',
      'figure',
      'figure',
      'figure',
      'closing-question',
      'biography',
      'credits',
      'label',
      'comments',
      'comments',
      'comments',
    ])
  })

  it('gives each comment to who wrote it, and its day, where the page says so from the first on', () => {
    const top = 'Lux\n\nPosted on March 3, 2024 by Ada Keeper\n\nIt burns.\n\n2 Comments\n\n'
    const messagesOf = (below: string) =>
      read(top + below).essay.threads.flatMap(({ messages }) =>
        messages.map(({ author, time, text }) => [author, time, text]),
      )
    const copied =
      'Joon Park says:\nMarch 4, 2024 at 10:05 am\nI heard it.\n\nTwice.\nReply\nAda Keeper\nMar 5, 2024\nThank you, Joon.\n'
    expect(messagesOf(copied)).toEqual([
      ['Joon Park', '2024-03-04T00:00:00Z', 'I heard it.\n\nTwice.'],
      ['Ada Keeper', '2024-03-05T00:00:00Z', 'Thank you, Joon.'],
    ])
    expect(
      read(top + copied)
        .taken?.slice(-8)
        .map(({ field }) => field),
    ).toEqual([...['comments', 'comments', 'comments', 'comments', 'label'], ...['comments', 'comments', 'comments']])
    expect(messagesOf('What a lamp.\nJoon Park\nMarch 4, 2024\nI heard it.\n')).toEqual(
      ['What a lamp.', 'Joon Park', 'March 4, 2024', 'I heard it.'].map((text) => ['', '', text]),
    )
    // A line above a day need not be a name: who wrote what below it is not known.
    const diary = [
      'Joon Park',
      'March 4, 2024',
      'I heard it.',
      'In my diary I wrote',
      'March 5, 2024',
      'that it rained.',
    ]
    expect(messagesOf(diary.join('\n'))).toEqual(diary.map((text) => ['', '', text]))
    expect(messagesOf('Joon Park\nMarch 4, 2024\n').map(([, , text]) => text)).toEqual(['Joon Park', 'March 4, 2024'])
  })

  it.each([
    ['a sentence', 'Why a town kept a light that nobody had asked for.', 'Posted on 3 March 2024 by Ada Keeper'],
    ['without its full stop', 'On a light that nobody had asked for', 'By Ada Keeper'],
    [
      'in another language',
      'Warum eine Stadt ein Licht brennen ließ?',
      'Veröffentlicht am 3. März 2024 von Ada Keeper',
    ],
  ])('takes the one line between title and byline for the standfirst: %s', (_, line, byline) => {
    const { essay, taken } = read(`The Lamp\n\n${line}\n\n${byline}\n\nIt burns.\n\nIt burned.`)
    expect(essay.metadata).toMatchObject({ title: 'The Lamp', standfirst: line })
    expect(taken?.slice(0, 3)).toEqual([
      { field: 'title', text: 'The Lamp' },
      { field: 'standfirst', text: line },
      { field: 'byline', text: byline },
    ])
    expect(textOf(essay.body)).toBe('It burns.\nIt burned.')
  })

  it.each([
    ['the section of the page', 'Essays'],
    ['a path', 'Home > Essays > All about the light'],
    ['minutes and shares', '12 min read and counting on'],
    ['a name', 'The Harbour Quarterly Review'],
    ['two sentences', 'The lamp was lit at six. Nobody could have said by whom.'],
    ['whose picture it is', 'Photograph by someone who kept the lamp'],
    ['a line that goes on', 'What the keeper said about the lamp:'],
  ])('leaves another line there in the text: %s', (_, line) => {
    const { essay } = read(`The Lamp\n\n${line}\n\nPosted on 3 March 2024 by Ada Keeper\n\nIt burns.\n\nIt burned.`)
    expect(essay.metadata).toMatchObject({ title: 'The Lamp', standfirst: '', date: '2024-03-03' })
    expect(textOf(essay.body)).toBe(`${line}\nIt burns.\nIt burned.`)
  })

  it('takes no first paragraph for it: below the byline, or with another line between', () => {
    const line = 'Why a town kept a light that nobody had asked for.'
    for (const text of [
      `The Lamp\n\nPosted on 3 March 2024 by Ada Keeper\n\n${line}\n\nIt burned.`,
      `The Lamp\n\n${line}\n\nIt burned.\n\nPosted on 3 March 2024 by Ada Keeper`,
      `${line}\n\nThe lamp was lit.\n\nPosted on 3 March 2024 by Ada Keeper\n\nIt burned.`,
    ]) {
      const { essay } = read(text)
      expect(essay.metadata.standfirst).toBe('')
      expect(textOf(essay.body)).toContain(line)
    }
  })

  it('leaves everything in the text when told so', () => {
    const { essay, taken } = read(PAGE, true)
    expect(taken ?? []).toEqual([])
    expect([essay.people, essay.threads, essay.metadata.date]).toEqual([[], [], ''])
    const lines = PAGE.split('\n').filter((line) => line !== '')
    expect([essay.metadata.title, ...(essay.body.content ?? []).map(textOf)]).toEqual(lines)
  })

  it.each(Object.keys(WORDS))('speaks the words of the wording table: %s', (language) => {
    const { words, fill, list, dateInWords } = wordingFor(language)
    const posted = fill(words.postedOnBy, { date: dateInWords('2024-03-13'), authors: list(['Ada Keeper', 'Bo Lind']) })
    const edited = fill(words.editedBy, { editors: list(['Cy Marsh', 'Di Okoro', 'Eve Lund']) })
    const { essay } = read(`Lux\n\n${posted}\n\nOne line of it.\n\nAnother line of it.\n\n${edited}\n`)
    expect(essay.metadata).toMatchObject({ title: 'Lux', date: '2024-03-13', language })
    expect(essay.people.map(({ name }) => name)).toEqual(['Ada Keeper', 'Bo Lind', 'Cy Marsh', 'Di Okoro', 'Eve Lund'])
    expect(compactEssay(essay).body).toEqual([{ paragraph: 'One line of it.' }, { paragraph: 'Another line of it.' }])
  })

  it.each([
    ['a sentence that begins like a byline', 'Lux\n\nBy then the lamp was out.\n\nIt burns.'],
    [
      'a sentence that begins like a credit',
      'Lux\n\nIt burns.\n\nEdited by hand, the film (of 1931) runs for an hour.',
    ],
    ['a date that nobody can read for certain', 'Lux\n\nPosted on 03/04/2024 by Ada Keeper\n\nIt burns.'],
    ['a question without a published page around it', 'Lux\n\nIt burns.\n\nWhy?'],
    ['a heading about comments', 'Lux\n\nIt burns.\n\nComments\n\nOn the lamp.'],
  ])('leaves %s in the text', (_, text) => {
    const { essay, taken } = read(text)
    expect(taken ?? []).toEqual([])
    expect(textOf(essay.body)).toContain(text.split('\n\n').at(-2))
  })

  it('never loses a word', () => {
    const line = fc.constantFrom(
      ...PAGE.split('\n'),
      'By Ada Keeper',
      'About the author',
      'Ada Keeper',
      'Bo Lind, who keeps the pier, lives there.',
      'Photography: Fay Moss',
      'Redaktion: Cy Marsh',
      'Comments',
      'Why?',
      'For discussion: who lit it?',
      'Posted on March 3, 2024',
      'Joon Park says:',
      'March 4, 2024 at 10:05 am',
      'Reply',
      'Why a town kept a light that nobody had asked for.',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 24 }), (lines) => {
        const { essay, taken = [] } = read(lines.join('\n'))
        const kept = count(`${everyWord(essay)} ${taken.map(({ text }) => text).join(' ')}`)
        for (const [word, times] of count(lines.join(' ')))
          expect(kept.get(word) ?? 0, word).toBeGreaterThanOrEqual(times)
        // What was taken for a figure, a biography, a question or a comment stands in its field, not in the receipt alone.
        const fields = everyWord(essay)
        for (const { field, text } of taken)
          if (['title', 'standfirst', 'figure', 'biography', 'comments'].includes(field)) expect(fields).toContain(text)
      }),
      { numRuns: 400 },
    )
  })
})

describe('readWrittenDate', () => {
  it.each([
    ['3 March 2024', 'en', '2024-03-03'],
    ['March 3rd, 2024', 'en', '2024-03-03'],
    ['Sunday, 3 Mar 2024', 'en', '2024-03-03'],
    ['3. März 2024', 'de', '2024-03-03'],
    ['3 de marzo de 2024', 'es', '2024-03-03'],
    ['1er mars 2024', 'fr', '2024-03-01'],
    ['3 marca 2024', 'pl', '2024-03-03'],
    ['2024-02-30', 'en', ''],
    ['03/04/2024', 'en', ''],
    ['3 March 2024 in the rain', 'en', ''],
    ['March 2024', 'en', ''],
  ])('%s', (text, language, date) => {
    expect(readWrittenDate(text, language)).toBe(date)
  })
})

function everyWord(essay: Essay): string {
  const captions: string[] = []
  walk(essay.body, (node) => {
    if (node.type === 'text') captions.push(node.text ?? '')
    if (node.type === 'figure') captions.push(String(node.attrs?.alt ?? ''))
  })
  return [
    essay.metadata.title,
    essay.metadata.standfirst,
    essay.metadata.closingQuestion,
    ...essay.people.flatMap(({ name, bio }) => [name, bio]),
    ...essay.threads.flatMap(({ messages }) => messages.map(({ text }) => text)),
    ...captions,
  ].join(' \n ')
}

function count(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) found.set(word, (found.get(word) ?? 0) + 1)
  return found
}
