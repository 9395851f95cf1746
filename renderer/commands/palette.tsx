import { CornerDownLeft, FileText, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { EssaySummary } from '../../contract/host.ts'
import { useApp } from '../app-store.ts'
import { showEssay } from '../navigation.ts'
import { Dialog } from '../ui/dialog.tsx'
import { keysForPeople } from './keys.ts'
import styles from './palette.module.css'
import { commands, contextOf } from './registry.ts'

interface Entry {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly icon: typeof Search | undefined
  readonly text: string
  readonly run: () => void
}

/** Every command and every essay, found by typing. Mod+K opens it. */
export function Palette() {
  const app = useApp()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [essays, setEssays] = useState<readonly EssaySummary[]>([])
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = () => app.store.setState({ dialog: null })

  useEffect(() => {
    void app.host.listEssays({}).then((listed) => {
      if (listed.ok) setEssays(listed.value.essays)
    })
  }, [app])

  const entries = useMemo(() => {
    const context = contextOf(app)
    const all: Entry[] = [
      ...commands
        .filter((command) => command.id !== 'view.palette' && command.isEnabled(context))
        .map((command) => ({
          id: command.id,
          label: command.label,
          hint: command.keys?.[0] ? keysForPeople(command.keys[0]) : '',
          icon: command.icon,
          text: [command.label, command.group, ...(command.words ?? [])].join(' ').toLowerCase(),
          run: () => void command.run(context),
        })),
      ...essays
        .filter((essay) => essay.problem === null)
        .map((essay) => ({
          id: `essay:${essay.essay}`,
          label: essay.title || essay.fileName,
          hint: 'Essay',
          icon: FileText,
          text: `${essay.title} ${essay.fileName} ${essay.standfirst}`.toLowerCase(),
          run: () => void showEssay(app, essay.essay),
        })),
    ]
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    return all
      .filter((entry) => words.every((word) => entry.text.includes(word)))
      .sort((one, other) => rank(other, words) - rank(one, words))
  }, [app, essays, query])

  const chosen = entries[Math.min(at, entries.length - 1)]
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    // The dialog gives the focus back at once, so that the command acts where the person was, and so do the keys that follow.
    flushSync(close)
    entry.run()
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = Math.max(0, Math.min(entries.length - 1, at + step))
      setAt(next)
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(chosen)
    }
  }

  return (
    <Dialog label="Command palette" place="top" onClose={close}>
      <div className={styles.palette}>
        <div className={styles.head}>
          <Search aria-hidden="true" />
          {/* The focus of a fresh dialog belongs in its one field. */}
          <input
            autoFocus
            className={styles.query}
            placeholder="Find a command or an essay"
            aria-label="Find a command or an essay"
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value)
              setAt(0)
            }}
            onKeyDown={onKey}
          />
        </div>
        <div className={styles.list} role="listbox" aria-label="Results" id={`${id}-list`} ref={list}>
          {entries.map((entry) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above carries the keys
            <div
              key={entry.id}
              id={`${id}-${entry.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={entry === chosen}
              className={styles.entry}
              onClick={() => run(entry)}
              onPointerMove={() => setAt(entries.indexOf(entry))}
            >
              {entry.icon ? <entry.icon aria-hidden="true" /> : <CornerDownLeft aria-hidden="true" />}
              <span className={styles.label}>{entry.label}</span>
              <span className={styles.hint}>{entry.hint}</span>
            </div>
          ))}
        </div>
        {entries.length === 0 && <p className={styles.none}>Nothing is called “{query}”.</p>}
      </div>
    </Dialog>
  )
}

/** Entries whose label begins with what was typed come first, then those whose label holds it. */
function rank(entry: Entry, words: readonly string[]): number {
  const label = entry.label.toLowerCase()
  const first = words[0] ?? ''
  if (first === '') return 0
  if (label === words.join(' ')) return 3
  return label.startsWith(first) ? 2 : label.includes(first) ? 1 : 0
}
