import { useEffect } from 'react'
import { type App, useApp } from '../app-store.ts'

/** Below this width the inspector lies over the text (CSS pixels); the media query of page.module.css says the same. */
export const INSPECTOR_BESIDE = 1100
/** Below this width the outline does too. */
export const OUTLINE_BESIDE = 900

const PANELS = [
  { query: `(max-width: ${INSPECTOR_BESIDE - 1}px)`, key: 'inspectorOpen' },
  { query: `(max-width: ${OUTLINE_BESIDE - 1}px)`, key: 'outlineOpen' },
] as const

/**
 * Puts panels away when the window becomes too narrow for them and brings them back when it is wide again. While it is
 * narrow they open over the text when asked for. The person's preference is not changed by it.
 */
export function useNarrowPanels(): void {
  const app = useApp()
  useEffect(() => {
    const set = (key: (typeof PANELS)[number]['key'], open: boolean) =>
      app.store.setState((state) => ({ preferences: { ...state.preferences, [key]: open } }))
    const ends = PANELS.map(({ query, key }) => {
      const narrow = window.matchMedia(query)
      let putAway = false
      const follow = () => {
        if (narrow.matches && app.store.getState().preferences[key]) {
          putAway = true
          set(key, false)
        } else if (!narrow.matches && putAway) {
          putAway = false
          set(key, true)
        }
      }
      follow()
      narrow.addEventListener('change', follow)
      return () => {
        narrow.removeEventListener('change', follow)
        if (putAway) set(key, true)
      }
    })
    return () => {
      for (const end of ends) end()
    }
  }, [app])
}

/** Puts away the panels that lie over the text; those beside it stay. */
export function putAwayOverlays(app: App): void {
  const { preferences } = app.store.getState()
  const over = PANELS.filter(({ query, key }) => preferences[key] && window.matchMedia(query).matches)
  if (over.length === 0) return
  const closed = Object.fromEntries(over.map(({ key }) => [key, false]))
  app.store.setState({ preferences: { ...preferences, ...closed } })
}

/** Whether the window is wide enough for the inspector beside the text. */
export function isInspectorBeside(): boolean {
  return window.innerWidth >= INSPECTOR_BESIDE
}
