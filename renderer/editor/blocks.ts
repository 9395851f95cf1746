import type { Node } from '@tiptap/pm/model'
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'

/**
 * Where blocks go: figures, separators and tables stand directly in the essay, between the blocks that are there.
 */

/** A range of the essay that a new block takes: empty between two blocks, or an empty paragraph that it replaces. */
export interface BlockPlace {
  readonly from: number
  readonly to: number
}

/** The end of the essay's own blocks: before the notes where there are any. */
export function endOfBlocks(doc: Node): number {
  const last = doc.lastChild
  return last?.type.name === 'footnotes' ? doc.content.size - last.nodeSize : doc.content.size
}

/** Where a block goes that is inserted at a position: in place of an empty paragraph, else after the block that is there. */
export function placeAfter(doc: Node, pos: number): BlockPlace {
  const $pos = doc.resolve(Math.min(pos, doc.content.size))
  const last = endOfBlocks(doc)
  if ($pos.depth === 0) return between($pos.pos, last)
  const block = $pos.node(1)
  if (block.type.name === 'footnotes') return between(last, last)
  const from = $pos.before(1)
  const to = $pos.after(1)
  return isEmptyParagraph(block) ? { from, to } : { from: to, to }
}

function between(pos: number, last: number): BlockPlace {
  const at = Math.min(pos, last)
  return { from: at, to: at }
}

/** True for a paragraph in which nothing stands. */
export function isEmptyParagraph(node: Node | null | undefined): boolean {
  return node?.type.name === 'paragraph' && node.content.size === 0
}

/** Puts a block in its place; answers where it begins. */
export function insertBlock(tr: Transaction, place: BlockPlace, block: Node): number {
  tr.replaceWith(place.from, place.to, block)
  return place.from
}

/**
 * Sets the cursor into the first line after a block that ends at `end`. Where nothing to write in follows, an empty
 * paragraph is made.
 */
export function startBlockAfter(tr: Transaction, end: number): void {
  const next = tr.doc.resolve(end).nodeAfter
  if (next?.isTextblock) {
    tr.setSelection(TextSelection.create(tr.doc, end + 1))
    return
  }
  const { paragraph } = tr.doc.type.schema.nodes
  if (!paragraph) return
  tr.insert(end, paragraph.create())
  tr.setSelection(TextSelection.create(tr.doc, end + 1))
}

/** Sets the cursor into the block after `end` as it is, or makes a paragraph at the very end of the essay. */
export function moveAfter(state: EditorState, end: number): Transaction {
  const { tr } = state
  if (end >= endOfBlocks(state.doc)) startBlockAfter(tr, end)
  else tr.setSelection(Selection.near(tr.doc.resolve(end), 1))
  return tr.scrollIntoView()
}
