import type { Node } from '@tiptap/pm/model'
import { EditorState, NodeSelection, type Transaction } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { deleteFigure, figuresOf } from '../../renderer/editor/figure/figure-commands.ts'
import {
  activeGallery,
  moveInGallery,
  neighboursOf,
  putSideBySide,
  takeApart,
  takeOut,
} from '../../renderer/editor/gallery/gallery-commands.ts'

const { nodes } = schema
const p = (text = '') => nodes.paragraph.create(null, text === '' ? null : schema.text(text))
const figure = (name: string, layout = 'column') =>
  nodes.figure.create({ alt: name, layout }, [nodes.figcaption.create(), nodes.figcredit.create()])
const gallery = (caption: string, ...names: string[]) =>
  nodes.gallery.create({ columns: names.length }, [
    ...names.map((name) => figure(name)),
    nodes.figcaption.create(null, caption === '' ? null : schema.text(caption)),
  ])
const state = (...content: Node[]) => EditorState.create({ doc: nodes.doc.create(null, content) })
const choose = (one: EditorState, name: string) => {
  const found = figuresOf(one.doc).find(({ node }) => node.attrs.alt === name)
  if (!found) throw new Error(name)
  return one.apply(one.tr.setSelection(NodeSelection.create(one.doc, found.pos)))
}
/** `a [b c | words] p`: figures by name, galleries in brackets with their caption. */
const written = (doc: Node): string =>
  doc.children
    .map((node) =>
      node.type.name === 'figure'
        ? node.attrs.alt
        : node.type.name === 'gallery'
          ? `[${node.children.map((one) => one.attrs.alt ?? `| ${one.textContent}`).join(' ')}] ${node.attrs.columns}`
          : node.textContent || 'p',
    )
    .join(' ')
function run(
  one: EditorState,
  command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean,
): EditorState {
  let after = one
  expect(command(one, (tr) => (after = one.apply(tr)))).toBe(true)
  after.doc.check()
  return after
}

describe('pictures side by side', () => {
  test('a figure joins the one behind it, else the one before, over empty paragraphs, and loses its place at the side', () => {
    const one = choose(state(p('x'), figure('a', 'left'), p(), figure('b'), p('y')), 'a')
    const row = run(one, putSideBySide)
    expect(written(row.doc)).toBe('x [a b | ] 2 y')
    expect(figuresOf(row.doc).map(({ node }) => node.attrs.layout)).toEqual(['column', 'column'])
    expect(activeGallery(row)?.pos).toBe(3)
    expect(written(run(choose(one, 'b'), putSideBySide).doc)).toBe('x [a b | ] 2 y')
  })

  test('a figure joins a row without a caption of its own; a row with one keeps to itself, and seven are too many', () => {
    expect(written(run(choose(state(figure('a'), gallery('', 'b', 'c', 'd')), 'a'), putSideBySide).doc)).toBe(
      '[a b c d | ] 2',
    )
    expect(neighboursOf(choose(state(figure('a'), gallery('Words', 'b', 'c')), 'a'))).toBeNull()
    expect(neighboursOf(choose(state(figure('a'), gallery('', 'b', 'c', 'd', 'e', 'f', 'g')), 'a'))).toBeNull()
    expect(neighboursOf(choose(state(p('x'), figure('a'), p('y')), 'a'))).toBeNull()
  })

  test('taken apart, its caption stays as a paragraph', () => {
    expect(written(run(choose(state(gallery('All', 'a', 'b')), 'b'), takeApart).doc)).toBe('a b All')
  })

  test('a picture moves within the row and stops at its ends', () => {
    const one = choose(state(gallery('', 'a', 'b', 'c')), 'a')
    const moved = run(one, moveInGallery(1))
    expect(written(moved.doc)).toBe('[b a c | ] 3')
    expect((moved.selection as NodeSelection).node.attrs.alt).toBe('a')
    expect(written(run(run(moved, moveInGallery(1)), moveInGallery(1)).doc)).toBe('[b c a | ] 3')
    expect(written(run(one, moveInGallery(-1)).doc)).toBe('[a b c | ] 3')
  })

  test('taken out, it stands below; out of two, there is no row any more', () => {
    expect(written(run(choose(state(gallery('All', 'a', 'b', 'c')), 'b'), takeOut).doc)).toBe('[a c | All] 2 b')
    expect(written(run(choose(state(gallery('', 'a', 'b')), 'a'), takeOut).doc)).toBe('a b')
  })

  test('deleted out of three or more, the row goes on in fitting columns', () => {
    const one = state(gallery('', 'a', 'b', 'c', 'd'))
    let after = one
    const view = { dispatch: (tr: Transaction) => (after = one.apply(tr)) }
    deleteFigure({ state: one, view } as never, 1)
    expect(written(after.doc)).toBe('[b c d | ] 3')
  })
})
