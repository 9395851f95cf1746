import { closeHistory } from '@tiptap/pm/history'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { type Command, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import { endOfBlocks } from '../blocks.ts'

/** Neighbours that move together: children `from` (included) to `to` (not included) of the node at `depth`. */
interface Neighbours {
  readonly parent: Node
  /** Position before the parent's first child. */
  readonly start: number
  readonly from: number
  readonly to: number
}

const ITEMS: ReadonlySet<string> = new Set(['listItem', 'taskItem'])

/**
 * Moves the blocks of the selection past the one before or after: items within their list, everything else among the essay's own
 * blocks. The notes stay last. The selection goes with them. False at the edge.
 */
export function moveBlocks(direction: 'up' | 'down'): Command {
  return (state, dispatch) => {
    const { parent, start, from, to } = neighbours(state.selection)
    const up = direction === 'up'
    const other = up ? parent.maybeChild(from - 1) : parent.maybeChild(to)
    if (!other || other.type.name === 'footnotes' || parent.maybeChild(from)?.type.name === 'footnotes') return false
    if (dispatch) {
      const begin = start + sizeBetween(parent, 0, from)
      const end = begin + sizeBetween(parent, from, to)
      // The neighbour goes to the other side, so that what is selected is not touched.
      const { tr } = state
      if (up) tr.insert(end, other).delete(begin - other.nodeSize, begin)
      else tr.insert(begin, other).delete(end + other.nodeSize, end + 2 * other.nodeSize)
      dispatch(closeHistory(tr).scrollIntoView())
    }
    return true
  }
}

/** Makes a second of each block of the selection, below it, and selects the same place in the copy. */
export const duplicateBlocks: Command = (state, dispatch) => {
  const { parent, start, from, to } = neighbours(state.selection)
  if (parent.maybeChild(from)?.type.name === 'footnotes') return false
  if (dispatch) {
    const begin = start + sizeBetween(parent, 0, from)
    const end = begin + sizeBetween(parent, from, to)
    // Each of these is one undo, however quickly they follow each other.
    const tr = closeHistory(state.tr.insert(end, state.doc.slice(begin, end).content))
    const { anchor } = state.selection
    const at = tr.doc.resolve(Math.min(anchor + end - begin, tr.doc.content.size))
    dispatch(
      tr
        .setSelection(
          state.selection instanceof NodeSelection && at.nodeAfter
            ? NodeSelection.create(tr.doc, at.pos)
            : TextSelection.near(at),
        )
        .scrollIntoView(),
    )
  }
  return true
}

/** Takes the blocks of the selection out. The cursor goes to what follows. */
export const deleteBlocks: Command = (state, dispatch) => {
  const { parent, start, from, to } = neighbours(state.selection)
  if (parent.maybeChild(from)?.type.name === 'footnotes') return false
  if (dispatch) {
    const begin = start + sizeBetween(parent, 0, from)
    const end = begin + sizeBetween(parent, from, to)
    const tr = closeHistory(state.tr)
    const { paragraph } = state.schema.nodes
    // A parent that would be empty keeps a line to write in.
    const whole = from === 0 && (to === parent.childCount || parent.child(to).type.name === 'footnotes')
    if (whole && ITEMS.has(parent.child(from).type.name)) tr.delete(start - 1, start - 1 + parent.nodeSize)
    else if (whole && paragraph) tr.replaceWith(begin, end, paragraph.create())
    else tr.delete(begin, end)
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(begin, tr.doc.content.size)))).scrollIntoView())
  }
  return true
}

/** The child of the essay after the last one of the section whose heading is child `index`. */
export function endOfSection(doc: Node, index: number): number {
  const level = Number(doc.child(index).attrs.level)
  let end = index + 1
  while (end < doc.childCount) {
    const { type, attrs } = doc.child(end)
    if (type.name === 'footnotes' || (type.name === 'heading' && Number(attrs.level) <= level)) break
    end++
  }
  return end
}

/**
 * Moves a section (its heading is child `index` of the essay) before the child `target`, or to the end where `target` is the number of
 * children. The cursor goes to its heading. False where it stands there already.
 */
export function moveSection(index: number, target: number): Command {
  return (state, dispatch) => {
    const { doc } = state
    if (index >= doc.childCount || doc.child(index).type.name !== 'heading') return false
    const end = endOfSection(doc, index)
    if (target >= index && target <= end) return false
    if (dispatch) {
      const from = sizeBetween(doc, 0, index)
      const to = sizeBetween(doc, 0, end)
      const before = Math.min(sizeBetween(doc, 0, Math.min(target, doc.childCount)), endOfBlocks(doc))
      const { content } = doc.slice(from, to)
      // First there, then gone here: an essay with nothing else in it would be given an empty line in between.
      const tr = state.tr.insert(before, content)
      tr.delete(tr.mapping.map(from, before <= from ? 1 : -1), tr.mapping.map(to, before < to ? 1 : -1))
      const at = tr.mapping.slice(1).map(before, -1)
      const heading = tr.doc.nodeAt(at)
      if (heading) tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1 + heading.content.size), -1))
      dispatch(closeHistory(tr).scrollIntoView())
    }
    return true
  }
}

function neighbours({ $from, $to }: Selection): Neighbours {
  for (let depth = Math.min($from.depth, $to.depth); depth > 1; depth--) {
    if (ITEMS.has($from.node(depth).type.name) && $from.start(depth - 1) === $to.start(depth - 1))
      return range($from, $to, depth - 1)
  }
  return range($from, $to, 0)
}

function range($from: ResolvedPos, $to: ResolvedPos, depth: number): Neighbours {
  return {
    parent: $from.node(depth),
    start: $from.start(depth),
    from: $from.index(depth),
    // A selection of whole nodes ends before the next one.
    to: $to.depth > depth ? $to.index(depth) + 1 : Math.max($to.index(depth), $from.index(depth) + 1),
  }
}

function sizeBetween(parent: Node, from: number, to: number): number {
  let size = 0
  for (let index = from; index < to; index++) size += parent.child(index).nodeSize
  return size
}
