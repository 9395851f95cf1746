import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, Plugin, Selection } from '@tiptap/pm/state'
import { endOfBlocks, startBlockAfter } from './blocks.ts'

/** Blocks that Enter leaves by itself; below all others there must be a way to go on. */
const LEFT_BY_ENTER: ReadonlySet<string> = new Set(['paragraph', 'heading', 'bulletList', 'orderedList', 'taskList'])

/**
 * The essay can always be continued: a click below the last block, or ArrowDown at its end, opens a paragraph when the essay
 * ends with a figure, a table or the like. Nothing is added until the person does so, so that no empty paragraph is published.
 */
export const Tail = Extension.create({
  name: 'tail',
  // Before the code block's own ArrowDown, which goes into whatever follows: the notes.
  priority: 105,
  addKeyboardShortcuts() {
    return {
      ArrowDown: () => {
        const { state, view } = this.editor
        const last = lastBlock(state.doc)
        if (!last || LEFT_BY_ENTER.has(last.node.type.name) || !isAtEndOf(state, last.end)) return false
        if (!(state.selection instanceof NodeSelection) && !view.endOfTextblock('down')) return false
        const { tr } = state
        startBlockAfter(tr, last.end)
        view.dispatch(tr.scrollIntoView())
        return true
      },
    }
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleClick: (view, _pos, event) => {
            const last = lastBlock(view.state.doc)
            if (!last || last.node.isTextblock || event.target !== view.dom) return false
            const dom = view.nodeDOM(last.end - last.node.nodeSize)
            if (!(dom instanceof HTMLElement) || event.clientY < dom.getBoundingClientRect().bottom) return false
            const { tr } = view.state
            startBlockAfter(tr, last.end)
            view.dispatch(tr.scrollIntoView())
            return true
          },
        },
      }),
    ]
  },
})

/** Sets the cursor to the end of the essay's text, in a new paragraph where it ends with a figure, a table or the like. */
export function continueAtEnd(editor: Editor): void {
  const { state, view } = editor
  const last = lastBlock(state.doc)
  const { tr } = state
  if (!last || LEFT_BY_ENTER.has(last.node.type.name))
    tr.setSelection(Selection.near(state.doc.resolve(last?.end ?? 0), -1))
  else startBlockAfter(tr, last.end)
  view.dispatch(tr.scrollIntoView())
  view.focus()
}

function lastBlock(doc: Node): { readonly node: Node; readonly end: number } | null {
  const end = endOfBlocks(doc)
  const node = doc.resolve(end).nodeBefore
  return node ? { node, end } : null
}

/** True where the cursor, or the chosen leaf, is the last thing of the block that ends at `end`. */
function isAtEndOf(state: EditorState, end: number): boolean {
  const { selection } = state
  if (selection instanceof NodeSelection) return selection.to === end && selection.node.isLeaf
  const { $head } = selection
  if ($head.depth === 0 || $head.after(1) !== end) return false
  for (let depth = $head.depth; depth > 1; depth--) {
    if ($head.indexAfter(depth - 1) < $head.node(depth - 1).childCount) return false
  }
  return true
}
