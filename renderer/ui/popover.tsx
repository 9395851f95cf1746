import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import styles from './popover.module.css'

interface PopoverProps {
  /** The spoken name. */
  readonly label: string
  /** What it belongs to; it stands below that, or above where there is no room. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A small surface beside the control that opened it. Escape, a click elsewhere and focus leaving close it. */
export function Popover({ label, anchor, onClose, children }: PopoverProps) {
  const element = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const popover = element.current
    const owner = anchor.current
    if (!popover || !owner) return
    const box = owner.getBoundingClientRect()
    const { width, height } = popover.getBoundingClientRect()
    const below = box.bottom + 6
    popover.style.top = `${below + height > window.innerHeight - 8 ? Math.max(8, box.top - height - 6) : below}px`
    popover.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`
    popover.querySelector<HTMLElement>('input, select, textarea, button, [tabindex="0"]')?.focus()
    const onPointer = (event: PointerEvent) => {
      const target = event.target as Node
      if (!popover.contains(target) && !owner.contains(target)) close.current()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      close.current()
      owner.focus()
    }
    document.addEventListener('pointerdown', onPointer)
    popover.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      popover.removeEventListener('keydown', onKey)
    }
  }, [anchor])
  return (
    <div role="dialog" aria-label={label} ref={element} className={styles.popover}>
      {children}
    </div>
  )
}
