import { NodeSelection } from '@tiptap/pm/state'
import { useEffect, useState } from 'react'
import { countText } from '../../core/essay/word-count.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { SaveStatus } from '../session/save-status.tsx'
import { useSession, useSessionState } from '../session/session-context.ts'
import { languageName } from './details/languages.ts'
import { useDigest } from './digest.ts'
import styles from './status-line.module.css'

/** What is so: how long the essay is, what is selected, its language, and what is on disk. */
export function StatusLine() {
  const session = useSession()
  const count = useDigest((digest) => digest.count)
  const language = useSessionState((state) => state.metadata.language)
  const selected = useSelectedWords(session)
  const others = [
    count.notes.words > 0 ? `${number(count.notes.words)} in notes` : '',
    count.captions.words > 0 ? `${number(count.captions.words)} in captions` : '',
    count.worksCited.words > 0 ? `${number(count.worksCited.words)} in works cited` : '',
  ].filter((part) => part !== '')
  return (
    <footer className={styles.status}>
      <span title={others.length > 0 ? `And ${others.join(', ')}` : undefined}>{words(count.body.words)}</span>
      {selected > 0 && <span>Selection {number(selected)}</span>}
      {count.readingMinutes > 0 && <span>{count.readingMinutes} min read</span>}
      <span className={styles.space} />
      <span className={styles.language}>{languageName(language)}</span>
      <SaveStatus />
    </footer>
  )
}

function words(count: number): string {
  return count === 1 ? '1 word' : `${number(count)} words`
}

function number(value: number): string {
  return value.toLocaleString('en-GB')
}

/** The words of the selection, counted when it rests. */
function useSelectedWords(session: EssaySession): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const { editor } = session
    let timer: ReturnType<typeof setTimeout> | undefined
    const measure = () => {
      const { doc, selection } = editor.state
      const { from, to } = selection
      const empty = selection.empty || selection instanceof NodeSelection
      setCount(
        empty ? 0 : countText(doc.textBetween(from, to, '\n', ' '), session.store.getState().metadata.language).words,
      )
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(measure, 150)
    }
    editor.on('selectionUpdate', later)
    return () => {
      clearTimeout(timer)
      editor.off('selectionUpdate', later)
    }
  }, [session])
  return count
}
