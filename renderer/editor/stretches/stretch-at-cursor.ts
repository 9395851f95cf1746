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
        // Remembered as they were: a stretch that is gone no longer knows what it stood in.
        let marked: readonly Element[] = []
        const mark = (view: EditorView) => {
          const { node } = view.domAtPos(view.state.selection.head)
          const next = around(node instanceof Element ? node : node.parentElement)
          if (next[0] === marked[0]) return
          for (const one of marked) one.removeAttribute('data-cursor')
          marked = next
          for (const one of marked) one.setAttribute('data-cursor', '')
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

/** The stretches and reaches that an element stands in, from inside out: a note's are in those of all notes. */
function around(element: Element | null): readonly Element[] {
  const found = element?.closest('.reach, .stretch') ?? null
  return found ? [found, ...around(found.parentElement)] : []
}
