import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { nodeFromCore } from '../from-core.ts'

/** Lines of verse: Enter begins a line, Enter on an empty last line leaves the poem. */
export const VerseNode = nodeFromCore('verse', {
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => newLine(editor),
    'Shift-Enter': ({ editor }) => newLine(editor),
  }),
})

function newLine(editor: Editor): boolean {
  const { state, view } = editor
  const { $from, $to, empty } = state.selection
  const { paragraph } = state.schema.nodes
  if ($from.parent.type.name !== 'verse' || !$from.sameParent($to) || !paragraph) return false
  const { tr } = state
  const atEnd = empty && $from.parentOffset === $from.parent.content.size
  if (atEnd && $from.nodeBefore?.text?.endsWith('\n')) {
    const end = $from.after() - 1
    tr.delete($from.pos - 1, $from.pos)
    tr.insert(end, paragraph.create())
    tr.setSelection(TextSelection.create(tr.doc, end + 1))
  } else {
    tr.insertText('\n')
  }
  view.dispatch(tr.scrollIntoView())
  return true
}
