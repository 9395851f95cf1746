import { undo } from '@tiptap/pm/history'
import { expect, test } from 'vitest'
import { figuresOf } from '../../renderer/editor/figure/figure-commands.ts'
import { chooseFigure, referTo, showFigureNumbers } from '../../renderer/editor/references/figure-references.ts'
import { doc, figure, link, marked, p } from '../builders/nodes.ts'
import { paper } from '../builders/paper.ts'

const two = () => [figure({ src: '', alt: 'A lamp' }), figure({ src: '', alt: '' }, ['The quay at low tide, Brest'])]
const ids = (sheet: ReturnType<typeof paper>) => figuresOf(sheet.doc).map(({ node }) => node.attrs.id)
const first = (sheet: ReturnType<typeof paper>) => sheet.doc.firstChild?.textContent

test('a reference names its figure and gives it an id in one step of undo, and its number follows the figure', () => {
  const sheet = paper(doc([p('See .'), ...two(), p('End')]))
  const { editor } = sheet
  editor.view.dispatch(showFigureNumbers(editor.state, { shown: true, language: 'de' }))
  const before = sheet.doc
  sheet.cursorAt('.')
  expect(chooseFigure(editor.state)).toBe(true)
  const { from } = editor.state.selection
  editor.view.dispatch(referTo(editor.state, { from, to: from }, 1) as never)
  expect(first(sheet)).toBe('See Abbildung 2.')
  expect(ids(sheet)).toEqual(['', 'the-quay-at'])

  const { pos, node } = figuresOf(sheet.doc)[0] as never as { pos: number; node: { nodeSize: number } }
  editor.view.dispatch(editor.state.tr.delete(pos, pos + node.nodeSize))
  expect(first(sheet)).toBe('See Abbildung 1.')
  undo(editor.state, editor.view.dispatch)
  expect(first(sheet)).toBe('See Abbildung 2.')
  undo(editor.state, editor.view.dispatch)
  expect(sheet.doc.toJSON()).toEqual(before.toJSON())
})

test('words of one’s own become the reference', () => {
  const sheet = paper(doc([p('the lamp above'), ...two()]))
  const { editor } = sheet
  sheet.select(5, 9)
  editor.view.dispatch(referTo(editor.state, editor.state.selection, 0) as never)
  expect(sheet.doc.firstChild?.child(1).toJSON()).toMatchObject({
    text: 'lamp',
    marks: [{ attrs: { href: '#figure-a-lamp' } }],
  })
})

test('a copy of a figure has no id of its own, and what the number is written over comes back', () => {
  const quay = figure({ src: '', alt: '', id: 'quay' })
  const sheet = paper(doc([p('See ', marked('fig. 1', link('#figure-quay')), '.'), quay]))
  const { editor } = sheet
  const [{ pos, node }] = figuresOf(sheet.doc) as unknown as [{ pos: number; node: never }]
  editor.view.dispatch(editor.state.tr.insert(pos, node))
  expect(ids(sheet)).toEqual(['quay', ''])
  sheet.cursorAt('1')
  editor.view.dispatch(editor.state.tr.insertText('7'))
  expect(first(sheet)).toBe('See fig. 1.')
})

test('no reference where there is no figure, or in code', () => {
  expect(chooseFigure(paper(doc([p('a')])).editor.state)).toBe(false)
  const sheet = paper(doc([{ type: 'codeBlock', content: [{ type: 'text', text: 'a' }] }, ...two()]))
  sheet.select(1)
  expect(chooseFigure(sheet.editor.state)).toBe(false)
})
