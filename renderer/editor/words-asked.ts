import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Words about which a form asks something: their link, their language. */
interface Words {
  readonly from: number
  readonly to: number
}

/** What is being asked about words of a text, kept in its state. */
interface WordsAsked<Asked extends Words> {
  /** Keeps it, and shows the words while the focus is in the form. */
  plugin(): Plugin<Asked | null>
  /** What is being asked, or null while the form is closed. */
  in(state: EditorState): Asked | null
  /** Opens the form. */
  begin(state: EditorState, asked: Asked): Transaction
  /** Closes the form. */
  end(state: EditorState): Transaction
}

/** A question about words, by a name that is its own. Writing or moving on ends it. */
export function wordsAsked<Asked extends Words>(name: string): WordsAsked<Asked> {
  const key = new PluginKey<Asked | null>(name)
  const find = (state: EditorState) => key.getState(state) ?? null
  const put = (state: EditorState, asked: Asked | null) =>
    state.tr.setMeta(key, { asked }).setMeta('addToHistory', false)
  return {
    plugin: () =>
      new Plugin<Asked | null>({
        key,
        state: {
          init: () => null,
          apply: (tr, before) => {
            const meta = tr.getMeta(key) as { readonly asked: Asked | null } | undefined
            if (meta) return meta.asked
            return before && (tr.docChanged || tr.selectionSet) ? null : before
          },
        },
        props: {
          decorations: (state) => {
            const asked = find(state)
            return (
              asked &&
              DecorationSet.create(state.doc, [Decoration.inline(asked.from, asked.to, { class: 'link-target' })])
            )
          },
        },
      }),
    in: find,
    begin: (state, asked) => put(state, asked).scrollIntoView(),
    end: (state) => put(state, null),
  }
}
