import { useEffect, useState } from 'react'
import type { SaveState } from './essay-session.ts'
import styles from './save-status.module.css'
import { useSession, useSessionState } from './session-context.ts'

/** The save state in true words: what is on disk and when it was compared, or what failed and how to go on. */
export function SaveStatus() {
  const session = useSession()
  const save = useSessionState((state) => state.save)
  const now = useNow(save.kind === 'on-disk')
  return (
    <span className={styles.status} data-save={save.kind}>
      <i className={styles.dot} aria-hidden="true" />
      <span className={styles.words} title={save.kind === 'problem' ? wordsOf(save, now) : undefined}>
        {wordsOf(save, now)}
      </span>
      {/* Spoken only when it matters: a state that changes with every pause would talk over the writer. */}
      <span role="status" className="visually-hidden">
        {save.kind === 'problem' ? wordsOf(save, now) : ''}
      </span>
      {save.kind === 'problem' && (
        <button type="button" className={styles.retry} onClick={() => void session.save()}>
          Try again
        </button>
      )}
    </span>
  )
}

function wordsOf(save: SaveState, now: number): string {
  switch (save.kind) {
    case 'unchanged':
      return 'On disk'
    case 'on-disk':
      return `On disk, checked ${passed(now - save.at)}`
    case 'edited':
      return 'Edited'
    case 'saving':
      return 'Saving…'
    case 'problem':
      return `Not saved: ${save.problem.message}`
  }
}

function passed(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 5) return 'just now'
  if (seconds < 60) return `${Math.floor(seconds / 5) * 5} s ago`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`
}

/** The time, renewed every five seconds while it is shown. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!running) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 5_000)
    return () => clearInterval(timer)
  }, [running])
  return now
}
