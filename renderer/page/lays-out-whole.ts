import type { AppState } from '../app-store.ts'

/** Whether a long essay is laid out whole on the Page: browsers give screen readers only what is laid out (docs/decisions/0013-long-essays-leave-layout-out.md). */
export function laysOutWhole({ preferences, screenReader }: Pick<AppState, 'preferences' | 'screenReader'>): boolean {
  return preferences.layout === 'whole' || (preferences.layout === 'automatic' && screenReader)
}
