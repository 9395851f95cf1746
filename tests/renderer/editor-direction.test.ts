import { EditorState, TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { runsSo, setDirection } from '../../renderer/editor/direction/set-direction.ts'

const { nodes } = schema
const p = (text: string) => nodes.paragraph.create(null, schema.text(text))
const doc = nodes.doc.create(null, [
  p('One'),
  nodes.bulletList.create(null, nodes.listItem.create(null, p('Two'))),
  nodes.codeBlock.create(null, schema.text('Three')),
  p('Four'),
])

function after(state: EditorState, dir: 'ltr' | 'rtl' | 'auto'): EditorState {
  let next = state
  expect(setDirection(dir)(state, (tr) => (next = state.apply(tr)))).toBe(true)
  next.doc.check()
  return next
}
const directions = (state: EditorState) => {
  const found: unknown[] = []
  state.doc.descendants((node) => void (node.isTextblock && found.push(node.attrs.dir)))
  return found
}

test('all text blocks of the selection run so; said again, nothing is said', () => {
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, 2, doc.content.size - 8) })
  const rtl = after(state, 'rtl')
  expect(directions(rtl)).toEqual(['rtl', 'rtl', undefined, null])
  expect(runsSo('rtl')(rtl)).toBe(true)
  expect(directions(after(rtl, 'auto'))).toEqual(['auto', 'auto', undefined, null])
  expect(directions(after(rtl, 'rtl'))).toEqual([null, null, undefined, null])
})

test('code runs as it runs', () => {
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, doc.content.size - 9) })
  expect(state.selection.$from.parent.type.name).toBe('codeBlock')
  expect(setDirection('rtl')(state)).toBe(false)
})
