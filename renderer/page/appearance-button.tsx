import { ALargeSmall } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Preferences } from '../../contract/host.ts'
import { useApp, useAppState } from '../app-store.ts'
import { IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { Segments } from '../ui/segments.tsx'
import styles from './appearance-button.module.css'
import { laysOutWhole } from './lays-out-whole.ts'

const THEMES: readonly { readonly value: Preferences['theme']; readonly label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'sepia', label: 'Sepia' },
  { value: 'dark', label: 'Dark' },
]
const SIZES: readonly { readonly value: Preferences['textSize']; readonly label: string }[] = [
  { value: 'small', label: 'Small' },
  { value: 'medium', label: 'Medium' },
  { value: 'large', label: 'Large' },
]
const MEASURES: readonly { readonly value: Preferences['measure']; readonly label: string }[] = [
  { value: 'narrow', label: 'Narrow' },
  { value: 'medium', label: 'Medium' },
  { value: 'wide', label: 'Wide' },
]
const FOCUSES: readonly { readonly value: Preferences['focus']; readonly label: string }[] = [
  { value: 'off', label: 'Everything' },
  { value: 'paragraph', label: 'Paragraph' },
  { value: 'sentence', label: 'Sentence' },
]
const LINES: readonly { readonly value: 'free' | 'kept'; readonly label: string }[] = [
  { value: 'free', label: 'Moves down' },
  { value: 'kept', label: 'Stays in place' },
]

const LAYOUTS: readonly { readonly value: 'near' | 'whole'; readonly label: string }[] = [
  { value: 'near', label: 'As it comes near' },
  { value: 'whole', label: 'Whole' },
]

/** How the Page looks and moves, in one place. Each change is seen at once and remembered. */
export function AppearanceButton() {
  const app = useApp()
  const button = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  const { theme, textSize, measure, focus, typewriter } = useAppState((state) => state.preferences)
  const isWhole = useAppState(laysOutWhole)
  return (
    <span ref={button}>
      <IconButton label="Appearance" icon={ALargeSmall} aria-expanded={open} onClick={() => setOpen(!open)} />
      {open && (
        <Popover label="Appearance" anchor={button} onClose={() => setOpen(false)}>
          <div className={styles.groups}>
            <Segments
              label="Theme"
              value={theme}
              options={THEMES}
              onChange={(value) => app.setPreferences({ theme: value })}
            />
            <Segments
              label="Text size"
              value={textSize}
              options={SIZES}
              onChange={(value) => app.setPreferences({ textSize: value })}
            />
            <Segments
              label="Column"
              value={measure}
              options={MEASURES}
              onChange={(value) => app.setPreferences({ measure: value })}
            />
            <Segments
              label="What stands out"
              value={focus}
              options={FOCUSES}
              onChange={(value) => app.setPreferences({ focus: value })}
            />
            <Segments
              label="The line you write on"
              value={typewriter ? 'kept' : 'free'}
              options={LINES}
              onChange={(value) => app.setPreferences({ typewriter: value === 'kept' })}
            />
            <Segments
              label="A long essay is laid out"
              hint="Whole for screen readers, which hear only what is laid out. Keys answer later then."
              value={isWhole ? 'whole' : 'near'}
              options={LAYOUTS}
              onChange={(layout) => app.setPreferences({ layout })}
            />
          </div>
        </Popover>
      )}
    </span>
  )
}
