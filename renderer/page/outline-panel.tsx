import { TextSelection } from '@tiptap/pm/state'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { OutlineEntry } from '../../core/essay/outline.ts'
import { useApp } from '../app-store.ts'
import { moveSection } from '../editor/move/move-blocks.ts'
import { useEditorValue } from '../editor/use-editor-value.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { useSession } from '../session/session-context.ts'
import { useDigest } from './digest.ts'
import styles from './outline-panel.module.css'
import { putAwayOverlays } from './use-narrow-panels.ts'

/**
 * The headings of the essay with the words below each; the one above the cursor is marked. A heading is dragged, or moved with Alt and an
 * arrow, with all that stands below it.
 */
export function OutlinePanel() {
  const app = useApp()
  const session = useSession()
  const { editor } = session
  const entries = useDigest((digest) => digest.outline)
  const block = useEditorValue(editor, ({ state }) => state.selection.$from.index(0))
  const here = entries.findLast((entry) => entry.block <= block)
  const list = useRef<HTMLUListElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  /** Where what is dragged would go: before this entry, or after the last. */
  const [gap, setGap] = useState<number | null>(null)
  const [said, setSaid] = useState('')

  /** The heading that was moved by key: its entry is drawn where it went when the digest has looked, and the focus goes along. */
  const follow = useRef<string | null>(null)

  useEffect(() => {
    const index = entries.findIndex(({ text }) => text === follow.current)
    follow.current = null
    if (index >= 0) list.current?.querySelectorAll('button')[index]?.focus()
  }, [entries])

  const move = (from: number, to: number): boolean => {
    const entry = entries[from]
    const { doc } = editor.state
    // The digest rests while somebody types; a heading that is not where it was is not moved.
    if (!entry || !editor.isEditable || doc.maybeChild(entry.block)?.textContent !== entry.text) return false
    const target = entries[to]?.block ?? doc.childCount
    if (!moveSection(entry.block, target)(editor.state, editor.view.dispatch)) return false
    setSaid(`“${entry.text}” moved.`)
    return true
  }
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const entry = entries[at]
    if (!entry) return
    const siblings = siblingsOf(entries, at)
    const place = siblings.indexOf(at)
    const up = event.key === 'ArrowUp'
    // Past the neighbour of the same level, and all that hangs below it.
    const to = up ? siblings[place - 1] : (siblings[place + 2] ?? endOf(entries, siblings[place + 1]))
    if (to === undefined || !move(at, to)) return
    follow.current = entry.text
  }

  return (
    <nav aria-label="Outline" className={styles.outline}>
      <h2 className={styles.heading}>Outline</h2>
      {entries.length === 0 ? (
        <p className={styles.empty}>Headings stand here. Begin a line with ## and a space to make one.</p>
      ) : (
        <ul
          ref={list}
          onDragOver={(event) => {
            if (dragged === null) return
            event.preventDefault()
            event.dataTransfer.dropEffect = 'move'
            setGap(gapAt(event.currentTarget, event.clientY))
          }}
          onDrop={(event) => {
            if (dragged === null) return
            event.preventDefault()
            // What is shown of the way there may lag behind the pointer.
            move(dragged, gapAt(event.currentTarget, event.clientY))
            setDragged(null)
            setGap(null)
          }}
        >
          {entries.map((entry, index) => (
            <li
              key={entry.block}
              data-gap={
                gap === index ? 'before' : gap === entries.length && index === entries.length - 1 ? 'after' : undefined
              }
            >
              <button
                type="button"
                className={styles.entry}
                data-level={entry.level}
                data-dragged={dragged === index || undefined}
                draggable
                title="Alt and an arrow key moves this section"
                {...(entry === here ? { 'aria-current': 'location' as const } : {})}
                onKeyDown={(event) => onKeyDown(event, index)}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move'
                  event.dataTransfer.setData('text/plain', entry.text)
                  setDragged(index)
                }}
                onDragEnd={() => {
                  setDragged(null)
                  setGap(null)
                }}
                onClick={() => {
                  goTo(session, entry)
                  putAwayOverlays(app)
                }}
              >
                <span className={styles.text}>{entry.text.trim() || 'Untitled heading'}</span>
                <span className={styles.words} role="img" aria-label={`${entry.words} words`}>
                  {entry.words.toLocaleString('en-GB')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </nav>
  )
}

/** The entries of the same level below the same heading, by index, with `at` among them. */
function siblingsOf(entries: readonly OutlineEntry[], at: number): readonly number[] {
  const level = entries[at]?.level ?? 0
  let first = at
  while (first > 0 && (entries[first - 1]?.level ?? 0) >= level) first--
  const siblings: number[] = []
  for (let index = first; index < entries.length && (entries[index]?.level ?? 0) >= level; index++)
    if (entries[index]?.level === level) siblings.push(index)
  return siblings
}

/** The entry after a section, or the number of entries; undefined for none. */
function endOf(entries: readonly OutlineEntry[], at: number | undefined): number | undefined {
  if (at === undefined) return undefined
  const level = entries[at]?.level ?? 0
  const next = entries.findIndex((entry, index) => index > at && entry.level <= level)
  return next === -1 ? entries.length : next
}

/** The gap between entries that is nearest to a height of the window. */
function gapAt(list: HTMLElement, y: number): number {
  const middles = [...list.children].map((item) => {
    const box = item.getBoundingClientRect()
    return (box.top + box.bottom) / 2
  })
  const below = middles.findIndex((middle) => y < middle)
  return below === -1 ? middles.length : below
}

/** Sets the cursor to the end of a heading, and the heading near the top of the page. */
function goTo(session: EssaySession, entry: OutlineEntry): void {
  const { editor } = session
  const { doc } = editor.state
  if (entry.block >= doc.childCount) return
  let position = 0
  for (let index = 0; index < entry.block; index++) position += doc.child(index).nodeSize
  const end = position + 1 + doc.child(entry.block).content.size
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(doc.resolve(end), -1)))
  const dom = editor.view.nodeDOM(position)
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'start' })
  editor.view.focus()
}
