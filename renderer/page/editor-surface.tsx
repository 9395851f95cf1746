import { useLayoutEffect, useRef } from 'react'
import { directionOf } from '../../core/essay/direction.ts'
import { drawInStretches } from '../editor/stretches/draw-in-stretches.ts'
import { useSession, useSessionState } from '../session/session-context.ts'

/** Where the editor of the open essay stands. It lives as long as the session; this gives it an element. */
export function EditorSurface({ onBack }: { readonly onBack: () => void }) {
  const { editor } = useSession()
  const language = useSessionState((state) => state.metadata.language)
  const element = useRef<HTMLDivElement>(null)
  const back = useRef(onBack)
  back.current = onBack

  useLayoutEffect(() => {
    const surface = element.current
    if (!surface) return
    drawInStretches(editor.schema)
    editor.mount(surface)
    hideFromReact(editor.view.dom)
    // Before ProseMirror's own keys, so that the arrow at the very start leaves the text.
    const onKey = (event: KeyboardEvent) => {
      const { state, view } = editor
      const { $head, empty } = state.selection
      const first = state.doc.firstChild
      if (
        !empty ||
        event.isComposing ||
        event.shiftKey ||
        !first?.isTextblock ||
        $head.depth !== 1 ||
        $head.index(0) !== 0
      )
        return
      const leaves =
        (event.key === 'ArrowUp' && view.endOfTextblock('up')) ||
        (event.key === 'ArrowLeft' && $head.parentOffset === 0 && view.endOfTextblock('left')) ||
        // In words that run from right to left the way back is to the right.
        (event.key === 'ArrowRight' &&
          $head.parentOffset === 0 &&
          $head.parent.content.size > 0 &&
          view.endOfTextblock('right')) ||
        // In a heading Backspace first makes a paragraph of it.
        (event.key === 'Backspace' && $head.parentOffset === 0 && first.type.name === 'paragraph')
      if (!leaves) return
      event.preventDefault()
      event.stopPropagation()
      back.current()
    }
    surface.addEventListener('keydown', onKey, { capture: true })
    return () => {
      surface.removeEventListener('keydown', onKey, { capture: true })
      editor.unmount()
    }
  }, [editor])

  return <div ref={element} lang={language} dir={directionOf(language)} className="essay-surface" />
}

/**
 * Before each of its commits React counts the characters from the start of the focused editable element to the caret, to put the selection back where
 * a commit takes the focus away; in an essay of 100,000 words that costs a frame. It knows an editable element by this property alone, and ProseMirror
 * keeps the selection itself.
 */
function hideFromReact(text: HTMLElement): void {
  Object.defineProperty(text, 'contentEditable', { configurable: true, get: () => 'inherit' })
}
