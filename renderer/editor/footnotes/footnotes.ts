import { type Editor, Extension } from '@tiptap/core'
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import { nodeFromCore } from '../from-core.ts'
import { depthOf } from '../quotes/quote-commands.ts'
import { afterRef, noteCardPlugin, openCard, selectedRef } from './footnote-commands.ts'
import { footnotePlugin } from './footnote-plugin.ts'
import { footnoteRefView, footnoteView } from './footnote-view.ts'
import { noteClipboard } from './note-clipboard.ts'
import { notesOf } from './note-order.ts'
import type { NoteMemory } from './repair-notes.ts'

export const FootnotesNode = nodeFromCore('footnotes', {
  // The role is its own; said, it stays the notes' list also where stretches stand between (stretches.ts).
  renderHTML: () => ['ol', { class: 'footnotes', role: 'list' }, 0],
})
export const FootnoteNode = nodeFromCore('footnote', { addNodeView: footnoteView })
export const FootnoteRefNode = nodeFromCore('footnoteRef', { addNodeView: footnoteRefView })

/** Keeps notes and references together, carries notes over the clipboard, and answers keys in notes. */
export const FootnoteBehaviour = Extension.create({
  name: 'footnoteBehaviour',
  priority: 115,
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      Enter: () => openSelected(editor) || splitInNote(editor),
      Escape: () => leaveSelected(editor) || backToText(editor),
      Backspace: () => backspaceInNote(editor),
    }
  },
  addProseMirrorPlugins() {
    const memory: NoteMemory = new Map()
    return [
      footnotePlugin(memory),
      noteCardPlugin(),
      noteClipboard(this.editor.schema, memory),
      new Plugin({
        props: {
          handleClickOn: (view, _pos, node, nodePos) => {
            if (node.type.name !== 'footnoteRef') return false
            view.dispatch(openCard(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodePos))))
            return true
          },
          // A letter would stand in the place of the selected reference, and take its note along.
          handleTextInput: (view, _from, _to, text) => {
            const ref = selectedRef(view.state)
            if (ref) view.dispatch(afterRef(view.state, ref.pos).insertText(text))
            return ref !== null
          },
        },
      }),
    ]
  },
})

/** Enter on a selected reference goes into its card. */
function openSelected(editor: Editor): boolean {
  const { state, view } = editor
  if (!selectedRef(state)) return false
  view.dispatch(openCard(state.tr))
  return true
}

function leaveSelected(editor: Editor): boolean {
  const { state, view } = editor
  const ref = selectedRef(state)
  if (!ref) return false
  view.dispatch(afterRef(state, ref.pos))
  return true
}

/** In a note Enter only makes paragraphs, and lines of code in its code; ProseMirror's rule for empty lines would split the note. */
function splitInNote(editor: Editor): boolean {
  const { $from } = editor.state.selection
  if ($from.depth < 2 || $from.node(-1).type.name !== 'footnote' || $from.parent.type.spec.code) return false
  return editor.commands.splitBlock()
}

/** Escape in a note at the foot goes back to its reference. */
function backToText(editor: Editor): boolean {
  const { $from } = editor.state.selection
  const depth = depthOf($from, 'footnote')
  if (depth === null) return false
  const { state, view } = editor
  const ref = notesOf(state.doc).refs.find((candidate) => candidate.id === $from.node(depth).attrs.id)
  if (!ref) return false
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, ref.pos + 1)).scrollIntoView())
  return true
}

/** Backspace at the start of a note stops there; in an empty note it takes note and reference away. */
function backspaceInNote(editor: Editor): boolean {
  const { state, view } = editor
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false
  const note = $from.node(-1)
  if (note.type.name !== 'footnote' || $from.index(-1) > 0 || $from.parent.type.name !== 'paragraph') return false
  if (note.textContent !== '' || note.childCount > 1 || note.firstChild?.content.size) return true
  const ref = notesOf(state.doc).refs.find((candidate) => candidate.id === note.attrs.id)
  if (!ref) return true
  const tr = state.tr.setSelection(TextSelection.create(state.doc, ref.pos))
  view.dispatch(tr.delete(ref.pos, ref.pos + 1).scrollIntoView())
  return true
}
