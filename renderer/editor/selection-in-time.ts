import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** What ProseMirror keeps to itself and this needs: its watcher of the page (prosemirror-view, domobserver.ts) and what of the page is not read yet. */
interface ViewInside {
  readonly docView: { readonly dirty: number } | null
  readonly domObserver: { flush(): void; pendingRecords(): readonly unknown[] }
}

/** What a person does next, and what acts upon the selection. */
const ACTS = ['keydown', 'beforeinput', 'pointerdown', 'mouseup', 'copy', 'cut', 'paste'] as const

/**
 * Lets the editor know the selection that the page shows, now. Browsers tell it some milliseconds after an arrow key or a click; what acts in the
 * meantime would act where the cursor was before, and would put it back there. Does nothing where a change of the text is on its way, or where the
 * editor does not have the focus.
 */
export function readSelection(view: EditorView): void {
  if (view.isDestroyed || view.composing || !view.hasFocus()) return
  const { docView, domObserver } = view as unknown as ViewInside
  if (docView?.dirty === 0 && domObserver.pendingRecords().length === 0) domObserver.flush()
}

/** The selection of the page is read before every act of the person, and before every change from elsewhere (spelling, pictures that arrive). */
export const SelectionInTime = Extension.create<object, { reading: boolean }>({
  name: 'selectionInTime',
  priority: 1_000,
  addStorage: () => ({ reading: false }),
  dispatchTransaction({ transaction, next }) {
    const { view } = this.editor
    const before = view.state
    // While the focus comes, the page shows the browser's own choice, the start of the text.
    const isFocus = transaction.getMeta('focus') !== undefined || transaction.getMeta('blur') !== undefined
    if (!this.storage.reading && !isFocus && !transaction.selectionSet) {
      this.storage.reading = true
      try {
        readSelection(view)
      } finally {
        this.storage.reading = false
      }
    }
    const { selection, doc } = view.state
    if (doc === before.doc && !selection.eq(before.selection))
      transaction.setSelection(selection.map(transaction.doc, transaction.mapping))
    next(transaction)
  },
  addProseMirrorPlugins: () => [selectionInTime()],
})

/** Reads the selection of the page before every act of the person: for the text, and for each small editor. */
export function selectionInTime(): Plugin {
  return new Plugin({
    view: (view) => {
      const target = view.dom.ownerDocument.defaultView
      const read = () => readSelection(view)
      for (const act of ACTS) target?.addEventListener(act, read, { capture: true })
      return {
        destroy: () => {
          for (const act of ACTS) target?.removeEventListener(act, read, { capture: true })
        },
      }
    },
  })
}
