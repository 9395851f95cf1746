import type { Editor } from '@tiptap/core'
import { posToDOMRect } from '@tiptap/core'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useApp } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { keysForPeople } from '../../commands/keys.ts'
import { commands, contextOf } from '../../commands/registry.ts'
import { Floating } from '../floating.tsx'
import floating from '../floating-list.module.css'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { dismissSlash, openSlash } from './slash.ts'
import styles from './slash-menu.module.css'

/** The blocks that a slash at the start of a paragraph offers. The focus stays in the text; arrows, Enter and Escape are the menu's. */
export function SlashMenu({ editor }: { editor: Editor }) {
  const slash = useEditorValue(editor, (current) => openSlash(current.state), sameFields)
  return slash && <OpenMenu key={slash.from} editor={editor} query={slash.query} from={slash.from} />
}

function OpenMenu({ editor, query, from }: { editor: Editor; query: string; from: number }) {
  const app = useApp()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const found = useMemo(() => find(query, contextOf(app)), [app, query])
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, Math.max(0, found.length - 1))

  const run = (command: Command) => {
    const slash = openSlash(editor.state)
    if (slash) editor.view.dispatch(editor.state.tr.delete(slash.from, slash.to))
    editor.view.focus()
    void command.run(contextOf(app))
  }

  const keys = useRef<(event: KeyboardEvent) => boolean>(() => false)
  keys.current = (event) => {
    if (event.isComposing) return false
    if (event.key === 'Escape') {
      editor.view.dispatch(dismissSlash(editor.state))
      return true
    }
    if (found.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'ArrowDown') setChosen((at + 1) % found.length)
    else if (event.key === 'ArrowUp') setChosen((at - 1 + found.length) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') {
      const command = found[at]
      if (command) run(command)
    } else return false
    return true
  }

  useEffect(() => {
    const { slash } = editor.storage
    slash.onKey = (event) => keys.current(event)
    return () => {
      slash.onKey = null
    }
  }, [editor])

  // The text says to assistive technology which item is chosen while it keeps the focus.
  useEffect(() => {
    const { dom } = editor.view
    dom.setAttribute('aria-controls', id)
    if (found.length > 0) dom.setAttribute('aria-activedescendant', `${id}-${at}`)
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, id, at, found.length])

  useEffect(() => {
    list.current?.querySelector(`[id="${CSS.escape(`${id}-${at}`)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])

  return (
    <Floating editor={editor} place="below" anchor={() => anchorOf(editor, from)}>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label="Insert"
        className={`${floating.list} ${styles.menu}`}
        onMouseDown={(event) => event.preventDefault()}
      >
        {found.map((command, index) => {
          const Icon = command.icon
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken in the text
            <div
              key={command.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={styles.item}
              onPointerMove={() => setChosen(index)}
              onClick={() => run(command)}
            >
              {Icon && <Icon aria-hidden="true" />}
              <span>{command.label.replace('…', '')}</span>
              {command.keys?.[0] && <kbd>{keysForPeople(command.keys[0])}</kbd>}
            </div>
          )
        })}
        {found.length === 0 && (
          <div className={styles.none} role="option" tabIndex={-1} aria-selected="false" aria-disabled="true">
            Nothing is called “{query}”. Escape keeps what you typed.
          </div>
        )}
      </div>
    </Floating>
  )
}

function find(query: string, context: ReturnType<typeof contextOf>): readonly Command[] {
  const wanted = query.toLowerCase().trim()
  const offered = commands.filter((command) => command.slash && command.isEnabled(context))
  if (wanted === '') return offered
  const rank = (command: Command): number => {
    const label = command.label.toLowerCase()
    if (label.startsWith(wanted)) return 0
    if (label.includes(wanted)) return 1
    if (command.words?.some((word) => word.startsWith(wanted))) return 2
    return command.words?.some((word) => word.includes(wanted)) ? 3 : 4
  }
  return offered
    .map((command) => ({ command, rank: rank(command) }))
    .filter((one) => one.rank < 4)
    .sort((one, other) => one.rank - other.rank)
    .map((one) => one.command)
}

function anchorOf(editor: Editor, from: number) {
  if (from > editor.state.doc.content.size) return null
  const box = posToDOMRect(editor.view, from, from)
  // The menu's left edge stands near the slash; Floating centres on its anchor.
  return { top: box.top, bottom: box.bottom, left: box.left, right: box.left + 250 }
}
