import type { Editor } from '@tiptap/core'
import { type EditorState, NodeSelection, Selection, type Transaction } from '@tiptap/pm/state'
import { depthOf } from '../quotes/quotes.ts'
import { freshNoteId, notesOf } from './note-order.ts'
import { repairNotes } from './repair-notes.ts'

/** Puts a reference after the selection with an empty note, and selects it, so that its card opens. Not within notes. */
export function insertFootnote(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { footnoteRef } = state.schema.nodes
  const { $to } = state.selection
  if (!footnoteRef || !$to.parent.isTextblock || depthOf($to, 'footnote') !== null) return false
  if (!$to.parent.canReplaceWith($to.index(), $to.index(), footnoteRef)) return false
  if (dispatch) {
    const { refs, notes } = notesOf(state.doc)
    const id = freshNoteId(new Set([...refs, ...notes].map((one) => one.id)))
    const tr = state.tr.insert($to.pos, footnoteRef.create({ id }))
    repairNotes(tr, state.doc, new Map())
    tr.setSelection(NodeSelection.create(tr.doc, $to.pos))
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** The reference that is selected, or null. */
export function selectedRef(state: EditorState): { readonly id: string; readonly pos: number } | null {
  const { selection } = state
  return selection instanceof NodeSelection && selection.node.type.name === 'footnoteRef'
    ? { id: selection.node.attrs.id as string, pos: selection.from }
    : null
}

/** Selects the first reference to the note with this id. */
export function selectRef(editor: Editor, id: string): void {
  const { state, view } = editor
  const ref = notesOf(state.doc).refs.find((candidate) => candidate.id === id)
  if (!ref) return
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, ref.pos)).scrollIntoView())
  view.focus()
}

/** Sets the cursor to the end of the note with this id in the list at the foot. */
export function goToNote(editor: Editor, id: string): void {
  const { state, view } = editor
  const note = notesOf(state.doc).notes.find((candidate) => candidate.id === id)
  if (!note) return
  const end = Selection.near(state.doc.resolve(note.pos + note.node.nodeSize - 1), -1)
  view.dispatch(state.tr.setSelection(end).scrollIntoView())
  view.focus()
}
