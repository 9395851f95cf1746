import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { type Misspelling, mappedMarks } from './spelling-marks.ts'

interface SecondMarks {
  readonly marks: DecorationSet
  /** Whether the last change was of words: then the word at the cursor may still be being typed. */
  readonly isTyping: boolean
}

const key = new PluginKey<SecondMarks>('secondMarks')

/** Shows in a small editor which words of its node are misspelt, as whoever owns the node says (`showSecondMarks`). */
export function secondMarksPlugin(): Plugin<SecondMarks> {
  return new Plugin<SecondMarks>({
    key,
    state: {
      init: () => ({ marks: DecorationSet.empty, isTyping: false }),
      apply: (tr, { marks, isTyping }) => ({
        marks: (tr.getMeta(key) as DecorationSet | undefined) ?? (tr.docChanged ? mappedMarks(marks, tr) : marks),
        isTyping: tr.docChanged || (isTyping && !tr.selectionSet),
      }),
    },
    props: {
      decorations: (state) => {
        const { marks, isTyping } = key.getState(state) ?? { marks: DecorationSet.empty, isTyping: false }
        const { empty, head } = state.selection
        return isTyping && empty ? marks.remove(marks.find(head, head)) : marks
      },
    },
  })
}

/** Marks these words, in the node's own positions; null where they are marked already. */
export function showSecondMarks(state: EditorState, words: readonly Misspelling[]): Transaction | null {
  const before = key.getState(state)?.marks.find() ?? []
  const isSame =
    before.length === words.length &&
    words.every(({ from, to }) => before.some((one) => one.from === from && one.to === to))
  if (isSame) return null
  const marks = words.map(({ from, to }) => Decoration.inline(from, to, { class: 'misspelt' }))
  return state.tr.setMeta(key, DecorationSet.create(state.doc, marks)).setMeta('outside', true)
}
