import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'

/** What of the text stands out while the rest is drawn back. */
export type FocusView = 'paragraph' | 'sentence'

/** Where the line that is written on is kept, as a part of the page's height. */
const LINE = 0.45

/** Draws back all but the paragraph or sentence at the cursor. Looks at that one block alone. */
export function focusView(kind: FocusView, language: () => string): Plugin {
  return new Plugin({
    key: new PluginKey('focusView'),
    props: {
      attributes: { class: 'focusing' },
      decorations: ({ doc, selection }) => {
        if (selection instanceof NodeSelection)
          return DecorationSet.create(doc, [Decoration.node(selection.from, selection.to, { class: 'in-focus' })])
        const { $head } = selection
        if (!$head.parent.inlineContent || $head.depth === 0) return null
        const start = $head.start()
        if (kind === 'paragraph' || !selection.empty)
          return DecorationSet.create(doc, [Decoration.node($head.before(), $head.after(), { class: 'in-focus' })])
        const { parent, parentOffset } = $head
        const text = parent.textBetween(0, parent.content.size, undefined, '\ufffc')
        const { from, to } = sentenceAt(text, parentOffset, language())
        return DecorationSet.create(doc, [Decoration.inline(start + from, start + to, { class: 'in-focus' })])
      },
    },
  })
}

/** A note's number or a line break behind a sentence: it belongs to what it stands behind. */
const BEHIND = /^\ufffc+\s*/

/**
 * The sentence around an offset (UAX #29 sentence boundaries, Intl.Segmenter), with the numbers of notes that stand behind it (U+FFFC in the text). At the
 * very end it is the last one.
 */
export function sentenceAt(
  text: string,
  offset: number,
  language: string,
): { readonly from: number; readonly to: number } {
  let last = { from: 0, to: 0 }
  for (const { index, segment } of segmenterFor(language).segment(text)) {
    const behind = last.to > 0 ? (BEHIND.exec(segment)?.[0].length ?? 0) : 0
    if (behind > 0) last = { from: last.from, to: index + behind }
    // Between two sentences it is the one that was just ended: its last key is still being pressed.
    if (last.to > 0 && offset <= last.to) return last
    if (behind < segment.length) last = { from: index + behind, to: index + segment.length }
    if (offset <= last.to) return last
  }
  return last.to === 0 ? { from: 0, to: text.length } : last
}

function segmenterFor(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity: 'sentence' })
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'sentence' })
  }
}

/** Keeps the line that is written on at one height, as a typewriter does; the page moves instead. */
export function typewriterScroll(): Plugin {
  return new Plugin({
    key: new PluginKey('typewriter'),
    props: {
      handleScrollToSelection: (view) => {
        keepLine(view)
        return true
      },
    },
  })
}

function keepLine(view: EditorView): void {
  const scroller = view.dom.closest<HTMLElement>('[data-scroller]')
  if (!scroller) return
  const { top, bottom } = view.coordsAtPos(view.state.selection.head)
  const page = scroller.getBoundingClientRect()
  scroller.scrollTop += (top + bottom) / 2 - (page.top + page.height * LINE)
}
