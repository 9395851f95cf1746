import { type App, useAppState } from './app-store.ts'
import { useMedia } from './use-media.ts'

/** The narrowest window in which the Proof can stand beside the Page (CSS pixels). */
export const BESIDE_FROM = 1200
const WIDE = `(min-width: ${BESIDE_FROM}px)`

/** Whether the window is wide enough for Page and Proof side by side. */
export function isWideEnough(): boolean {
  return window.matchMedia(WIDE).matches
}

/** Whether the Proof stands beside the Page while the Page is shown. */
export function isBeside(app: App): boolean {
  return app.store.getState().preferences.proofBeside && isWideEnough()
}

/** The same for a component, which renders again when it changes. */
export function useBeside(): { readonly isWide: boolean; readonly beside: boolean } {
  const isWide = useMedia(WIDE)
  const isWanted = useAppState((state) => state.preferences.proofBeside)
  return { isWide, beside: isWide && isWanted }
}
