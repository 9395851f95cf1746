import { useEffect } from 'react'
import { type App, useApp } from '../app-store.ts'
import { isBeside, useBeside } from '../beside.ts'
import { useMedia } from '../use-media.ts'

/** Below this width of the Page the inspector lies over the text (CSS pixels). */
const INSPECTOR_BESIDE = 1100
/** Below this width the outline does too. */
const OUTLINE_BESIDE = 900

const narrower = (pixels: number, beside: boolean) => `(max-width: ${pixels * (beside ? 2 : 1) - 1}px)`

/** Which panels lie over the text, because the Page has no room beside it. */
export interface PanelsOver {
  readonly inspector: boolean
  readonly outline: boolean
}

/**
 * Puts panels away when the Page becomes too narrow for them, by the window or by the Proof beside it, and brings them back when it is wide again. While it is
 * narrow they open over the text when asked for. The person's preference is not changed by it.
 */
export function useNarrowPanels(): PanelsOver {
  const { beside } = useBeside()
  const inspector = useMedia(narrower(INSPECTOR_BESIDE, beside))
  const outline = useMedia(narrower(OUTLINE_BESIDE, beside))
  usePutAway('inspectorOpen', inspector)
  usePutAway('outlineOpen', outline)
  return { inspector, outline }
}

function usePutAway(key: 'inspectorOpen' | 'outlineOpen', narrow: boolean): void {
  const app = useApp()
  useEffect(() => {
    if (!narrow || !app.store.getState().preferences[key]) return
    const set = (open: boolean) =>
      app.store.setState((state) => ({ preferences: { ...state.preferences, [key]: open } }))
    set(false)
    return () => set(true)
  }, [app, key, narrow])
}

/** Puts away the panels that lie over the text; those beside it stay. */
export function putAwayOverlays(app: App): void {
  const { preferences } = app.store.getState()
  const over = { inspectorOpen: INSPECTOR_BESIDE, outlineOpen: OUTLINE_BESIDE }
  const closed = Object.entries(over)
    .filter(([key, pixels]) => preferences[key as keyof typeof over] && isNarrower(app, pixels))
    .map(([key]) => [key, false])
  if (closed.length > 0) app.store.setState({ preferences: { ...preferences, ...Object.fromEntries(closed) } })
}

/** Whether the Page is wide enough for the inspector beside the text. */
export function isInspectorBeside(app: App): boolean {
  return !isNarrower(app, INSPECTOR_BESIDE)
}

function isNarrower(app: App, pixels: number): boolean {
  return window.matchMedia(narrower(pixels, isBeside(app))).matches
}
