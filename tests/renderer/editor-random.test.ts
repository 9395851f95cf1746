import { undo, undoDepth } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { figureIdOf } from '../../core/essay/figure-references.ts'
import type { BodyJson, NodeJson } from '../../core/essay/json.ts'
import { editorActions } from '../../renderer/editor/actions.ts'
import { figuresOf } from '../../renderer/editor/figure/figure-commands.ts'
import { openFind, replaceAll, searchFor } from '../../renderer/editor/find/find-commands.ts'
import { noteOrder, notesOf } from '../../renderer/editor/footnotes/note-order.ts'
import { DetailsStep } from '../../renderer/editor/history/details-step.ts'
import { moveSection } from '../../renderer/editor/move/move-blocks.ts'
import { pasteAgainAsPlainText } from '../../renderer/editor/paste/paste.ts'
import { fetchPasteReader } from '../../renderer/editor/paste/paste-reader.ts'
import { doc, figure, h, link, marked, node, p, ref } from '../builders/nodes.ts'
import { type Paper, paper } from '../builders/paper.ts'

beforeAll(async () => {
  await fetchPasteReader()
})

const BLOCKS: Readonly<Record<string, NodeJson>> = {
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
const names = Object.keys(BLOCKS)

/** Everything that is written, without spaces: what no key at a border may take away. */
const letters = (body: Node) => body.textBetween(0, body.content.size, '', '').replace(/\s/g, '')

describe('the borders of blocks', () => {
  const pairs = names.flatMap((above) => names.map((below) => [above, below] as const))
  test.each(pairs)('%s above %s: Enter, Backspace and Delete lose no text and keep the schema', (above, below) => {
    const body = doc([BLOCKS[above] as NodeJson, BLOCKS[below] as NodeJson])
    const sheet = paper(body)
    const before = sheet.doc
    const places: number[] = []
    before.descendants((block, pos) => {
      if (block.isTextblock) places.push(pos + 1, pos + 1 + block.content.size)
      return !block.isTextblock
    })
    for (const keys of ['Enter', 'Backspace', 'Delete']) {
      for (const place of places) {
        sheet.select(place)
        const { parentOffset, parent } = sheet.editor.state.selection.$from
        // Within a block these keys take a letter, as they should.
        if (keys === 'Backspace' && parentOffset > 0) continue
        if (keys === 'Delete' && parentOffset < parent.content.size) continue
        sheet.press(keys)
        sheet.doc.check()
        expect(letters(sheet.doc), `${keys} at ${place}: ${sheet.doc}`).toBe(letters(before))
        sheet.press(keys)
        sheet.doc.check()
        if (keys === 'Enter') expect(letters(sheet.doc)).toBe(letters(before))
        while (undoDepth(sheet.editor.state) > 0) undo(sheet.editor.state, sheet.editor.view.dispatch)
        expect(sheet.doc.toJSON()).toEqual(before.toJSON())
      }
    }
  })
})

const essay = (): BodyJson =>
  doc(
    [
      p('The ', marked('tide', 'bold'), ref('a'), ' comes “in”.'),
      ...Object.values(BLOCKS),
      node(
        'gallery',
        { columns: 2, layout: 'wide' },
        figure({ src: '', alt: 'left' }, ['left'], ['by']),
        figure({ src: '', alt: 'right' }, [marked('right', 'italic')], []),
        node('figcaption', {}, 'row'),
      ),
      figure({ src: '', alt: 'below', id: 'below' }, ['below'], []),
      p('Last', ref('b'), ' words of ', marked('figure 4', link('#figure-below')), '.'),
    ],
    [
      ['a', p('First note')],
      ['b', p('Second note'), p('more')],
    ],
  )

const place = fc.nat(400)
const change = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('action' as const),
      name: fc.constantFrom(...editorActions.filter(({ id }) => !/^edit\.(undo|redo)$/.test(id)).map(({ id }) => id)),
      from: place,
      length: fc.nat(60),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('key' as const),
      name: fc.constantFrom('Enter', 'Shift-Enter', 'Backspace', 'Delete', 'Tab', 'Shift-Tab', 'Mod-Enter'),
      from: place,
      length: fc.constantFrom(0, 0, 5, 40),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      name: fc.constantFrom('"so" -- ', '## ', '- ', '> ', '**b** ', '[ ] ', '```js ', "it's..."),
      from: place,
      length: fc.constantFrom(0, 10),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('paste' as const),
      name: fc.constantFrom(
        '<p>a</p><ul><li>b</li></ul>',
        '<p>n<sup><a href="#f" id="r">1</a></sup></p><ol><li id="f">note <a href="#r">x</a></li></ol>',
        '<table><tr><td>c</td></tr></table>',
        '<figure><img src="https://example.org/a.jpg" alt="a"><figcaption>cap</figcaption></figure>',
        '<b>w</b>',
        'again',
      ),
      from: place,
      length: fc.constantFrom(0, 20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('replace' as const),
      name: fc.constantFrom('e', 'one|two', '(.)o'),
      from: place,
      length: fc.constant(0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('details' as const),
      name: fc.constantFrom('title', 'standfirst', 'excerpt'),
      from: place,
      length: fc.constant(0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('section' as const),
      name: fc.constant(''),
      from: fc.nat(20),
      length: fc.nat(20),
    }),
  },
)
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never

function make(sheet: Paper, { kind, name, from, length }: Change): void {
  const { doc: body } = sheet
  const { state, view } = sheet.editor
  if (kind === 'section') {
    const headings = body.children.flatMap(({ type }, index) => (type.name === 'heading' ? [index] : []))
    const index = headings[from % (headings.length || 1)]
    if (index !== undefined) moveSection(index, length % (body.childCount + 1))(state, view.dispatch)
    return
  }
  if (kind === 'details') {
    view.dispatch(state.tr.step(new DetailsStep([{ part: 'metadata', field: name, before: '', after: `${from}` }])))
    return
  }
  const start = from % (body.content.size + 1)
  sheet.select(start, Math.min(body.content.size, start + length))
  if (length === 0 && from % 7 === 0) {
    const chosen = body.nodeAt(start)
    if (chosen && NodeSelection.isSelectable(chosen) && !chosen.isText)
      sheet.editor.view.dispatch(sheet.editor.state.tr.setSelection(NodeSelection.create(body, start)))
  }
  if (kind === 'action') {
    const action = editorActions.find(({ id }) => id === name)
    if (action?.can(sheet.editor)) action.run(sheet.editor)
  } else if (kind === 'key') sheet.press(name)
  else if (kind === 'type') sheet.type(name)
  else if (kind === 'paste') {
    if (name === 'again') pasteAgainAsPlainText(sheet.editor)
    else sheet.paste({ html: name, plain: 'plain' })
  } else {
    openFind(sheet.editor, { title: '', standfirst: '', cover: null }, true)
    searchFor(sheet.editor, {
      query: name,
      scope: null,
      options: { matchCase: false, wholeWords: false, expression: true },
    })
    replaceAll(sheet.editor, '$1x')
    searchFor(sheet.editor, { open: false })
  }
}

function expectWhole(body: Node): void {
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

test('random editing with every command, key, paste and replacement keeps schema and notes, and undo of everything returns the first essay', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 15 }), (changes) => {
      const sheet = paper(essay())
      const first = sheet.doc
      for (const one of changes) {
        make(sheet, one)
        expectWhole(sheet.doc)
      }
      for (let guard = 0; undoDepth(sheet.editor.state) > 0 && guard < 300; guard++) {
        undo(sheet.editor.state, sheet.editor.view.dispatch)
        expectWhole(sheet.doc)
      }
      expect(sheet.doc.toJSON()).toEqual(first.toJSON())
    }),
    { numRuns: 40 },
  )
})
