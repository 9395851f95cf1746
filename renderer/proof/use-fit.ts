import { useEffect, useRef, useState } from 'react'

/** How much a page of this width must be scaled to stand in the stage, and the stage's height (CSS pixels). */
export function useFit(pixels: number) {
  const stage = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: pixels, height: 600 })
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width - EDGE, height: entry.contentRect.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { stage, scale: Math.min(1, Math.max(0.2, size.width / pixels)), height: size.height }
}

/** What the edge that widens the page takes beside it, on both sides so that the page stays in the middle. */
const EDGE = 28
