import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * Answers for a cursor that is seen already, as that of nearly every letter is. ProseMirror would look at each element around it, which asks the
 * browser for the place and style of a dozen.
 */
export const CaretInView = Extension.create({
  name: 'caretInView',
  addProseMirrorPlugins: () => [
    new Plugin({ key: new PluginKey('caretInView'), props: { handleScrollToSelection: isInView } }),
  ],
})

function isInView(view: EditorView): boolean {
  const { selection } = view.state
  // Deeper in, a box may scroll by itself: a table, or code.
  if (!(selection instanceof TextSelection) || selection.$head.depth !== 1 || selection.$head.parent.type.spec.code)
    return false
  const page = view.dom.closest('[data-scroller]')?.getBoundingClientRect()
  if (!page) return false
  const caret = view.coordsAtPos(selection.head, 1)
  return caret.top >= page.top && caret.bottom <= page.bottom && caret.left >= page.left && caret.right <= page.right
}
