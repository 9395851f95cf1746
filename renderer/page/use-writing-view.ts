import type { Plugin } from '@tiptap/pm/state'
import { useEffect } from 'react'
import { useAppState } from '../app-store.ts'
import { focusView, typewriterScroll } from '../editor/focus/focus-view.ts'
import { readSelection } from '../editor/selection-in-time.ts'
import { useSession } from '../session/session-context.ts'

/** Puts the person's way of writing upon the editor: what stands out, and whether the line keeps its height. */
export function useWritingView(): void {
  const { editor, store } = useSession()
  const focus = useAppState((state) => state.preferences.focus)
  const typewriter = useAppState((state) => state.preferences.typewriter)

  useEffect(() => {
    const plugins: Plugin[] = [
      ...(focus === 'off' ? [] : [focusView(focus, () => store.getState().metadata.language)]),
      ...(typewriter ? [typewriterScroll()] : []),
    ]
    readSelection(editor.view)
    // Before the others: the typewriter also moves a line that is in view.
    for (const plugin of plugins) editor.registerPlugin(plugin, (one, others) => [one, ...others])
    return () => {
      if (editor.isDestroyed) return
      readSelection(editor.view)
      for (const plugin of plugins) if (plugin.spec.key) editor.unregisterPlugin(plugin.spec.key)
    }
  }, [editor, store, focus, typewriter])
}
