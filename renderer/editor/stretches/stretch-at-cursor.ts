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
        // Both are remembered: a stretch that is gone no longer knows its reach.
        let stretch: Element | null = null
        let reach: Element | null = null
        const mark = (view: EditorView) => {
          const { node } = view.domAtPos(view.state.selection.head)
          const next = (node instanceof Element ? node : node.parentElement)?.closest('.stretch') ?? null
          if (next === stretch) return
          for (const one of [stretch, reach]) one?.removeAttribute('data-cursor')
          stretch = next
          reach = next?.closest('.reach') ?? null
          for (const one of [stretch, reach]) one?.setAttribute('data-cursor', '')
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
