import { type Editor, Extension, InputRule } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { moveAfter } from '../blocks.ts'
import { nodeFromCore } from '../from-core.ts'
import { placeholderView } from '../placeholder-view.ts'
import { unwrap } from './quote-commands.ts'

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
