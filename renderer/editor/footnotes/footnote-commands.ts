import type { Editor } from '@tiptap/core'
import {
  type EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { depthOf } from '../quotes/quote-commands.ts'
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
    dispatch(openCard(tr).scrollIntoView())
  }
  return true
}

const cardKey = new PluginKey<number>('noteCard')

/** Counts the times that the card of a note was asked to take the focus. */
export function noteCardPlugin(): Plugin<number> {
  return new Plugin<number>({
    key: cardKey,
    state: {
      init: () => 0,
      apply: (tr, asked) => {
        if (tr.getMeta(cardKey) === 'open') return asked + 1
        // A card that opens because the cursor walks over a reference leaves the focus in the text.
        return tr.selectionSet ? 0 : asked
      },
    },
  })
}

/** Asks the card of the selected reference to take the focus. */
export function openCard(tr: Transaction): Transaction {
  return tr.setMeta(cardKey, 'open')
}

/** More than 0, and one more each time, when the card of the selected reference is to take the focus. */
export function wantsCardFocus(state: EditorState): number {
  return cardKey.getState(state) ?? 0
}

/** Sets the cursor after a reference. */
export function afterRef(state: EditorState, pos: number): Transaction {
  return state.tr.setSelection(TextSelection.create(state.doc, pos + 1)).scrollIntoView()
}

/** Takes a reference away, and with it its note where no other refers to it. */
export function deleteRef(state: EditorState, pos: number): Transaction {
  const tr = state.tr.setSelection(TextSelection.create(state.doc, pos))
  return tr.delete(pos, pos + 1).scrollIntoView()
}

/** The reference that is selected, or null. */
export function selectedRef(state: EditorState): { readonly id: string; readonly pos: number } | null {
  const { selection } = state
  return selection instanceof NodeSelection && selection.node.type.name === 'footnoteRef'
    ? { id: selection.node.attrs.id as string, pos: selection.from }
    : null
}

/** Sets the cursor behind the first reference to the note with this id. */
export function goBehindRef(editor: Editor, id: string): void {
  const { state, view } = editor
  const ref = notesOf(state.doc).refs.find((candidate) => candidate.id === id)
  if (!ref) return
  view.dispatch(afterRef(state, ref.pos))
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
