import { Fragment, type Node, type ResolvedPos, Slice } from '@tiptap/pm/model'
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state'
import { depthOf } from '../quotes/quote-commands.ts'

/** Lines that stand inside another block and hold no blocks. */
const LINES: ReadonlySet<string> = new Set(['figcaption', 'figcredit', 'attribution'])
const LISTS: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'taskList'])

/**
 * Pasted blocks (without the list of notes) as they fit the place that they come to: into a caption or an attribution comes one line,
 * into code its text, into a pull quote come paragraphs, a phrase goes into the sentence, items join the list that they come to, and all
 * else stands as blocks of its own.
 */
export function fitPasted(blocks: Fragment, $place: ResolvedPos): Slice {
  const { firstChild: first, lastChild: last } = blocks
  if (!first || !last) return Slice.empty
  const { parent } = $place
  const { schema } = parent.type
  if (parent.type.spec.code) {
    const text = blocks.textBetween(0, blocks.size, '\n', '\n')
    return text === '' ? Slice.empty : new Slice(Fragment.from(schema.text(text)), 0, 0)
  }
  const lines = () => linesOf(blocks)
  if (LINES.has(parent.type.name)) {
    const line = lines().reduce(
      (all, one) => (all.size === 0 ? one : all.append(Fragment.from(schema.text(' '))).append(one)),
      Fragment.empty,
    )
    return new Slice(line, 0, 0)
  }
  if (depthOf($place, 'pullQuote') !== null) {
    const { paragraph } = schema.nodes
    const made = paragraph ? lines().map((line) => paragraph.create(null, line)) : []
    return new Slice(Fragment.fromArray(made), Math.min(1, made.length), Math.min(1, made.length))
  }
  if (first === last) {
    if (first.isTextblock && !first.type.spec.code) return new Slice(blocks, 1, 1)
    if (LISTS.has(first.type.name) && depthOf($place, first.type.name) !== null) return Slice.maxOpen(blocks, false)
  }
  const open = (node: Node) => (node.type.name === 'paragraph' ? 1 : 0)
  return new Slice(blocks, open(first), open(last))
}

/** A transaction that puts a slice in the selection's place. An empty paragraph that would be left behind closed blocks goes. */
export function insertPasted(state: EditorState, slice: Slice): Transaction {
  const { selection } = state
  const { $to } = selection
  const only = slice.openStart === 0 && slice.content.childCount === 1 ? slice.content.firstChild : null
  const alone = only?.isBlock && !only.isTextblock
  const tr = alone ? state.tr.replaceSelectionWith(only, false) : state.tr.replaceSelection(slice)
  // At the end of a paragraph ProseMirror leaves an empty one behind blocks that it split the paragraph for.
  const atEnd = $to.parent.isTextblock && $to.parentOffset === $to.parent.content.size
  const $after = tr.doc.resolve(Math.min(tr.mapping.map(selection.to), tr.doc.content.size))
  if (
    atEnd &&
    slice.openEnd === 0 &&
    $after.depth > 0 &&
    $after.parent.isTextblock &&
    $after.parent.content.size === 0
  ) {
    const around = $after.node(-1)
    const before = $after.index(-1) > 0 ? around.child($after.index(-1) - 1) : null
    if (before && before === slice.content.lastChild) {
      const at = $after.before()
      tr.delete(at, $after.after())
      tr.setSelection(Selection.near(tr.doc.resolve(at), -1))
    }
  }
  return tr.scrollIntoView()
}

/** The content of every text block, in reading order; pictures and tables give their words. */
function linesOf(blocks: Fragment): readonly Fragment[] {
  const lines: Fragment[] = []
  blocks.forEach((node) => {
    if (!node.inlineContent) lines.push(...linesOf(node.content))
    else if (node.content.size > 0) lines.push(node.content)
  })
  return lines
}
