import {
  ChevronRight,
  Columns2,
  Command as CommandIcon,
  FileInput,
  History,
  PanelLeft,
  PanelRight,
  Plus,
} from 'lucide-react'
import { useStore } from 'zustand'
import { type App, type EssayView, useApp, useAppState } from './app-store.ts'
import styles from './bar.module.css'
import { useBeside } from './beside.ts'
import { keysForPeople } from './commands/keys.ts'
import { runCommand } from './commands/registry.ts'
import { DeskSearch } from './desk/desk-search.tsx'
import { showDesk, showView, writeOn } from './navigation.ts'
import { AppearanceButton } from './page/appearance-button.tsx'
import type { EssaySession } from './session/essay-session.ts'
import { Button, IconButton } from './ui/button.tsx'

const VIEWS: readonly { readonly id: EssayView; readonly label: string }[] = [
  { id: 'page', label: 'Page' },
  { id: 'proof', label: 'Proof' },
  { id: 'hand-in', label: 'Hand in' },
]

/** The slim bar: where am I, the views of the essay, palette and panels. */
export function Bar() {
  const screen = useAppState((state) => state.screen)
  return screen.kind === 'desk' ? <DeskBar /> : <EssayBar session={screen.session} view={screen.view} />
}

function DeskBar() {
  const app = useApp()
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        <span className={styles.title}>Galley</span>
      </div>
      <DeskSearch />
      <div className={styles.right}>
        <PaletteButton app={app} />
        <Button
          kind="outline"
          icon={FileInput}
          onClick={() => runCommand(app, 'essay.import')}
          className={styles.import}
        >
          <span>Import</span>
        </Button>
        <Button kind="primary" icon={Plus} onClick={() => runCommand(app, 'essay.new')} className={styles.new}>
          <span>New essay</span>
        </Button>
      </div>
    </header>
  )
}

function EssayBar({ session, view }: { session: EssaySession; view: EssayView }) {
  const app = useApp()
  const title = useStore(session.store, (state) => state.metadata.title || state.fileName)
  const { outlineOpen, inspectorOpen } = useAppState((state) => state.preferences)
  const { isWide, beside } = useBeside()
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        {view === 'page' && (
          <IconButton
            label="Outline"
            icon={PanelLeft}
            pressed={outlineOpen}
            keys="Mod+Alt+O"
            onClick={() => runCommand(app, 'view.outline')}
          />
        )}
        <nav aria-label="Where you are" className={styles.crumbs}>
          <button type="button" className={styles.crumb} onClick={() => void showDesk(app)}>
            Desk
          </button>
          <ChevronRight aria-hidden="true" />
          <span className={styles.title} title={title} aria-current="page">
            {title}
          </span>
        </nav>
      </div>
      <fieldset className={styles.views}>
        <legend className="visually-hidden">View</legend>
        {VIEWS.map(({ id, label }, index) => (
          <button
            key={id}
            type="button"
            className={styles.segment}
            aria-pressed={view === id}
            title={`${label} (${keysForPeople(`Mod+${index + 1}`)})`}
            // A click goes on writing; the key stays on the switch, where the next arrow or Tab is expected.
            onClick={(event) => (id === 'page' && event.detail > 0 ? writeOn(app) : showView(app, id))}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <div className={styles.right}>
        <PaletteButton app={app} />
        {view === 'page' && <AppearanceButton />}
        <IconButton
          label="History"
          icon={History}
          keys="Mod+Shift+Y"
          aria-haspopup="dialog"
          className={styles.history}
          onClick={() => runCommand(app, 'essay.history')}
        />
        {isWide && view === 'page' && (
          <IconButton
            label="Proof beside the Page"
            icon={Columns2}
            pressed={beside}
            keys="Mod+Alt+B"
            onClick={() => runCommand(app, 'view.beside')}
          />
        )}
        {view !== 'hand-in' && (
          <IconButton
            label="Inspector"
            icon={PanelRight}
            pressed={inspectorOpen}
            keys="Mod+Alt+P"
            onClick={() => runCommand(app, 'view.inspector')}
          />
        )}
      </div>
    </header>
  )
}

function PaletteButton({ app }: { app: App }) {
  return (
    <Button icon={CommandIcon} onClick={() => runCommand(app, 'view.palette')}>
      <span className="visually-hidden">Command palette</span>
      <kbd className={styles.keys}>{keysForPeople('Mod+K')}</kbd>
    </Button>
  )
}
