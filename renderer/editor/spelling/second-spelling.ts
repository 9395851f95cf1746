import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { type Misspelling, misspellingsIn, showMisspelling } from './spelling-marks.ts'

/** Spelling in a small editor whose node stands in the text, too: the text judges the words, the small editor shows what it says. */
export interface SecondSpelling {
  /** The misspelt words, in the node's own positions; null while the small editor does not show the node as it stands. */
  words(view: EditorView): readonly Misspelling[] | null
  /** Opens the menu of the misspelt word at a position. False where there is none. */
  openAt(view: EditorView, pos: number): boolean
  /** Selects the misspelt word at or after the cursor, or the first, and opens its menu. False where all are right. */
  openNext(view: EditorView): boolean
}

/** Spelling of the node that begins at `place()` in the text. */
export function secondSpelling(editor: Editor, place: () => number): SecondSpelling {
  const words = ({ state }: EditorView) => {
    const { doc } = editor.state
    const start = place() + 1
    // Until React has drawn, a change of the text may have moved the node, or taken it away.
    const node = start <= doc.content.size ? doc.nodeAt(start - 1) : null
    if (!node?.content.eq(state.doc.content)) return null
    return misspellingsIn(editor.state, start, start + node.content.size).map((one) => moved(one, -start))
  }
  const open = (view: EditorView, word: Misspelling | undefined): boolean => {
    if (!word) return false
    const start = place() + 1
    editor.view.dispatch(showMisspelling(editor.state, { ...moved(word, start), shownIn: { view, start } }))
    return true
  }
  return {
    words,
    openAt: (view, pos) =>
      open(
        view,
        words(view)?.find(({ from, to }) => from <= pos && pos <= to),
      ),
    openNext: (view) => {
      const all = words(view) ?? []
      const { head } = view.state.selection
      const next = all.find(({ to }) => to >= head) ?? all[0]
      if (!next || !open(view, next)) return false
      view.dispatch(
        view.state.tr.setSelection(TextSelection.create(view.state.doc, next.from, next.to)).scrollIntoView(),
      )
      return true
    },
  }
}

function moved<Word extends Misspelling>(word: Word, by: number): Word {
  return { ...word, from: word.from + by, to: word.to + by }
}
