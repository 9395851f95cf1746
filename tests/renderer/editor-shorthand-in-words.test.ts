import { undoInputRule } from '@tiptap/pm/inputrules'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { expect, test } from 'vitest'
import { schema } from '../../core/essay/schema.ts'
import { shorthandInWords } from '../../renderer/editor/shorthand-in-words.ts'

/** Types into an empty caption, key by key; answers the state. */
function typed(text: string): EditorState {
  const plugin = shorthandInWords(schema)
  const doc = schema.nodes.figcaption.create()
  let state = EditorState.create({ doc, plugins: [plugin], selection: TextSelection.create(doc, 0) })
  const view = {
    get state() {
      return state
    },
    dispatch: (tr: EditorState['tr']) => {
      state = state.apply(tr)
    },
    composing: false,
  } as unknown as EditorView
  for (const char of text) {
    const { from, to } = state.selection
    const insert = () => state.tr.insertText(char, from, to)
    if (!plugin.props.handleTextInput?.call(plugin, view, from, to, char, insert)) state = state.apply(insert())
  }
  return state
}
const sketch = ({ doc }: EditorState) => doc.toString().replace(/^figcaption/, '')

test.each([
  ['a **bold** b', '("a ", bold("bold"), " b")'],
  ['a *it*, b', '("a ", italic("it"), ", b")'],
  ['==seen== x', '(highlight("seen"), " x")'],
  ['`a*b*` x', '(code("a*b*"), " x")'],
  ['see [the site](https://example.org) now', '("see ", link("the site"), " now")'],
  ['5 * 3 * 4', '("5 * 3 * 4")'],
  ['[x](javascript:alert)', '("[x](javascript:alert)")'],
])('%s', (text, expected) => expect(sketch(typed(text))).toBe(expected))

test('Backspace at once returns what was typed', () => {
  let state = typed('*it*')
  expect(sketch(state)).toBe('(italic("it"))')
  expect(undoInputRule(state, (tr) => (state = state.apply(tr)))).toBe(true)
  expect(sketch(state)).toBe('("*it*")')
})
