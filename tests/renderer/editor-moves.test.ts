import type { Node } from '@tiptap/pm/model'
import { type Command, EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { sentenceAt } from '../../renderer/editor/focus/focus-view.ts'
import {
  deleteBlocks,
  duplicateBlocks,
  endOfSection,
  moveBlocks,
  moveSection,
} from '../../renderer/editor/move/move-blocks.ts'

const { nodes } = schema
const p = (text: string) => nodes.paragraph.create(null, text === '' ? null : schema.text(text))
const h = (level: number, text: string) => nodes.heading.create({ level }, schema.text(text))
const li = (...content: Node[]) => nodes.listItem.create(null, content)
const ul = (...items: Node[]) => nodes.bulletList.create(null, items)
const notes = () => nodes.footnotes.create(null, [nodes.footnote.create({ id: 'a' }, p('note'))])
const doc = (...content: Node[]) => nodes.doc.create(null, content)

/** The document with one line for each text block, and the text block that holds the cursor. */
function changed(
  body: Node,
  at: string,
  command: Command,
): { readonly lines: string; readonly cursor: string } | false {
  let from = 1
  body.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === at) from = pos + 1
  })
  let state = EditorState.create({ doc: body, selection: TextSelection.create(body, from) })
  const done = command(state, (tr) => {
    state = state.apply(tr)
  })
  state.doc.check()
  if (!done) return false
  const lines: string[] = []
  state.doc.descendants((node) => {
    if (node.isTextblock) lines.push(node.textContent)
  })
  return { lines: lines.join(' '), cursor: state.selection.$head.parent.textContent }
}

describe('blocks are moved', () => {
  const body = doc(p('a'), ul(li(p('b')), li(p('c'), ul(li(p('d')), li(p('e'))))), p('f'), notes())
  test.each([
    ['down past a whole list', 'a', 'down', 'b c d e a f note'],
    ['up past a whole list', 'f', 'up', 'a f b c d e note'],
    ['an item with what hangs below it', 'c', 'up', 'a c d e b f note'],
    ['an inner item within its own list', 'd', 'down', 'a b c e d f note'],
  ] as const)('%s', (_name, at, direction, lines) => {
    expect(changed(body, at, moveBlocks(direction))).toEqual({ lines, cursor: at })
  })
  test.each([
    ['at the top', 'a', 'up'],
    ['above the notes', 'f', 'down'],
    ['at the end of a list', 'e', 'down'],
    ['in the notes', 'note', 'up'],
  ] as const)('not %s', (_name, at, direction) => {
    expect(changed(body, at, moveBlocks(direction))).toBe(false)
  })

  test('a figure keeps being chosen', () => {
    const figure = nodes.figure.createAndFill({ src: '' }) as Node
    const start = doc(p('a'), figure, p('b'))
    let state = EditorState.create({ doc: start, selection: NodeSelection.create(start, 3) })
    moveBlocks('up')(state, (tr) => {
      state = state.apply(tr)
    })
    expect(state.selection).toBeInstanceOf(NodeSelection)
    expect(state.selection.from).toBe(0)
  })
})

test('blocks are doubled and taken out', () => {
  const body = doc(p('a'), ul(li(p('b')), li(p('c'))), notes())
  expect(changed(body, 'b', duplicateBlocks)).toEqual({ lines: 'a b b c note', cursor: 'b' })
  expect(changed(body, 'b', deleteBlocks)).toMatchObject({ lines: 'a c note' })
  expect(changed(doc(ul(li(p('b'))), p('a')), 'b', deleteBlocks)).toMatchObject({ lines: 'a' })
  expect(changed(doc(p('a'), notes()), 'a', deleteBlocks)).toMatchObject({ lines: ' note' })
})

describe('sections', () => {
  const body = doc(p('lead'), h(2, 'A'), p('a'), h(3, 'A1'), p('a1'), h(2, 'B'), p('b'), notes())
  test('reach to the next heading of their level', () => {
    expect([1, 3, 5].map((index) => endOfSection(body, index))).toEqual([5, 5, 7])
  })
  test.each([
    ['down', 1, 7, 'lead B b A a A1 a1 note', 'A'],
    ['past the notes is before them', 1, 8, 'lead B b A a A1 a1 note', 'A'],
    ['up', 5, 1, 'lead B b A a A1 a1 note', 'B'],
    ['to the top', 5, 0, 'B b lead A a A1 a1 note', 'B'],
    ['an inner one out', 3, 7, 'lead A a B b A1 a1 note', 'A1'],
  ] as const)('%s', (_name, index, target, lines, cursor) => {
    expect(changed(body, 'lead', moveSection(index, target))).toEqual({ lines, cursor })
  })
  test('stay where they are told to stay', () => {
    expect([1, 3, 5].map((target) => moveSection(1, target)(EditorState.create({ doc: body })))).toEqual([
      false,
      false,
      false,
    ])
  })

  test('moving loses no block, whatever moves where', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        (kinds, from, to) => {
          const start = doc(...kinds.map((kind, index) => (kind < 2 ? p(`p${index}`) : h(kind, `h${index}`))), notes())
          let state = EditorState.create({ doc: start })
          moveSection(from % start.childCount, to % (start.childCount + 1))(state, (tr) => {
            state = state.apply(tr)
          })
          state.doc.check()
          const texts = (node: Node) => node.children.map(({ textContent }) => textContent).sort()
          expect(texts(state.doc)).toEqual(texts(start))
          expect(state.doc.lastChild?.type.name).toBe('footnotes')
        },
      ),
      { numRuns: 200 },
    )
  })
})

test.each([
  ['in the middle', 'One. Two here. Three.', 7, 'Two here. '],
  ['at a border it is the one that was just ended', 'One. Two.', 5, 'One. '],
  ['at the end', 'One. Two.', 9, 'Two.'],
  ['of an empty line', '', 0, ''],
  ['with the note behind it', 'One. Two.\ufffc Three.', 10, 'Two.\ufffc '],
  ['with the note at the very end', 'One. Two.\ufffc', 10, 'Two.\ufffc'],
  ['after a note', 'One. Two.\ufffc Three.', 14, 'Three.'],
  ['with a note before it', '\ufffcOne. Two.', 1, '\ufffcOne. '],
])('the sentence %s', (_name, text, offset, expected) => {
  const { from, to } = sentenceAt(text, offset, 'en')
  expect(text.slice(from, to)).toBe(expected)
})
