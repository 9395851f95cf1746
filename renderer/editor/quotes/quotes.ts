import { type Editor, Extension, InputRule } from '@tiptap/core'
import { wrapIn } from '@tiptap/pm/commands'
import { Fragment, type Node, type NodeType, type ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { moveAfter } from '../blocks.ts'
import { nodeFromCore } from '../from-core.ts'
import { placeholderView } from '../placeholder-view.ts'

/** Who is quoted: the last line of a quotation or pull quote. */
export const AttributionNode = nodeFromCore('attribution', {
  addNodeView: () => placeholderView('p', { class: 'attribution', 'data-attribution': '' }, 'Who said it'),
})
export const BlockquoteNode = nodeFromCore('blockquote')
export const PullQuoteNode = nodeFromCore('pullQuote')
export const DiscussionPromptNode = nodeFromCore('discussionPrompt')

/** Blocks that may end with an attribution. */
const QUOTES: ReadonlySet<string> = new Set(['blockquote', 'pullQuote'])

/**
 * Ways through quotations: a dash at the start of the last line of a quotation makes it the attribution; Enter leaves an
 * attribution; Backspace in an empty attribution of a block quotation takes it away.
 */
export const QuoteBehaviour = Extension.create({
  name: 'quoteBehaviour',
  priority: 110,
  addKeyboardShortcuts() {
    return {
      Enter: () => leaveAttribution(this.editor) || leaveEmptyLine(this.editor) || newParagraph(this.editor),
      Backspace: () => dropEmptyAttribution(this.editor) || unwrapAtStart(this.editor),
    }
  },
  addInputRules() {
    return [
      new InputRule({
        find: /^(?:—|–|--)\s$/,
        handler: ({ state, range }) => {
          const $start = state.doc.resolve(range.from)
          const quote = $start.depth > 1 ? $start.node(-1) : null
          const { attribution } = state.schema.nodes
          const isLast = quote !== null && $start.index(-1) === quote.childCount - 1
          if (quote?.type.name !== 'blockquote' || !isLast || quote.childCount < 2 || !attribution) return null
          if ($start.parent.type.name !== 'paragraph') return null
          state.tr.delete(range.from, range.to).setBlockType(range.from, range.from, attribution)
          return
        },
      }),
    ]
  },
})

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
  dispatch?.(state.tr.wrap(range, [{ type: discussionPrompt }]).scrollIntoView())
  return true
}

/** The depth of the nearest ancestor of that name, or null. */
export function depthOf($pos: ResolvedPos, name: string): number | null {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === name) return depth
  return null
}

function unwrap(state: EditorState, $from: ResolvedPos, depth: number, paragraph: NodeType): Transaction {
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

function leaveAttribution(editor: Editor): boolean {
  const { state, view } = editor
  const { $from } = state.selection
  if ($from.parent.type.name !== 'attribution') return false
  view.dispatch(moveAfter(state, $from.after(-1)))
  return true
}

/** At the end of a block in a quotation Enter makes a paragraph. ProseMirror would take the attribution, which may come next. */
function newParagraph(editor: Editor): boolean {
  const { state, view } = editor
  const { $from, $to, from } = state.selection
  const { paragraph } = state.schema.nodes
  if ($to.depth < 2 || !paragraph || !QUOTES.has($to.node(-1).type.name) || $to.parent.type.spec.code) return false
  if (!$from.sameParent($to) || $to.parent.content.size === 0 || $to.parentOffset < $to.parent.content.size)
    return false
  const marks = state.storedMarks ?? $from.marks()
  const tr = state.tr.deleteSelection().split(from, 1, [{ type: paragraph }])
  view.dispatch(tr.ensureMarks(marks).scrollIntoView())
  return true
}

/** An empty last line above an attribution is the way to it; ProseMirror's own rule leaves quotations without one. */
function leaveEmptyLine(editor: Editor): boolean {
  const { state, view } = editor
  const { $from, empty } = state.selection
  if (!empty || $from.depth < 2 || $from.parent.content.size > 0) return false
  const around = $from.node(-1)
  if (!QUOTES.has(around.type.name) || around.lastChild?.type.name !== 'attribution') return false
  const index = $from.index(-1)
  if (index === 0 || index !== around.childCount - 2) return false
  const attribution = $from.after()
  const tr = state.tr
  tr.setSelection(TextSelection.create(tr.doc, attribution + 1))
  tr.delete($from.before(), $from.after())
  view.dispatch(tr.scrollIntoView())
  return true
}

function dropEmptyAttribution(editor: Editor): boolean {
  const { state, view } = editor
  const { $from, empty } = state.selection
  if (!empty || $from.parent.type.name !== 'attribution' || $from.parentOffset > 0) return false
  const around = $from.node(-1)
  const { tr } = state
  tr.setSelection(TextSelection.near(tr.doc.resolve($from.before()), -1))
  if (around.type.name === 'blockquote' && $from.parent.content.size === 0) tr.delete($from.before(), $from.after())
  view.dispatch(tr.scrollIntoView())
  return true
}

/** Backspace at the very start of a pull quote or prompt makes plain paragraphs of it. */
function unwrapAtStart(editor: Editor): boolean {
  const { state, view } = editor
  const { $from, empty } = state.selection
  if (!empty || $from.depth < 2 || $from.parentOffset > 0 || $from.index(-1) > 0) return false
  const name = $from.node(-1).type.name
  const { paragraph } = state.schema.nodes
  if ((name !== 'pullQuote' && name !== 'discussionPrompt') || !paragraph) return false
  view.dispatch(unwrap(state, $from, $from.depth - 1, paragraph))
  return true
}
