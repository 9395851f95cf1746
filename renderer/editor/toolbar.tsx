import type { LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { IconButton } from '../ui/button.tsx'
import styles from './toolbar.module.css'

interface ToolbarProps {
  /** The spoken name. */
  readonly label: string
  /** Escape goes back to the text. */
  readonly onLeave: () => void
  readonly children: ReactNode
}

/**
 * A floating row of buttons (WAI-ARIA toolbar): one stop for Tab, arrow keys within, Escape back to the text. Alt+F10 in the
 * text goes to it. Pressing with the mouse leaves the focus in the text.
 */
export function Toolbar({ label, onLeave, children }: ToolbarProps) {
  const row = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const all = buttonsOf(row.current)
    const current = all.find((button) => button === document.activeElement) ?? all[0]
    for (const button of all) button.tabIndex = button === current ? 0 : -1
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onLeave()
      return
    }
    const all = buttonsOf(row.current)
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (next === undefined || at < 0) return
    event.preventDefault()
    const target = all[(next + all.length) % all.length]
    for (const button of all) button.tabIndex = button === target ? 0 : -1
    target?.focus()
  }

  return (
    <div
      ref={row}
      role="toolbar"
      tabIndex={-1}
      aria-label={label}
      data-editor-toolbar=""
      className={styles.toolbar}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  )
}

/** A button of a toolbar, smaller than the bar's. */
export function Tool(props: {
  readonly label: string
  readonly icon: LucideIcon
  readonly pressed?: boolean
  readonly keys?: string | undefined
  readonly disabled?: boolean
  readonly onClick: () => void
}) {
  return <IconButton {...props} />
}

/** A line between two groups of tools. */
export function ToolSeparator() {
  return <i className={styles.separator} aria-hidden="true" />
}

function buttonsOf(row: HTMLElement | null): readonly HTMLButtonElement[] {
  return [...(row?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])]
}
