import { history, undo, undoDepth } from '@tiptap/pm/history'
import { Fragment, Slice } from '@tiptap/pm/model'
import { EditorState, Selection, type Transaction } from '@tiptap/pm/state'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { insertFootnote } from '../../renderer/editor/footnotes/footnote-commands.ts'
import { footnotePlugin, noteNumber } from '../../renderer/editor/footnotes/footnote-plugin.ts'
import { withOwnIds, withoutFoot } from '../../renderer/editor/footnotes/note-clipboard.ts'
import { noteOrder, notesOf } from '../../renderer/editor/footnotes/note-order.ts'
import { paper } from '../builders/paper.ts'

const { nodes } = schema
const p = (...content: (string | ReturnType<typeof ref>)[]) =>
  nodes.paragraph.create(
    null,
    content.map((part) => (typeof part === 'string' ? schema.text(part) : part)),
  )
const ref = (id: string) => nodes.footnoteRef.create({ id })
const note = (id: string, text: string) => nodes.footnote.create({ id }, p(text))
const essay = () =>
  nodes.doc.create(null, [
    p('One', ref('a'), ' and two', ref('b'), '.'),
    nodes.blockquote.create(null, [p('Quoted', ref('c'))]),
    p('Plain words without a note.'),
    nodes.footnotes.create(null, [note('a', 'First note'), note('b', 'Second note'), note('c', 'Third note')]),
  ])

const start = (doc = essay()) =>
  EditorState.create({ doc, plugins: [history({ newGroupDelay: 0 }), footnotePlugin(new Map())] })

const noteTexts = (state: EditorState) => notesOf(state.doc).notes.map(({ node }) => node.textContent)

function expectWhole(state: EditorState): void {
  state.doc.check()
  const { refs, notes } = notesOf(state.doc)
  const bodies = new Map(notes.map((one) => [one.id, one.node]))
  expect(bodies.size).toBe(notes.length)
  for (const one of refs) expect(bodies.has(one.id)).toBe(true)
  expect(notes.map(({ id }) => id)).toEqual(noteOrder(refs, (id) => bodies.get(id)))
  expect(notes.map(({ id }) => noteNumber(state, id))).toEqual(notes.map((_, index) => index + 1))
}

/** Where the reference with this id stands. */
const at = (state: EditorState, id: string) => notesOf(state.doc).refs.find((one) => one.id === id)?.pos ?? -1

describe('references and notes', () => {
  test('deleting a reference deletes its note, undo brings both back', () => {
    const before = start()
    const pos = at(before, 'b')
    const after = before.apply(before.tr.delete(pos, pos + 1))
    expect(noteTexts(after)).toEqual(['First note', 'Third note'])
    let undone = after
    undo(after, (tr) => {
      undone = after.apply(tr)
    })
    expect(undone.doc.eq(before.doc)).toBe(true)
  })

  test('deleting a note deletes its references', () => {
    const before = start()
    const second = notesOf(before.doc).notes[1]
    const after = before.apply(before.tr.delete(second?.pos ?? 0, (second?.pos ?? 0) + (second?.node.nodeSize ?? 0)))
    expect(notesOf(after.doc).refs.map(({ id }) => id)).toEqual(['a', 'c'])
    expectWhole(after)
  })

  test('the last note takes the list away', () => {
    const one = start(nodes.doc.create(null, [p('One', ref('a')), nodes.footnotes.create(null, [note('a', 'Note')])]))
    const after = one.apply(one.tr.delete(4, 5))
    expect(after.doc.eq(nodes.doc.create(null, [p('One')]))).toBe(true)
  })

  test('a cut reference that is pasted elsewhere finds its note again, in the new order', () => {
    const before = start()
    const pos = at(before, 'a')
    const cut = before.apply(before.tr.delete(pos, pos + 1))
    const pasted = cut.apply(cut.tr.insert(cut.doc.child(0).nodeSize + cut.doc.child(1).nodeSize + 3, ref('a')))
    expect(noteTexts(pasted)).toEqual(['Second note', 'Third note', 'First note'])
    expectWhole(pasted)
  })

  test('a new note stands where its reference does', () => {
    let state = start()
    state = state.apply(state.tr.setSelection(Selection.near(state.doc.resolve(2))))
    insertFootnote(state, (tr) => {
      state = state.apply(tr)
    })
    expect(noteTexts(state)[0]).toBe('')
    expect(notesOf(state.doc).notes).toHaveLength(4)
    expectWhole(state)
  })

  test('a note inside a note is refused', () => {
    const state = start()
    const first = notesOf(state.doc).notes[0]
    const inside = state.apply(state.tr.setSelection(Selection.near(state.doc.resolve((first?.pos ?? 0) + 3))))
    expect(insertFootnote(inside)).toBe(false)
  })

  test('two references may share a note; it stays until both are gone', () => {
    const state = start(
      nodes.doc.create(null, [
        p('One', ref('a'), ' again', ref('a')),
        nodes.footnotes.create(null, [note('a', 'Note')]),
      ]),
    )
    const once = state.apply(state.tr.delete(4, 5))
    expect(noteTexts(once)).toEqual(['Note'])
    const pos = at(once, 'a')
    expect(noteTexts(once.apply(once.tr.delete(pos, pos + 1)))).toEqual([])
  })

  test('a note that was split is one note again', () => {
    const state = start()
    const first = notesOf(state.doc).notes[0]
    const after = state.apply(state.tr.split((first?.pos ?? 0) + 2 + 5, 2))
    expect(notesOf(after.doc).notes.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(noteTexts(after)[0]).toBe('First note')
    expectWhole(after)
  })
})

describe('the clipboard', () => {
  test('a pasted reference whose id is taken gets its own', () => {
    const { slice, ids } = withOwnIds(
      new Slice(Fragment.from(p('x', ref('a'), ref('z'), ref('a'))), 1, 1),
      new Set(['a', 'n1']),
    )
    const found: string[] = []
    slice.content.descendants((node) => {
      if (node.type.name === 'footnoteRef') found.push(node.attrs.id as string)
    })
    expect(found).toEqual(['n2', 'z', 'n2'])
    expect([...ids]).toEqual([
      ['n2', 'a'],
      ['z', 'z'],
    ])
  })

  test('lists of notes do not come along as text', () => {
    const whole = essay()
    expect(withoutFoot(new Slice(whole.content, 0, 0)).content.childCount).toBe(3)
    const notesOnly = withoutFoot(new Slice(Fragment.from(whole.lastChild), 0, 0))
    expect(notesOnly.content.textBetween(0, notesOnly.content.size, '|')).toBe('First note|Second note|Third note')
  })
})

/** One random change; numbers are taken modulo what there is. */
type Edit =
  | { readonly kind: 'delete'; readonly from: number; readonly length: number }
  | { readonly kind: 'type'; readonly pos: number }
  | { readonly kind: 'ref'; readonly pos: number; readonly id: string }
  | { readonly kind: 'note'; readonly pos: number }
  | { readonly kind: 'move'; readonly from: number; readonly length: number; readonly to: number }
  | { readonly kind: 'copy'; readonly from: number; readonly length: number; readonly to: number }
  | { readonly kind: 'split'; readonly pos: number }

const number = fc.nat({ max: 2000 })
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('delete' as const), from: number, length: fc.nat({ max: 40 }) }),
  fc.record({ kind: fc.constant('type' as const), pos: number }),
  fc.record({ kind: fc.constant('ref' as const), pos: number, id: fc.constantFrom('a', 'b', 'c', 'q', 'r') }),
  fc.record({ kind: fc.constant('note' as const), pos: number }),
  fc.record({ kind: fc.constant('move' as const), from: number, length: fc.nat({ max: 40 }), to: number }),
  fc.record({ kind: fc.constant('copy' as const), from: number, length: fc.nat({ max: 40 }), to: number }),
  fc.record({ kind: fc.constant('split' as const), pos: number }),
)

/** The transaction of an edit, or null where it cannot be done there. */
function transactionOf(state: EditorState, change: Edit): Transaction | null {
  const size = state.doc.content.size
  const { tr } = state
  const place = (value: number) => value % (size + 1)
  switch (change.kind) {
    case 'delete': {
      const from = place(change.from)
      return tr.deleteRange(from, Math.min(size, from + change.length))
    }
    case 'type': {
      const $pos = state.doc.resolve(place(change.pos))
      return $pos.parent.isTextblock ? tr.insertText('word ', $pos.pos) : null
    }
    case 'ref': {
      const $pos = state.doc.resolve(place(change.pos))
      return $pos.parent.isTextblock ? tr.insert($pos.pos, ref(change.id)) : null
    }
    case 'note': {
      const $pos = state.doc.resolve(place(change.pos))
      if (!$pos.parent.isTextblock) return null
      let made: Transaction | null = null
      const placed = state.apply(state.tr.setSelection(Selection.near($pos)))
      insertFootnote(placed, (transaction) => {
        made = transaction
      })
      return made
    }
    case 'move':
    case 'copy': {
      const from = place(change.from)
      const to = Math.min(size, from + change.length)
      const slice = state.doc.slice(from, to)
      if (change.kind === 'move') tr.deleteRange(from, to)
      const target = tr.mapping.map(place(change.to))
      try {
        return tr.replaceRange(target, target, slice)
      } catch {
        return null
      }
    }
    case 'split': {
      const $pos = state.doc.resolve(place(change.pos))
      if (!$pos.parent.isTextblock || $pos.depth < 1) return null
      try {
        return tr.split($pos.pos, Math.min(2, $pos.depth))
      } catch {
        return null
      }
    }
  }
}

describe('random editing', () => {
  test('keeps every pair whole, and undo of everything gives the first essay', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 25 }), (edits) => {
        const first = start()
        let state = first
        for (const change of edits) {
          const tr = transactionOf(state, change)
          if (!tr) continue
          state = state.applyTransaction(tr).state
          expectWhole(state)
        }
        for (let guard = 0; undoDepth(state) > 0 && guard < 200; guard++) {
          undo(state, (tr) => {
            state = state.apply(tr)
          })
          expectWhole(state)
        }
        expect(state.doc.toJSON()).toEqual(first.doc.toJSON())
      }),
      { numRuns: 400 },
    )
  })
})

test('Enter in the code of a note is a line of code, in its words a paragraph', () => {
  const code = nodes.codeBlock.create(null, schema.text('one'))
  const notes = nodes.footnotes.create(null, [nodes.footnote.create({ id: 'a' }, [p('Note'), code])])
  const sheet = paper(nodes.doc.create(null, [p('One', ref('a')), notes]).toJSON())
  sheet.cursorAt('one', 3)
  sheet.press('Enter')
  sheet.cursorAt('Note', 4)
  sheet.press('Enter')
  const [first] = notesOf(sheet.doc).notes
  expect(first?.node.children.map(({ type, textContent }) => [type.name, textContent])).toEqual([
    ['paragraph', 'Note'],
    ['paragraph', ''],
    ['codeBlock', 'one\n'],
  ])
})
