import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { WIDTH_LIMITS, withinWidths } from './devices.ts'
import styles from './proof.module.css'

interface WidthEdgeProps {
  /** CSS pixels. */
  readonly width: number
  /** How much the page is scaled on the screen. */
  readonly scale: number
  readonly onWidth: (width: number) => void
}

/** The page's edge: drawn by the pointer, or moved by the arrow keys (10 px, with Shift 100), Home and End (WAI-ARIA window splitter). */
export function WidthEdge({ width, scale, onWidth }: WidthEdgeProps) {
  const start = useRef<{ readonly x: number; readonly width: number; readonly scale: number } | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 100 : 10
    const next = {
      ArrowLeft: width - by,
      ArrowRight: width + by,
      Home: WIDTH_LIMITS.least,
      End: WIDTH_LIMITS.most,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    onWidth(withinWidths(next))
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width, scale }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const from = start.current
    // The page stands in the middle, so its edge moves half as far as it grows.
    if (from) onWidth(withinWidths(from.width + (2 * (event.clientX - from.x)) / from.scale))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr has no value and takes no keys
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the proof"
      aria-valuemin={WIDTH_LIMITS.least}
      aria-valuemax={WIDTH_LIMITS.most}
      aria-valuenow={width}
      aria-valuetext={`${width} pixels`}
      tabIndex={0}
      className={styles.edge}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null
      }}
    />
  )
}
