import { Extension } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'

/** What is one step of undo by itself, however quickly it follows on typing, and typing on it: ProseMirror's `uiEvent`. */
export type AloneEvent = 'paste' | 'cut' | 'drop'

const key = new PluginKey<boolean>('undoBorders')

/** A paste, a cut and a drop are undone alone: ProseMirror would join them with what is typed within half a second before or after. */
export const UndoBorders = Extension.create({
  name: 'undoBorders',
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin<boolean>({
        key,
        // Whether the last change was one of these. What plugins append belongs to it.
        state: {
          init: () => false,
          apply: (tr, was) =>
            tr.docChanged && tr.getMeta('appendedTransaction') === undefined ? aloneEvent(tr) !== null : was,
        },
        filterTransaction: (tr, state) => {
          // What is appended comes to a state that the editor does not have yet.
          const isFirst = state === editor.state
          if (tr.docChanged && isFirst && (aloneEvent(tr) !== null || key.getState(state) === true)) closeHistory(tr)
          return true
        },
      }),
    ]
  },
})

/** Why a change is a step of undo by itself, or null where typing may join it. */
export function aloneEvent(tr: Transaction): AloneEvent | null {
  const event: unknown = tr.getMeta('uiEvent')
  if (event === 'cut' || event === 'drop') return event
  return event === 'paste' || tr.getMeta('paste') === true ? 'paste' : null
}
