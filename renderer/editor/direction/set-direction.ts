import type { Node } from '@tiptap/pm/model'
import type { Command, EditorState } from '@tiptap/pm/state'

/** What a person may say about the direction of a block; where nothing is said, its first letter decides. */
export type BlockDirection = 'ltr' | 'rtl' | 'auto'

/**
 * Lets the blocks of the selection run from left to right, from right to left, or by their first letter wherever they are published.
 * Where all of them do so already, nothing is said about them any more.
 */
export function setDirection(dir: BlockDirection): Command {
  return (state, dispatch) => {
    const blocks = blocksOf(state)
    if (blocks.length === 0) return false
    if (dispatch) {
      const { tr } = state
      const value = runsSo(dir)(state) ? null : dir
      for (const { pos } of blocks) tr.setNodeAttribute(pos, 'dir', value)
      dispatch(tr.scrollIntoView())
    }
    return true
  }
}

/** Whether all blocks of the selection are said to run so. */
export function runsSo(dir: BlockDirection): (state: EditorState) => boolean {
  return (state) => {
    const blocks = blocksOf(state)
    return blocks.length > 0 && blocks.every(({ node }) => node.attrs.dir === dir)
  }
}

/** The text blocks of the selection that can have a direction, each with its position. */
function blocksOf({ doc, selection }: EditorState): readonly { readonly node: Node; readonly pos: number }[] {
  const found: { node: Node; pos: number }[] = []
  for (const { $from, $to } of selection.ranges) {
    doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      if (!node.isTextblock) return true
      if ('dir' in node.attrs) found.push({ node, pos })
      return false
    })
  }
  return found
}
