import { type DragEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useApp, useAppState } from '../app-store.ts'
import { SelectionBubble } from '../editor/bubble/selection-bubble.tsx'
import { CodeLanguage } from '../editor/code/code-language.tsx'
import { boundaryAt } from '../editor/figure/drop-pictures.ts'
import { FigureToolbar } from '../editor/figure/figure-toolbar.tsx'
import { takePictures } from '../editor/figure/take-pictures.ts'
import { FindBar } from '../editor/find/find-bar.tsx'
import { NoteCard } from '../editor/footnotes/note-card.tsx'
import { GalleryToolbar } from '../editor/gallery/gallery-tools.tsx'
import { SideBySideBar } from '../editor/gallery/side-by-side-bar.tsx'
import { LanguagePopover } from '../editor/language/language-popover.tsx'
import { LinkPopover } from '../editor/link/link-popover.tsx'
import { PasteReceiptBar } from '../editor/paste/paste-receipt-bar.tsx'
import { FigureChooser } from '../editor/references/figure-chooser.tsx'
import { SlashMenu } from '../editor/slash/slash-menu.tsx'
import { TableToolbar } from '../editor/table/table-toolbar.tsx'
import { continueAtEnd } from '../editor/tail.ts'
import '../editor/prose.css'
import { useSession } from '../session/session-context.ts'
import { SpellingMenu } from '../spelling/spelling-menu.tsx'
import { useSpellingMarks } from '../spelling/use-spelling-marks.ts'
import { BlockHandle } from './block-handle.tsx'
import { createDigest, DigestContext } from './digest.ts'
import { EditorSurface } from './editor-surface.tsx'
import { FigureCardInPlace } from './figures/figure-card-in-place.tsx'
import { FiguresTable } from './figures/figures-table.tsx'
import { type FieldFocus, Inspector } from './inspector.tsx'
import { laysOutWhole } from './lays-out-whole.ts'
import { OutlinePanel } from './outline-panel.tsx'
import styles from './page.module.css'
import { StatusLine } from './status-line.tsx'
import { TitleFields, useTitleRefs } from './title-fields.tsx'
import { useFigureNumbers } from './use-figure-numbers.ts'
import { isInspectorBeside, type PanelsOver, putAwayOverlays, useNarrowPanels } from './use-narrow-panels.ts'
import { usePlace } from './use-place.ts'
import { useTypography } from './use-typography.ts'
import { useUndoneDetails } from './use-undone-details.ts'
import { useWritingView } from './use-writing-view.ts'

/** The Page: the essay as it is written, with its outline, its inspector and a line that says what is so. */
export function Page() {
  const app = useApp()
  const session = useSession()
  const [digest] = useState(() => createDigest(app, session))
  useEffect(() => () => digest.end(), [digest])
  const over = useNarrowPanels()
  useUndoneDetails()
  return (
    <DigestContext.Provider value={digest.store}>
      <Panels over={over} />
    </DigestContext.Provider>
  )
}

function Panels({ over }: { readonly over: PanelsOver }) {
  const app = useApp()
  const { editor } = useSession()
  const { outlineOpen, inspectorOpen } = useAppState((state) => state.preferences)
  const dialog = useAppState((state) => state.dialog)
  const inspector = useRef<HTMLElement>(null)
  const [focus, setFocus] = useState<FieldFocus | null>(null)
  const [inPlace, setInPlace] = useState<FieldFocus | null>(null)

  const showField = useCallback(
    (field: FieldFocus['field']) => {
      const asked = (before: FieldFocus | null) => ({ field, asked: (before?.asked ?? 0) + 1 })
      if (app.store.getState().preferences.inspectorOpen && isInspectorBeside(app)) {
        app.store.setState({ inspectorTab: 'figures' })
        setFocus(asked)
      } else {
        setInPlace(asked)
      }
    },
    [app],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isInspectorBeside(app)) return
    // Panels that lie over the text close by Escape and give the focus back to it.
    const { target } = event
    if (!(target instanceof Element) || target.closest('[data-panel]') === null) return
    event.preventDefault()
    if (target.closest('[data-panel=inspector]')) app.setPreferences({ inspectorOpen: false })
    else app.setPreferences({ outlineOpen: false })
    editor.view.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panels that lie over the text; a file dropped beside it must not open
    <div
      className={styles.page}
      data-outline-over={outlineOpen && over.outline}
      data-inspector-over={inspectorOpen && over.inspector}
      onKeyDown={onKeyDown}
      onDragOver={refuseFiles}
      onDrop={refuseFiles}
    >
      {outlineOpen && (
        <div className={styles.outline} data-panel="outline" data-over={over.outline}>
          <OutlinePanel />
        </div>
      )}
      <Sheet
        onField={showField}
        inPlace={inPlace}
        onLeaveCard={() => setInPlace(null)}
        onPress={() => putAwayOverlays(app)}
      />
      {inspectorOpen && (
        <div className={styles.inspector} data-panel="inspector" data-over={over.inspector}>
          <Inspector element={inspector} focus={focus} />
        </div>
      )}
      <StatusLine />
      {dialog?.kind === 'figures' && <FiguresTable onClose={() => app.store.setState({ dialog: null })} />}
    </div>
  )
}

interface SheetProps {
  readonly onField: (field: FieldFocus['field']) => void
  /** The field that the card in place shows, or null while it is closed. */
  readonly inPlace: FieldFocus | null
  readonly onLeaveCard: () => void
  readonly onPress: () => void
}

function Sheet({ onField, inPlace, onLeaveCard, onPress }: SheetProps) {
  const session = useSession()
  const { editor } = session
  const scroller = useRef<HTMLElement>(null)
  const titles = useTitleRefs()
  const typewriter = useAppState((state) => state.preferences.typewriter)
  const isWhole = useAppState(laysOutWhole)
  usePlace(session, scroller, titles.title)
  useTypography(session)
  useFigureNumbers(session)
  useSpellingMarks()
  useWritingView()

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F10' || !event.altKey) return
    const button = scroller.current?.querySelector<HTMLElement>(
      '[data-editor-toolbar] :is(button:not(:disabled), input)',
    )
    if (!button) return
    event.preventDefault()
    button.focus()
  }
  const onDragOver = (event: DragEvent) => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault()
  }
  const onDrop = (event: DragEvent) => {
    // Beside the text: the nearest place in it. The editor answers drops on itself.
    if (event.defaultPrevented || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void takePictures(
      editor,
      editor.storage.host,
      [...event.dataTransfer.files],
      boundaryAt(editor.view, event.clientY),
    )
  }

  return (
    <main
      ref={scroller}
      data-scroller=""
      data-typewriter={typewriter}
      data-layout={isWhole ? 'whole' : 'near'}
      className={styles.sheet}
      onKeyDown={onKeyDown}
      onPointerDown={onPress}
      onDragOver={onDragOver}
      onDrop={onDrop}
    >
      <FindBar editor={editor} />
      <div className={styles.canvas} data-canvas="">
        <article className={`${styles.article} prose`}>
          <TitleFields {...titles} />
          <EditorSurface onBack={() => focusEnd(titles.standfirst.current)} />
        </article>
        {/* A click below the text goes on writing. */}
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className={styles.below}
          onClick={() => continueAtEnd(editor)}
        />
        <BlockHandle editor={editor} />
        <FigureToolbar editor={editor} onField={onField} />
        <GalleryToolbar editor={editor} />
        <SideBySideBar editor={editor} />
        {inPlace && <FigureCardInPlace focus={inPlace} onClose={onLeaveCard} />}
        <TableToolbar editor={editor} />
        <SelectionBubble editor={editor} />
        <LinkPopover editor={editor} />
        <LanguagePopover editor={editor} />
        <FigureChooser editor={editor} />
        <CodeLanguage editor={editor} />
        <NoteCard editor={editor} />
        <SlashMenu editor={editor} />
        <SpellingMenu editor={editor} />
      </div>
      <PasteReceiptBar editor={editor} />
    </main>
  )
}

/** A file that nothing here takes would otherwise replace the whole window. */
function refuseFiles(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer.types.includes('Files')) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'none'
}

function focusEnd(field: HTMLTextAreaElement | null): void {
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}
