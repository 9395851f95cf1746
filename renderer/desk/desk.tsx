import { FileInput, Plus } from 'lucide-react'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { EssaySummary } from '../../contract/host.ts'
import { STATUSES, type Status } from '../../core/essay/essay.ts'
import { useApp, useAppState } from '../app-store.ts'
import { keysForPeople } from '../commands/keys.ts'
import { runCommand } from '../commands/registry.ts'
import { importDropped } from '../desk-import.ts'
import { STATUS_NAMES } from '../status-names.ts'
import { Button } from '../ui/button.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import styles from './desk.module.css'
import { deskStore, refreshDesk } from './desk-store.ts'
import { EssayRow } from './essay-row.tsx'
import { LostRow } from './lost-row.tsx'

/** What the list is narrowed to. */
type Shelf =
  | { readonly kind: 'all' }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'category'; readonly category: string }

/** The essays in the writer's folder: by status and category, searchable, everything by keyboard. */
export function Desk() {
  const app = useApp()
  const info = useAppState((state) => state.info)
  const { essays, lost, problem, query, hits } = useStore(deskStore)
  const [shelf, setShelf] = useState<Shelf>({ kind: 'all' })
  const [dropping, setDropping] = useState(false)
  const dialog = useAppState((state) => state.dialog)
  const main = useRef<HTMLElement>(null)
  useKeptFocus(main, essays)

  useEffect(() => {
    void refreshDesk(app)
    const onFocus = () => void refreshDesk(app)
    window.addEventListener('focus', onFocus)
    return () => window.removeEventListener('focus', onFocus)
  }, [app])
  useEffect(() => {
    // An import has just been shown or dismissed: the folder has changed.
    if (dialog === null || dialog.kind === 'import-receipt') void refreshDesk(app)
  }, [app, dialog])

  const all = essays ?? []
  const categories = [...new Set(all.map((essay) => essay.category).filter((category) => category !== ''))].sort(
    (a, b) => a.localeCompare(b),
  )
  const found =
    hits === null
      ? all.filter((essay) => onShelf(essay, shelf))
      : all.filter((essay) => hits.some((hit) => hit.essay === essay.essay))
  const heading = hits !== null ? `Found for “${query.trim()}”` : nameOf(shelf)
  const onDrop = (event: DragEvent) => {
    setDropping(false)
    if (event.dataTransfer.items.length === 0 || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    void importDropped(app, event.dataTransfer)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; Import does the same by key
    <div
      className={styles.desk}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropping(false)
      }}
      onDrop={onDrop}
    >
      <nav className={styles.shelves} aria-label="Shelves">
        <h2>Desk</h2>
        <ShelfButton shelf={{ kind: 'all' }} current={shelf} count={all.length} onChoose={setShelf} />
        {STATUSES.map((status) => (
          <ShelfButton
            key={status}
            shelf={{ kind: 'status', status }}
            current={shelf}
            count={all.filter((essay) => essay.problem === null && essay.status === status).length}
            onChoose={setShelf}
          />
        ))}
        {categories.length > 0 && <h2>Categories</h2>}
        {categories.map((category) => (
          <ShelfButton
            key={category}
            shelf={{ kind: 'category', category }}
            current={shelf}
            count={all.filter((essay) => essay.category === category).length}
            onChoose={setShelf}
          />
        ))}
      </nav>
      <main className={styles.sheet} ref={main} tabIndex={-1}>
        <h1>{heading}</h1>
        {problem && (
          <div className={styles.problem} role="alert">
            <p>
              <b>{problem.message}</b> {problem.safe} {problem.next}
            </p>
            <Button kind="outline" onClick={() => void refreshDesk(app)}>
              Try again
            </Button>
          </div>
        )}
        {found.length > 0 && (
          <>
            <div className={styles.head} aria-hidden="true">
              <span />
              <span>Title</span>
              <span className={styles.statusHead}>Status</span>
              <span className={styles.number}>Words</span>
              <span className={styles.number}>Changed</span>
              <span />
            </div>
            <ul className={styles.rows} onKeyDown={moveAmongRows}>
              {found.map((essay) => (
                <EssayRow
                  key={essay.essay}
                  essay={essay}
                  sibling={all.find((one) => one.essay === essay.siblingOf) ?? null}
                  hit={hits?.find((hit) => hit.essay === essay.essay) ?? null}
                  onChanged={() => void refreshDesk(app)}
                />
              ))}
            </ul>
          </>
        )}
        {lost.length > 0 && hits === null && shelf.kind === 'all' && (
          <section className={styles.lost} aria-labelledby="lost-essays">
            <h2 id="lost-essays">Not in its folder any more</h2>
            <ul className={styles.rows}>
              {lost.map((essay) => (
                <LostRow key={essay.id} essay={essay} />
              ))}
            </ul>
          </section>
        )}
        {essays !== null && found.length === 0 && (
          <Empty>
            {hits !== null ? (
              <p>No essay holds these words. Titles, text, captions and notes were searched.</p>
            ) : shelf.kind === 'all' ? (
              <>
                <p>
                  Essays that you write here are kept as files in your <b>{info.essaysFolder.name}</b> folder.
                </p>
                <div className={styles.actions}>
                  <Button kind="primary" icon={Plus} onClick={() => runCommand(app, 'essay.new')}>
                    New essay
                  </Button>
                  <Button kind="outline" icon={FileInput} onClick={() => runCommand(app, 'essay.import')}>
                    Import
                  </Button>
                </div>
              </>
            ) : (
              <p>No essay is here now. An essay’s status and category are set in its Details.</p>
            )}
          </Empty>
        )}
        {dropping && (
          <div className={styles.drop}>Drop essays, Markdown, HTML, text or a folder of them to import them</div>
        )}
      </main>
      <footer className={styles.status}>
        <span>
          {all.length} {all.length === 1 ? 'essay' : 'essays'} · {info.essaysFolder.name}
        </span>
        <span className={styles.hint}>{keysForPeople('Mod+K')} finds every command</span>
      </footer>
    </div>
  )
}

function Empty({ children }: { children: ReactNode }) {
  return <div className={styles.empty}>{children}</div>
}

function ShelfButton(props: { shelf: Shelf; current: Shelf; count: number; onChoose: (shelf: Shelf) => void }) {
  const chosen = nameOf(props.shelf) === nameOf(props.current) && props.shelf.kind === props.current.kind
  return (
    <button
      type="button"
      className={styles.shelf}
      {...(chosen ? { 'aria-current': 'true' as const } : {})}
      onClick={() => props.onChoose(props.shelf)}
    >
      <span>{nameOf(props.shelf)}</span>
      <small>{props.count}</small>
    </button>
  )
}

function nameOf(shelf: Shelf): string {
  switch (shelf.kind) {
    case 'all':
      return 'All essays'
    case 'status':
      return shelf.status === 'draft' ? 'Drafts' : STATUS_NAMES[shelf.status]
    case 'category':
      return shelf.category
  }
}

function onShelf(essay: EssaySummary, shelf: Shelf): boolean {
  switch (shelf.kind) {
    case 'all':
      return true
    case 'status':
      return essay.problem === null && essay.status === shelf.status
    case 'category':
      return essay.category === shelf.category
  }
}

/** Arrow keys walk the rows, Home and End jump. */
function moveAmongRows(event: React.KeyboardEvent<HTMLUListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (next === undefined) return
  event.preventDefault()
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus()
}
