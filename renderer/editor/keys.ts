import { Extension } from '@tiptap/core'
import { keydownHandler } from '@tiptap/pm/keymap'
import { type Command, Plugin } from '@tiptap/pm/state'
import { editorActions } from './actions.ts'

/** The editor's keys: those of its actions, and the few that have no command. */
export const Keys = Extension.create({
  name: 'keys',
  priority: 95,
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      keysByShift(
        Object.fromEntries(
          editorActions.flatMap((action) =>
            (action.keys ?? []).map((keys) => [forKeymap(keys), () => action.run(editor)]),
          ),
        ),
      ),
    ]
  },
})

/** ProseMirror's keymap, for which Shift alone makes a letter large: with Caps Lock on, Mod+Shift+I would be Mod+I to it. */
export function keysByShift(bindings: Record<string, Command>): Plugin {
  const handle = keydownHandler(bindings)
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        const { shiftKey, ctrlKey, altKey, metaKey, keyCode } = event
        const key = event.key.length !== 1 ? event.key : shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()
        // An event cannot be changed; these are the fields that the keymap reads.
        return handle(view, { key, shiftKey, ctrlKey, altKey, metaKey, keyCode } as KeyboardEvent)
      },
    },
  })
}

/** `Mod+Shift+K` in the form of ProseMirror's keymap, `Mod-Shift-k`. */
export function forKeymap(keys: string): string {
  return keys
    .split('+')
    .map((part) => (/^[A-Z]$/.test(part) ? part.toLowerCase() : part))
    .join('-')
}
