import { wrapIn } from '@tiptap/pm/commands'
import { Fragment, type Node, type NodeType, type ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { findWrapping } from '@tiptap/pm/transform'

/** Puts the attribution below the quotation that the cursor is in, and the cursor into it. */
export function addAttribution(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { attribution } = state.schema.nodes
  const depth = depthOf(state.selection.$from, 'blockquote')
  if (depth === null || !attribution) return false
  const { $from } = state.selection
  const quote = $from.node(depth)
  const end = $from.end(depth)
  if (quote.lastChild?.type === attribution) {
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, end - 1)).scrollIntoView())
    return true
  }
  if (dispatch) {
    const tr = state.tr.insert(end, attribution.create())
    dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView())
  }
  return true
}

/**
 * Turns the paragraphs of the selection into a pull quote, or a pull quote back into paragraphs. A selection within one
 * paragraph is copied: the pull quote repeats the sentence and the essay keeps it.
 */
export function togglePullQuote(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { pullQuote, attribution, paragraph } = state.schema.nodes
  if (!pullQuote || !attribution || !paragraph) return false
  const { $from, $to, empty } = state.selection
  const depth = depthOf($from, 'pullQuote')
  if (depth !== null) {
    dispatch?.(unwrap(state, $from, depth, paragraph))
    return true
  }
  if ($from.parent.type !== paragraph || $from.depth !== 1 || $to.depth !== 1 || $to.parent.type !== paragraph)
    return false
  const partOfOne =
    !empty && $from.sameParent($to) && ($from.parentOffset > 0 || $to.parentOffset < $to.parent.content.size)
  if (dispatch) {
    const { tr } = state
    if (partOfOne) {
      const words = paragraph.create(
        null,
        withoutNotes($from.parent.slice($from.parentOffset, $to.parentOffset).content),
      )
      tr.insert($from.after(1), pullQuote.create(null, [words, attribution.create()]))
    } else {
      const from = $from.before(1)
      const to = $to.after(1)
      const lines: Node[] = []
      state.doc.nodesBetween(from, to, (node, _pos, parent) => {
        if (parent === state.doc) lines.push(node.type === paragraph ? node : paragraph.create(null, node.content))
        return false
      })
      if (lines.some((line) => line.isBlock && line.type !== paragraph)) return false
      tr.replaceWith(from, to, pullQuote.create(null, [...lines, attribution.create()]))
      tr.setSelection(TextSelection.near(tr.doc.resolve($from.pos + 1)))
    }
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** Quotes the blocks of the selection, or takes a whole quotation away and keeps its text. */
export function toggleQuote(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { blockquote, paragraph } = state.schema.nodes
  const depth = depthOf(state.selection.$from, 'blockquote')
  if (!blockquote || !paragraph) return false
  if (depth === null) return wrapIn(blockquote)(state, dispatch)
  dispatch?.(unwrap(state, state.selection.$from, depth, paragraph))
  return true
}

/** Makes the paragraph of the cursor a question to the readers, or a question a paragraph again. */
export function toggleDiscussion(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { discussionPrompt, paragraph } = state.schema.nodes
  const { $from, $to } = state.selection
  if (!discussionPrompt || !paragraph) return false
  const depth = depthOf($from, 'discussionPrompt')
  if (depth !== null) {
    dispatch?.(unwrap(state, $from, depth, paragraph))
    return true
  }
  const range = $from.blockRange($to, (parent) => parent.type.name === 'doc')
  if (!range || $from.node(1)?.type !== paragraph) return false
  const wrapping = findWrapping(range, discussionPrompt)
  if (!wrapping) return false
  dispatch?.(state.tr.wrap(range, wrapping).scrollIntoView())
  return true
}

/** The depth of the nearest ancestor of that name, or null. */
export function depthOf($pos: ResolvedPos, name: string): number | null {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === name) return depth
  return null
}

/** Takes a quotation away and keeps its text; an attribution becomes a paragraph. */
export function unwrap(state: EditorState, $from: ResolvedPos, depth: number, paragraph: NodeType): Transaction {
  const node = $from.node(depth)
  const blocks: Node[] = []
  node.forEach((child) => {
    if (child.type.name !== 'attribution') blocks.push(child)
    else if (child.content.size > 0) blocks.push(paragraph.create(null, child.content))
  })
  const from = $from.before(depth)
  const tr = state.tr.replaceWith(from, from + node.nodeSize, blocks)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.max(0, $from.pos - 1)))).scrollIntoView()
}

function withoutNotes(content: Fragment): Fragment {
  const kept: Node[] = []
  content.forEach((node) => {
    if (node.type.name !== 'footnoteRef') kept.push(node)
  })
  return Fragment.fromArray(kept)
}
