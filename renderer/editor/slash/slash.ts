import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'

/** A slash that is being typed at the start of an empty paragraph, and what follows it. */
export interface Slash {
  readonly from: number
  readonly to: number
  readonly query: string
}

interface SlashState {
  readonly slash: Slash | null
  /** Where Escape closed the menu; it stays closed while that slash stands. */
  readonly dismissed: number | null
}

/** What the menu lends to the editor while it is open. */
export interface SlashStorage {
  /** Takes a key before the editor does; true when it was for the menu. */
  onKey: ((event: KeyboardEvent) => boolean) | null
}

declare module '@tiptap/core' {
  interface Storage {
    slash: SlashStorage
  }
}

const slashKey = new PluginKey<SlashState>('slash')
const TYPED = /^\/([^\s/][^/]{0,24})?$/u

/** Notices a slash at the start of a paragraph and hands keys to the menu. */
export const SlashBehaviour = Extension.create({
  name: 'slash',
  priority: 130,
  addStorage: (): SlashStorage => ({ onKey: null }),
  addProseMirrorPlugins() {
    const { storage } = this
    return [
      new Plugin<SlashState>({
        key: slashKey,
        state: {
          init: () => ({ slash: null, dismissed: null }),
          apply: (tr, value, _before, state) => {
            if (tr.getMeta(slashKey) === 'dismiss') return { slash: null, dismissed: value.slash?.from ?? null }
            if (!tr.docChanged && !tr.selectionSet) return value
            const slash = typedSlash(state)
            if (!slash) return { slash: null, dismissed: null }
            // Only typing opens it; a cursor that walks past an old slash does not.
            if (!tr.docChanged && !value.slash) return value
            return slash.from === value.dismissed ? { slash: null, dismissed: slash.from } : { slash, dismissed: null }
          },
        },
        props: { handleKeyDown: (_view, event) => storage.onKey?.(event) ?? false },
      }),
    ]
  },
})

/** The slash whose menu is open, or null. */
export function openSlash(state: EditorState): Slash | null {
  return slashKey.getState(state)?.slash ?? null
}

/** Closes the menu and leaves the typed text. */
export function dismissSlash(state: EditorState): Transaction {
  return state.tr.setMeta(slashKey, 'dismiss').setMeta('addToHistory', false)
}

function typedSlash(state: EditorState): Slash | null {
  const { selection } = state
  const { $from, empty } = selection
  if (!empty || !(selection instanceof TextSelection) || $from.parent.type.name !== 'paragraph') return null
  if ($from.parentOffset !== $from.parent.content.size) return null
  const match = TYPED.exec($from.parent.textContent)
  return match ? { from: $from.start(), to: $from.pos, query: match[1] ?? '' } : null
}
