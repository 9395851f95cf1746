import type { Editor } from '@tiptap/core'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { type RefObject, useEffect } from 'react'
import type { EssaySession } from '../session/essay-session.ts'

/** Rest after which cursor and scroll are remembered (milliseconds). */
const REST = 500

/**
 * Brings back cursor and scroll when an essay opens, and remembers them while it is open. A new essay begins at its title,
 * every other in its text.
 */
export function usePlace(
  session: EssaySession,
  scroller: RefObject<HTMLElement | null>,
  title: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const { editor, host, store } = session
    const { opened, metadata } = store.getState()
    restore(session, element)
    if (metadata.title === '' && opened.place === null) title.current?.focus({ preventScroll: true })
    else editor.view.focus()
    if (opened.place) element.scrollTop = opened.place.scroll
    if (opened.place && editor.view.dom.querySelector('.stretch')) showCursor(editor)

    let timer: ReturnType<typeof setTimeout> | undefined
    let last = ''
    const remember = () => {
      clearTimeout(timer)
      // A hidden page has no scroll of its own to remember.
      if (element.clientHeight === 0) return
      const { anchor, head } = editor.state.selection
      const place = { anchor, head, scroll: Math.round(element.scrollTop) }
      const key = JSON.stringify(place)
      if (key === last) return
      last = key
      void host.rememberPlace({ essay: opened.essay, place })
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(remember, REST)
    }
    const onHide = () => {
      if (document.visibilityState === 'hidden') remember()
    }
    editor.on('selectionUpdate', later)
    editor.on('update', later)
    element.addEventListener('scroll', later, { passive: true })
    document.addEventListener('visibilitychange', onHide)
    window.addEventListener('pagehide', remember)
    return () => {
      remember()
      clearTimeout(timer)
      editor.off('selectionUpdate', later)
      editor.off('update', later)
      element.removeEventListener('scroll', later)
      document.removeEventListener('visibilitychange', onHide)
      window.removeEventListener('pagehide', remember)
    }
  }, [session, scroller, title])
}

/** In a long essay the height of what was not seen yet is a guess, so that a number of pixels leads elsewhere: the cursor says where one was. */
function showCursor({ view, state }: Editor): void {
  const bring = () => {
    if (view.isDestroyed) return
    const { node } = view.domAtPos(state.selection.head)
    const line = node instanceof Element ? node : node.parentElement
    line?.scrollIntoView({ block: 'center' })
  }
  bring()
  // What stands around it has its own height now.
  requestAnimationFrame(bring)
}

function restore(session: EssaySession, scroller: HTMLElement): void {
  const { editor, store } = session
  const { place } = store.getState().opened
  if (!place) return
  const { doc } = editor.state
  const within = (pos: number) => doc.resolve(Math.max(0, Math.min(pos, doc.content.size)))
  const [$anchor, $head] = [within(place.anchor), within(place.head)]
  // A figure that was chosen is chosen again; as text it would be a selection of its words.
  const selection =
    $anchor.nodeAfter?.type.spec.isolating && $head.pos === $anchor.pos + $anchor.nodeAfter.nodeSize
      ? NodeSelection.create(doc, $anchor.pos)
      : TextSelection.between($anchor, $head)
  editor.view.dispatch(editor.state.tr.setSelection(selection).setMeta('addToHistory', false))
  scroller.scrollTop = place.scroll
}
