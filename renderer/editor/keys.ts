import { Extension } from '@tiptap/core'
import { editorActions } from './actions.ts'

/** The editor's keys: those of its actions, and the few that have no command. */
export const Keys = Extension.create({
  name: 'keys',
  priority: 95,
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      ...Object.fromEntries(
        editorActions.flatMap((action) =>
          (action.keys ?? []).map((keys) => [forKeymap(keys), () => action.run(editor)]),
        ),
      ),
    }
  },
})

/** `Mod+Shift+K` in the form of ProseMirror's keymap, `Mod-Shift-k`. */
export function forKeymap(keys: string): string {
  return keys
    .split('+')
    .map((part) => (/^[A-Z]$/.test(part) ? part.toLowerCase() : part))
    .join('-')
}
