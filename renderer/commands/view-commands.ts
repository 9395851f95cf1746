import {
  AArrowDown,
  AArrowUp,
  AlignVerticalJustifyCenter,
  Focus,
  Maximize,
  MoveHorizontal,
  Rows3,
  Text,
} from 'lucide-react'
import type { Preferences } from '../../contract/host.ts'
import { laysOutWhole } from '../page/lays-out-whole.ts'
import type { Command } from './command.ts'

const SIZES: readonly Preferences['textSize'][] = ['small', 'medium', 'large']
const always = () => true

const size = (id: string, label: string, icon: Command['icon'], keys: string, step: 1 | -1): Command => {
  const next = (preferences: Preferences) => SIZES[SIZES.indexOf(preferences.textSize) + step]
  return {
    id,
    label,
    group: 'View',
    ...(icon ? { icon } : {}),
    keys: [keys],
    words: ['text size', 'font', 'zoom'],
    isEnabled: ({ app }) => next(app.store.getState().preferences) !== undefined,
    run: ({ app }) => {
      const textSize = next(app.store.getState().preferences)
      if (textSize) app.setPreferences({ textSize })
    },
  }
}

const focus = (value: 'paragraph' | 'sentence', keys: string): Command => ({
  id: `view.focus.${value}`,
  label: `Focus on the ${value}`,
  group: 'View',
  icon: value === 'paragraph' ? Text : Focus,
  keys: [keys],
  words: ['focus mode', 'dim', 'concentrate'],
  isEnabled: always,
  isActive: ({ app }) => app.store.getState().preferences.focus === value,
  // Chosen again, everything stands out as before.
  run: ({ app }) => app.setPreferences({ focus: app.store.getState().preferences.focus === value ? 'off' : value }),
})

const measure = (value: Preferences['measure']): Command => ({
  id: `view.measure.${value}`,
  label: `Column: ${value}`,
  group: 'View',
  icon: MoveHorizontal,
  words: ['measure', 'width', 'line length'],
  isEnabled: always,
  isActive: ({ app }) => app.store.getState().preferences.measure === value,
  run: ({ app }) => app.setPreferences({ measure: value }),
})

/** How the Page looks and moves while it is written on. */
export const viewCommands: readonly Command[] = [
  size('view.textLarger', 'Larger text', AArrowUp, 'Mod+Alt+]', 1),
  size('view.textSmaller', 'Smaller text', AArrowDown, 'Mod+Alt+[', -1),
  measure('narrow'),
  measure('medium'),
  measure('wide'),
  focus('paragraph', 'Mod+Alt+R'),
  focus('sentence', 'Mod+Alt+S'),
  {
    id: 'view.typewriter',
    label: 'Typewriter scrolling',
    group: 'View',
    icon: AlignVerticalJustifyCenter,
    keys: ['Mod+Alt+T'],
    words: ['line stays in place', 'centre'],
    isEnabled: always,
    isActive: ({ app }) => app.store.getState().preferences.typewriter,
    run: ({ app }) => app.setPreferences({ typewriter: !app.store.getState().preferences.typewriter }),
  },
  {
    id: 'view.whole',
    label: 'Lay out the whole essay',
    group: 'View',
    icon: Rows3,
    words: ['screen reader', 'accessibility', 'VoiceOver', 'NVDA', 'JAWS', 'Orca', 'Narrator'],
    isEnabled: always,
    isActive: ({ app }) => laysOutWhole(app.store.getState()),
    run: ({ app }) => app.setPreferences({ layout: laysOutWhole(app.store.getState()) ? 'near' : 'whole' }),
  },
  {
    id: 'view.fullScreen',
    label: 'Full screen',
    group: 'View',
    icon: Maximize,
    words: ['whole screen', 'distraction'],
    // The desktop's own menu has it, with the keys of its platform.
    isOffered: (app) => app.store.getState().info.shell === 'browser',
    isEnabled: ({ app }) => app.store.getState().info.shell === 'browser' && document.fullscreenEnabled,
    isActive: () => document.fullscreenElement !== null,
    run: async ({ app }) => {
      try {
        if (document.fullscreenElement) await document.exitFullscreen()
        else await document.documentElement.requestFullscreen()
      } catch {
        app.tell({ problem: { code: 'not-available', message: 'This browser does not give Galley the full screen.' } })
      }
    },
  },
]
