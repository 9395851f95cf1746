import { Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useApp } from '../app-store.ts'
import { keysForPeople } from '../commands/keys.ts'
import styles from './desk-search.module.css'
import { deskStore, searchDesk } from './desk-store.ts'

/** The search field of the Desk. Mod+Shift+F goes there, Escape empties it, the arrow down goes to what was found. */
export function DeskSearch() {
  const app = useApp()
  const query = useStore(deskStore, (state) => state.query)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'f') {
        event.preventDefault()
        input.current?.focus()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <search className={styles.search}>
      <Search aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label="Search in all essays"
        placeholder="Search in all essays"
        value={query}
        onChange={(event) => void searchDesk(app, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') void searchDesk(app, '')
          if (event.key === 'ArrowDown') {
            event.preventDefault()
            document.querySelector<HTMLElement>('[data-row]')?.focus()
          }
        }}
      />
      <kbd>{keysForPeople('Mod+Shift+F')}</kbd>
    </search>
  )
}
