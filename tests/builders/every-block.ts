import type { Node } from '@tiptap/pm/model'
import { expect } from 'vitest'
import { figureIdOf } from '../../core/essay/figure-references.ts'
import type { BodyJson, NodeJson } from '../../core/essay/json.ts'
import { figuresOf } from '../../renderer/editor/figure/figure-commands.ts'
import { noteOrder, notesOf } from '../../renderer/editor/footnotes/note-order.ts'
import { doc, figure, h, link, marked, node, p, ref } from './nodes.ts'

/** One block of every kind, by a short name. */
export const ONE_OF_EACH: Readonly<Record<string, NodeJson>> = {
  paragraph: p('para'),
  empty: p(),
  heading: h(2, 'head'),
  quote: node('blockquote', {}, p('quoted'), node('attribution', {}, 'said')),
  pullQuote: node('pullQuote', {}, p('pulled'), node('attribution', {}, 'by')),
  list: node('bulletList', {}, node('listItem', {}, p('one')), node('listItem', {}, p('two'))),
  tasks: node('taskList', {}, node('taskItem', { checked: true }, p('task'))),
  code: node('codeBlock', { language: 'js' }, 'code'),
  verse: node('verse', {}, 'line\nline'),
  table: node(
    'table',
    {},
    node('tableRow', {}, node('tableCell', {}, p('cell')), node('tableCell', {}, p('cell two'))),
  ),
  figure: figure({ src: '', alt: 'alt' }, ['caption'], ['credit']),
  rule: node('horizontalRule'),
  prompt: node('discussionPrompt', {}, p('asked')),
}
/** An essay of every kind of block, with notes, a gallery and a reference to a figure. */
export const everyBlock = (): BodyJson =>
  doc(
    [
      p('The ', marked('tide', 'bold'), ref('a'), ' comes “in”.'),
      ...Object.values(ONE_OF_EACH),
      node(
        'gallery',
        { columns: 2, layout: 'wide' },
        figure({ src: '', alt: 'left' }, ['left'], ['by']),
        figure({ src: '', alt: 'right' }, [marked('right', 'italic')], []),
        node('figcaption', {}, 'row'),
      ),
      figure({ src: '', alt: 'below', id: 'below' }, ['below'], []),
      p('Last', ref('b'), ' words of ', marked('figure 4', link('#figure-below')), '.'),
      node('blockquote', {}, p('without a name')),
      figure({ src: '', alt: 'first of two' }, [], []),
      figure({ src: '', alt: 'second of two' }, [], []),
      p('End'),
    ],
    [
      ['a', p('First note')],
      ['b', p('Second note'), p('more')],
    ],
  )

/** Schema, pairs of notes, and references to figures are whole. */
export function expectWhole(body: Node): void {
  body.check()
  const { refs, notes } = notesOf(body)
  const bodies = new Map(notes.map((note) => [note.id, note.node]))
  expect(bodies.size).toBe(notes.length)
  const numbers = new Map<string, number>()
  for (const [index, { node: one }] of figuresOf(body).entries()) {
    const id = String(one.attrs.id)
    if (id === '') continue
    expect(numbers.has(id)).toBe(false)
    numbers.set(id, index + 1)
  }
  // What refers to a figure names its number, whole or not at all.
  body.descendants((piece) => {
    const href = piece.marks.find(({ type }) => type.name === 'link')?.attrs.href
    const number = typeof href === 'string' ? numbers.get(figureIdOf(href) ?? '') : undefined
    const named = /\d+/.exec(piece.text ?? '')?.[0]
    if (number !== undefined && named !== undefined) expect(named).toBe(String(number))
  })
  for (const one of refs) expect(bodies.has(one.id)).toBe(true)
  expect(notes.map(({ id }) => id)).toEqual(noteOrder(refs, (id) => bodies.get(id)))
}
