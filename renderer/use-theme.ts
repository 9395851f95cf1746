import { useEffect } from 'react'
import { useAppState } from './app-store.ts'

/** Keeps text size, measure and theme of the document at what the person chose, or at what the system says. */
export function useTheme(): void {
  const theme = useAppState((state) => state.preferences.theme)
  const textSize = useAppState((state) => state.preferences.textSize)
  const measure = useAppState((state) => state.preferences.measure)
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
      document.documentElement.dataset.textSize = textSize
      document.documentElement.dataset.measure = measure
    }
    apply()
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [theme, textSize, measure])
}
