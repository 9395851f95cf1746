import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * Says on the stretch that holds the cursor that it does (prose.css). The browser lays out a new or far stretch with the next frame only, and a letter typed before
 * that would go to the nearest text that is laid out.
 */
export const StretchAtCursor = Extension.create({
  name: 'stretchAtCursor',
  addProseMirrorPlugins: () => [
    new Plugin({
      view: (started) => {
        let here: Element | null = null
        const around = (stretch: Element | null) => [stretch, stretch?.parentElement]
        const mark = (view: EditorView) => {
          const { node } = view.domAtPos(view.state.selection.head)
          const next = (node instanceof Element ? node : node.parentElement)?.closest('.stretch') ?? null
          if (next === here) return
          for (const one of around(here)) one?.removeAttribute('data-cursor')
          for (const one of around(next)) one?.setAttribute('data-cursor', '')
          here = next
        }
        mark(started)
        return {
          update: (view, before) => {
            if (view.state.doc !== before.doc || !view.state.selection.eq(before.selection)) mark(view)
          },
        }
      },
    }),
  ],
})
