import { type ReactNode, useEffect, useRef } from 'react'
import styles from './dialog.module.css'

interface DialogProps {
  /** The spoken name. */
  readonly label: string
  readonly onClose: () => void
  /** `top` stands near the upper edge (palette), `middle` in the middle. */
  readonly place?: 'top' | 'middle'
  /** What carries `data-first-focus` is focused first; without one, the browser's choice. */
  readonly children: ReactNode
}

/**
 * A modal dialog on the browser's own <dialog>: the page behind is inert, Escape and a click outside close it, and the
 * focus returns to where it was.
 */
export function Dialog({ label, onClose, place = 'middle', children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    const before = document.activeElement
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) giveBack(before)
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own `cancel` event
    <dialog
      ref={element}
      aria-label={label}
      className={`${styles.dialog} ${styles[place]}`}
      onCancel={(event) => {
        event.preventDefault()
        close.current()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close.current()
      }}
    >
      <div className={styles.inside}>{children}</div>
    </dialog>
  )
}

/**
 * Gives the focus back. An editor puts its own selection into the page with it: Chromium would set the caret to the start of the text, and what is
 * typed next would stand there. Tiptap keeps its editor on the editable element.
 */
function giveBack(element: HTMLElement): void {
  const { editor } = element as HTMLElement & { readonly editor?: { readonly view: { focus(): void } } }
  if (editor) editor.view.focus()
  else element.focus()
}
