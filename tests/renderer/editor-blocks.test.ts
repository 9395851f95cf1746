import type { Node } from '@tiptap/pm/model'
import { EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { endOfBlocks, placeAfter, startBlockAfter } from '../../renderer/editor/blocks.ts'
import { activeFigure, figuresOf } from '../../renderer/editor/figure/figure-commands.ts'
import { editLink, linkAt, linkEditing, setLink, withScheme } from '../../renderer/editor/link/link.ts'
import {
  addAttribution,
  toggleDiscussion,
  togglePullQuote,
  toggleQuote,
} from '../../renderer/editor/quotes/quote-commands.ts'

const { nodes, marks } = schema
const p = (text = '') => nodes.paragraph.create(null, text === '' ? null : schema.text(text))
const figure = () => nodes.figure.createAndFill({ src: '' }) as Node
const doc = (...content: Node[]) => nodes.doc.create(null, content)
const notes = () => nodes.footnotes.create(null, [nodes.footnote.create({ id: 'a' }, p('Note'))])
const withCursor = (body: Node, from: number, to = from) =>
  EditorState.create({ doc: body, selection: TextSelection.create(body, from, to) })
const names = (node: Node) => node.children.map(({ type }) => type.name)

function run(
  state: EditorState,
  command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean,
): Node | null {
  let made: Node | null = null
  const done = command(state, (tr) => {
    tr.doc.check()
    made = tr.doc
  })
  return done ? made : null
}

describe('where blocks go', () => {
  const body = doc(p('One'), p(), figure(), notes())
  test('after the block that holds the cursor', () => expect(placeAfter(body, 2)).toEqual({ from: 5, to: 5 }))
  test('in place of an empty paragraph', () => expect(placeAfter(body, 6)).toEqual({ from: 5, to: 7 }))
  test('never among the notes', () => {
    expect(placeAfter(body, body.content.size - 4)).toEqual({ from: endOfBlocks(body), to: endOfBlocks(body) })
  })
  test('a paragraph is made after the last block only where none follows', () => {
    const state = EditorState.create({ doc: doc(figure(), p('After')) })
    const { tr } = state
    startBlockAfter(tr, figure().nodeSize)
    expect(names(tr.doc)).toEqual(['figure', 'paragraph'])
    const alone = EditorState.create({ doc: doc(figure(), notes()) }).tr
    startBlockAfter(alone, figure().nodeSize)
    expect(names(alone.doc)).toEqual(['figure', 'paragraph', 'footnotes'])
  })
})

describe('quotations', () => {
  test('quote and back', () => {
    const quoted = run(withCursor(doc(p('Words')), 2), toggleQuote)
    expect(quoted && names(quoted)).toEqual(['blockquote'])
    const back = quoted && run(withCursor(quoted, 3), toggleQuote)
    expect(back?.eq(doc(p('Words')))).toBe(true)
  })
  test('an attribution stands last, once, and becomes a paragraph when the quotation goes', () => {
    const quote = doc(nodes.blockquote.create(null, p('Words')))
    const first = run(withCursor(quote, 3), addAttribution)
    expect(first?.firstChild && names(first.firstChild)).toEqual(['paragraph', 'attribution'])
    const again = first && run(withCursor(first, 3), addAttribution)
    expect(again?.eq(first as Node)).toBe(true)
    const said = doc(nodes.blockquote.create(null, [p('Words'), nodes.attribution.create(null, schema.text('A'))]))
    expect(run(withCursor(said, 3), toggleQuote)?.eq(doc(p('Words'), p('A')))).toBe(true)
  })
  test('a chosen sentence is repeated as a pull quote, without its notes', () => {
    const text = nodes.paragraph.create(null, [
      schema.text('One two'),
      nodes.footnoteRef.create({ id: 'a' }),
      schema.text(' three'),
    ])
    const made = run(withCursor(doc(text, notes()), 5, 11), togglePullQuote)
    expect(made && names(made)).toEqual(['paragraph', 'pullQuote', 'footnotes'])
    expect(made?.child(1).textContent).toBe('two t')
    expect(made?.child(0).eq(text)).toBe(true)
  })
  test('whole paragraphs become a pull quote and come back', () => {
    const made = run(withCursor(doc(p('One'), p('Two')), 2, 7), togglePullQuote)
    expect(made && names(made)).toEqual(['pullQuote'])
    expect(made && run(withCursor(made, 3), togglePullQuote)?.eq(doc(p('One'), p('Two')))).toBe(true)
  })
  test('a question to the readers', () => {
    const made = run(withCursor(doc(p('Why?')), 2), toggleDiscussion)
    expect(made && names(made)).toEqual(['discussionPrompt'])
    expect(made && run(withCursor(made, 3), toggleDiscussion)?.eq(doc(p('Why?')))).toBe(true)
  })
})

describe('figures', () => {
  test('is active when selected and while its words are written', () => {
    const body = doc(p('One'), figure())
    const selected = EditorState.create({ doc: body, selection: NodeSelection.create(body, 5) })
    expect(activeFigure(selected)?.pos).toBe(5)
    expect(activeFigure(withCursor(body, 7))?.pos).toBe(5)
    expect(activeFigure(withCursor(body, 2))).toBeNull()
  })
  test('those of galleries are found too', () => {
    const gallery = nodes.gallery.create(null, [figure(), figure(), nodes.figcaption.create()])
    expect(figuresOf(doc(figure(), gallery)).map(({ pos }) => pos)).toEqual([0, 7, 13])
  })
})

describe('links', () => {
  const linked = doc(
    nodes.paragraph.create(null, [
      schema.text('go '),
      schema.text('to ', [marks.link.create({ href: 'https://a.example/' })]),
      schema.text('it', [marks.link.create({ href: 'https://a.example/' }), marks.bold.create()]),
      schema.text(' now'),
    ]),
  )
  test.each([
    [4, 4, 9],
    [6, 4, 9],
    [9, 4, 9],
  ])('the whole link around %i', (at, from, to) => {
    expect(linkAt(withCursor(linked, at))).toEqual({ href: 'https://a.example/', from, to })
  })
  test('none beside it', () => expect(linkAt(withCursor(linked, 2))).toBeNull())
  test('unsafe addresses are refused', () => {
    const state = withCursor(doc(p('words here')), 1, 6)
    expect(setLink(state, 1, 6, 'javascript:alert(1)')).toBeNull()
    expect(setLink(state, 1, 6, 'data:text/html,x')).toBeNull()
    expect(setLink(state, 1, 6, 'example.org/a b')?.doc.firstChild?.firstChild?.marks[0]?.attrs.href).toBe(
      'https://example.org/a%20b',
    )
  })
  test.each([
    ['example.org', 'https://example.org'],
    ['a@b.org', 'mailto:a@b.org'],
    ['#part', '#part'],
    ['tel:+44', 'tel:+44'],
    ['../other', '../other'],
  ])('%s is meant as %s', (typed, meant) => expect(withScheme(typed)).toBe(meant))
  test('nothing selected and no link: nothing to edit', () => {
    expect(editLink(withCursor(doc(p('words')), 2))).toBe(false)
    expect(linkEditing(withCursor(doc(p('words')), 2))).toBeNull()
  })
})
