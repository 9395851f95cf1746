import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * A picture, the number of a note and a rule have no words to select: a second and a third click upon them do what the first did. ProseMirror counts
 * each click that comes within half a second of the one before, whatever was typed in between, and would leave the cursor where it is.
 */
export const ClicksInARow = Extension.create({
  name: 'clicksInARow',
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDoubleClickOn: clickOn, handleTripleClickOn: clickOn } })],
})

function clickOn(
  view: EditorView,
  pos: number,
  node: Node,
  nodePos: number,
  event: MouseEvent,
  direct: boolean,
): boolean {
  if (!direct || event.button !== 0 || node.inlineContent || !NodeSelection.isSelectable(node)) return false
  // What is taken here does not bring the focus, as the browser does with a first click.
  if (!view.hasFocus()) view.focus()
  if (view.someProp('handleClickOn', (handle) => handle.call(null, view, pos, node, nodePos, event, direct)))
    return true
  if (node.isAtom) view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodePos)))
  return node.isAtom
}
