import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import styles from './floating.module.css'

/** A rectangle on the screen. */
export type Box = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>

interface FloatingProps {
  readonly editor: Editor
  /** Where the thing stands that it belongs to, or null where that is not to be seen. */
  readonly anchor: () => Box | null
  /**
   * `within`: over the anchor's own upper edge, where it has room for it, so that no line above is covered. `head`: at the start of the room that the anchor keeps free above its words,
   * whatever is to be seen of it. `foot`: flush right in the room that the anchor keeps free below itself; at the visible page's lower edge where that is further down, or over what
   * is `written` where that would be covered.
   */
  readonly place: 'above' | 'below' | 'within' | 'head' | 'foot'
  /** What is being written in the anchor: `foot` covers nothing of it. */
  readonly written?: (() => Box | null) | undefined
  /** The dialog over the page that the anchor is in: what floats stands in it, too, since all else is out of reach. */
  readonly dialog?: Element | null
  /** Stay within the visible page as long as the anchor is in it. */
  readonly sticky?: boolean
  /** Never go to the other side: what is there must stay to be seen. */
  readonly keepSide?: boolean
  readonly children: ReactNode
}

const GAP = 8

/**
 * Something that floats above or below a place in the text. It stands in the page's scrolled content, so that it scrolls
 * with the text, and goes to the other side where there is no room. In a dialog it keeps to the window.
 */
export function Floating({
  editor,
  anchor,
  place,
  sticky = false,
  keepSide = false,
  written,
  dialog = null,
  children,
}: FloatingProps) {
  const element = useRef<HTMLDivElement>(null)
  const find = useRef({ anchor, written })
  find.current = { anchor, written }

  useLayoutEffect(() => {
    if (element.current && !editor.isDestroyed) put(element.current, find.current, { place, sticky, keepSide })
  })

  useEffect(() => {
    const floating = element.current
    if (!floating) return
    const update = () => {
      // An essay that is left may be drawn once more when its editor is gone.
      if (!editor.isDestroyed) put(floating, find.current, { place, sticky, keepSide })
    }
    const observer = new ResizeObserver(update)
    observer.observe(floating.offsetParent ?? document.documentElement)
    observer.observe(floating)
    const scroller = scrollerOf(floating)
    editor.on('transaction', update)
    // Captured: a table of the text and the inside of a dialog scroll by themselves.
    const captured = { passive: true, capture: true }
    scroller.addEventListener('scroll', update, captured)
    return () => {
      observer.disconnect()
      editor.off('transaction', update)
      scroller.removeEventListener('scroll', update, captured)
    }
  }, [editor, place, sticky, keepSide])

  const floating = (
    <div ref={element} className={styles.floating} data-in-dialog={dialog ? '' : undefined}>
      {children}
    </div>
  )
  return dialog ? createPortal(floating, dialog) : floating
}

function put(
  floating: HTMLElement,
  find: Pick<FloatingProps, 'anchor' | 'written'>,
  { place, sticky, keepSide }: Required<Pick<FloatingProps, 'place' | 'sticky' | 'keepSide'>>,
): void {
  const anchor = find.anchor()
  floating.style.visibility = anchor ? '' : 'hidden'
  if (!anchor) return
  // What is fixed has no such parent: its places are the window's.
  const page = floating.offsetParent?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight)
  const scroller = scrollerOf(floating)
  const seen = scroller === document.documentElement ? page : scroller.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = floating
  const isWithin = place === 'within' && anchor.bottom - anchor.top > height * 3
  const above = isWithin ? anchor.top + GAP : anchor.top - height - GAP
  const below = anchor.bottom + GAP
  if (place === 'head') {
    floating.style.transform = `translate(${Math.round(anchor.left - page.left)}px, ${Math.round(anchor.top - page.top)}px)`
    return
  }
  let top = place === 'below' ? below : above
  if (place !== 'below' && above < seen.top + GAP)
    top = sticky ? Math.min(seen.top + GAP, anchor.bottom - height - GAP) : below
  if (place === 'below' && !keepSide && below + height > seen.bottom - GAP && above > seen.top + GAP) top = above
  if (place === 'foot') {
    const written = find.written?.()
    top = Math.min(below, Math.max(anchor.top, seen.bottom - height - GAP))
    if (top < below && written && written.bottom > top)
      top = Math.max(seen.top + GAP, Math.min(top, written.top - height - GAP))
  }
  const wanted = place === 'foot' ? anchor.right - width : (anchor.left + anchor.right) / 2 - width / 2
  const left = Math.max(page.left + GAP, Math.min(wanted, page.right - width - GAP))
  floating.style.transform = `translate(${Math.round(left - page.left)}px, ${Math.round(top - page.top)}px)`
}

function scrollerOf(element: HTMLElement): HTMLElement {
  return element.closest<HTMLElement>('[data-scroller]') ?? document.documentElement
}
