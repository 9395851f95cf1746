import { TextSelection } from '@tiptap/pm/state'
import type { ChangeEvent, KeyboardEvent, RefObject } from 'react'
import { useRef } from 'react'
import { LONGEST_LINE, LONGEST_TEXT } from '../../core/essay/limits.ts'
import { useApp } from '../app-store.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import styles from './title-fields.module.css'

/** The fields at the head of the page, for whoever sends the cursor there. */
export interface TitleRefs {
  readonly title: RefObject<HTMLTextAreaElement | null>
  readonly standfirst: RefObject<HTMLTextAreaElement | null>
}

/** Both fields of the head. */
export function useTitleRefs(): TitleRefs {
  return { title: useRef<HTMLTextAreaElement>(null), standfirst: useRef<HTMLTextAreaElement>(null) }
}

/** Title and standfirst, written where they will be printed. Enter and the arrows go on to the text. */
export function TitleFields({ title, standfirst }: TitleRefs) {
  const app = useApp()
  const session = useSession()
  const metadata = useSessionState((state) => state.metadata)
  const isLocked = useSessionState((state) => state.isLocked)
  const change = (field: 'title' | 'standfirst', most: number) => (event: ChangeEvent<HTMLTextAreaElement>) => {
    const text = event.target.value.replace(/\s*\n\s*/g, ' ')
    if (text.length > most) {
      app.tell({
        problem: {
          code: 'too-large',
          message: `The ${field} can have ${most.toLocaleString('en-GB')} characters at most. What was pasted beyond that was left out.`,
          safe: 'The rest of the essay is unchanged.',
          next: 'Put long text below, where the essay stands.',
        },
      })
    }
    session.change({ metadata: { ...session.store.getState().metadata, [field]: text.slice(0, most) } })
  }

  const onTitleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isOnward(event)) go(event, standfirst.current, 'start')
  }
  const onStandfirstKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget
    const atStart = selectionStart === 0 && selectionEnd === 0
    if (isOnward(event)) {
      event.preventDefault()
      goToText(session)
    } else if (atStart && (event.key === 'Backspace' || event.key === 'ArrowUp' || event.key === 'ArrowLeft')) {
      go(event, title.current, 'end')
    } else if (event.key === 'ArrowUp' && isOnLine(event.currentTarget, 'first')) {
      go(event, title.current, 'end')
    }
  }

  return (
    <header className={styles.head} data-one-history="">
      <h1 className={styles.title}>
        <textarea
          ref={title}
          rows={1}
          data-field="title"
          aria-label="Title"
          dir="auto"
          placeholder="Title"
          spellCheck
          className={styles.field}
          readOnly={isLocked}
          value={metadata.title}
          onChange={change('title', LONGEST_LINE)}
          onKeyDown={onTitleKey}
        />
      </h1>
      <textarea
        ref={standfirst}
        rows={1}
        data-field="standfirst"
        aria-label="Standfirst"
        dir="auto"
        placeholder="Standfirst: one sentence that makes readers want to go on"
        spellCheck
        className={`${styles.field} ${styles.standfirst}`}
        readOnly={isLocked}
        value={metadata.standfirst}
        onChange={change('standfirst', LONGEST_TEXT)}
        onKeyDown={onStandfirstKey}
      />
    </header>
  )
}

/** Sets the cursor to the start of the text. */
function goToText(session: EssaySession): void {
  const { editor } = session
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.atStart(editor.state.doc)).scrollIntoView())
  editor.view.focus()
}

/** Enter, or ArrowDown and ArrowRight at the end of the field. */
function isOnward(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  if (event.nativeEvent.isComposing) return false
  const field = event.currentTarget
  const atEnd = field.selectionStart === field.value.length && field.selectionEnd === field.value.length
  if (event.key === 'Enter') return !event.metaKey && !event.ctrlKey
  if (event.shiftKey) return false
  return (event.key === 'ArrowRight' && atEnd) || (event.key === 'ArrowDown' && (atEnd || isOnLine(field, 'last')))
}

function go(event: KeyboardEvent, field: HTMLTextAreaElement | null, to: 'start' | 'end'): void {
  event.preventDefault()
  const at = to === 'start' ? 0 : (field?.value.length ?? 0)
  field?.focus()
  field?.setSelectionRange(at, at)
}

/** Whether the cursor stands on the first or last printed line: a field of one line has only that. */
function isOnLine(field: HTMLTextAreaElement, line: 'first' | 'last'): boolean {
  const height = Number.parseFloat(getComputedStyle(field).lineHeight)
  if (field.clientHeight < height * 1.6) return true
  return line === 'first' ? field.selectionEnd === 0 : field.selectionStart === field.value.length
}
