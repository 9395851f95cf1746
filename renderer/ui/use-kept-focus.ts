import { type RefObject, useEffect } from 'react'

/**
 * Takes the focus to an element when `moment` changes and nothing holds it any more: what had it was hidden or went away,
 * and a person at the keyboard would begin again at the top of the window. The element needs `tabIndex={-1}`.
 */
export function useKeptFocus(element: RefObject<HTMLElement | null>, moment: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moment` says when to look
  useEffect(() => {
    // What was hidden loses the focus only with the next frame.
    const frame = requestAnimationFrame(() => {
      const held = document.activeElement
      const isLost = held === null || held === document.body || !(held as HTMLElement).checkVisibility()
      if (isLost && document.querySelector('dialog[open]') === null) element.current?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [element, moment])
}
