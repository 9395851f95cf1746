import type { Editor } from '@tiptap/core'
import { posToDOMRect } from '@tiptap/core'
import { BookPlus, EyeOff } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { spellingKey } from '../../core/spelling/spelling-words.ts'
import { useApp } from '../app-store.ts'
import { Floating } from '../editor/floating.tsx'
import {
  misspellingAt,
  type OpenMisspelling,
  openMisspelling,
  showMisspelling,
} from '../editor/spelling/spelling-marks.ts'
import { sameFields, useEditorValue } from '../editor/use-editor-value.ts'
import { useSession } from '../session/session-context.ts'
import styles from './spelling-menu.module.css'

/** What can be done about a misspelt word: opened by the context menu on it, or by key. */
export function SpellingMenu({ editor }: { readonly editor: Editor }) {
  const open = useEditorValue(editor, ({ state }) => openMisspelling(state), sameFields)
  useContextMenu(editor)
  return open && <OpenMenu key={`${open.from}:${open.word}`} editor={editor} at={open} />
}

/** The context menu of a misspelt word is ours; everywhere else it is the system's. */
function useContextMenu(editor: Editor): void {
  useEffect(() => {
    const onMenu = (event: MouseEvent) => {
      const { target } = event
      if (
        !(target instanceof Element) ||
        target.closest('.misspelt, .essay') === null ||
        !editor.view.dom.contains(target)
      )
        return
      // By key the event has no place of its own: then it means the word at the cursor.
      const byKey = event.button !== 2 || (event.clientX === 0 && event.clientY === 0)
      const place = byKey ? null : editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
      const found = misspellingAt(editor.state, place?.pos ?? editor.state.selection.head)
      if (!found) return
      event.preventDefault()
      editor.view.dispatch(showMisspelling(editor.state, found))
    }
    document.addEventListener('contextmenu', onMenu)
    return () => document.removeEventListener('contextmenu', onMenu)
  }, [editor])
}

function OpenMenu({ editor, at }: { readonly editor: Editor; readonly at: OpenMisspelling }) {
  const app = useApp()
  const session = useSession()
  const menu = useRef<HTMLDivElement>(null)
  const [suggestions, setSuggestions] = useState<readonly string[] | null>(null)
  /** Where the word is shown, and the keyboard was. */
  const { view } = at.shownIn ?? editor

  useEffect(() => {
    let asked = true
    void app.spelling.suggest(at.word, at.language).then((words) => {
      if (asked) setSuggestions(words)
    })
    return () => {
      asked = false
    }
  }, [app, at])

  // The first choice takes the focus: the dictionary's best word once it is known. Before it is painted, so that no key
  // pressed at what is seen goes to the text.
  useLayoutEffect(() => {
    if (suggestions) menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    else menu.current?.focus()
  }, [suggestions])

  // A menu that the text closes by itself (it changed, or its cursor moved) gives the focus back; else it would be nowhere.
  useLayoutEffect(
    () => () => {
      if (!menu.current?.contains(document.activeElement)) return
      queueMicrotask(() => {
        if (!editor.isDestroyed && !view.isDestroyed) view.focus()
      })
    },
    [editor, view],
  )

  const close = () => {
    editor.view.dispatch(showMisspelling(editor.state, null))
    view.focus()
  }
  const replace = (word: string) => {
    const tr = editor.state.tr.insertText(word, at.from, at.to)
    editor.view.dispatch(at.shownIn ? tr : tr.scrollIntoView())
    close()
  }
  const learn = () => {
    void app.spelling.changeWords([at.word], [])
    close()
  }
  const ignore = () => {
    const { settings } = session.store.getState()
    const words = new Set(settings.ignoredWords)
    session.change({ settings: { ...settings, ignoredWords: [...words.add(spellingKey(at.word))].sort() } })
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const here = items.indexOf(document.activeElement as HTMLElement)
    const go = (index: number) => items[(index + items.length) % items.length]?.focus()
    if (event.key === 'ArrowDown') go(here + 1)
    else if (event.key === 'ArrowUp') go(here < 0 ? -1 : here - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(-1)
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Floating editor={editor} place="below" dialog={view.dom.closest('dialog')} anchor={() => boxOf(editor, at)}>
      <div
        ref={menu}
        role="menu"
        tabIndex={-1}
        aria-label={`“${at.word}” is not in the dictionary`}
        aria-busy={suggestions === null}
        className={styles.menu}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          const next = event.relatedTarget
          if (next instanceof Node && !menu.current?.contains(next))
            editor.view.dispatch(showMisspelling(editor.state, null))
        }}
      >
        {suggestions?.map((word) => (
          <Item key={word} onChoose={() => replace(word)}>
            <b>{word}</b>
          </Item>
        ))}
        {suggestions?.length === 0 && <p className={styles.none}>No word is near “{at.word}”.</p>}
        {suggestions === null && <p className={styles.none}>Looking for words…</p>}
        {suggestions !== null && (
          <>
            <hr className={styles.line} />
            <Item onChoose={learn}>
              <BookPlus aria-hidden="true" />
              Add to my words
            </Item>
            <Item onChoose={ignore}>
              <EyeOff aria-hidden="true" />
              Ignore in this essay
            </Item>
          </>
        )}
      </div>
    </Floating>
  )
}

function Item({ onChoose, children }: { readonly onChoose: () => void; readonly children: React.ReactNode }) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} className={styles.item} onClick={onChoose}>
      {children}
    </button>
  )
}

function boxOf(editor: Editor, { from, to, shownIn }: OpenMisspelling) {
  const { view, start } = shownIn ?? { view: editor.view, start: 0 }
  if (view.isDestroyed || to - start > view.state.doc.content.size) return null
  const box = posToDOMRect(view, from - start, to - start)
  // Floating centres on its anchor; the menu's left edge stands at the word.
  return { top: box.top, bottom: box.bottom, left: box.left - 8, right: box.left + 222 }
}
