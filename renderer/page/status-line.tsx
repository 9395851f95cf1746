import type { EssayCount } from '../../core/essay/word-count.ts'
import { SaveStatus } from '../session/save-status.tsx'
import { useSessionState } from '../session/session-context.ts'
import { CountsButton } from './counts-button.tsx'
import { languageName } from './details/languages.ts'
import { useDigest } from './digest.ts'
import styles from './status-line.module.css'
import { useSelectedCount } from './use-selected-count.ts'

/** What is so: how long the essay is, what is selected, its language, and what is on disk. */
export function StatusLine() {
  const minutes = useDigest((digest) => digest.count.readingMinutes)
  const language = useSessionState((state) => state.metadata.language)
  const selected = useSelectedCount()
  return (
    <footer className={styles.status} data-selected={selected ? '' : undefined}>
      <CountsButton />
      {selected && <Selected words={wordsOf(selected).toLocaleString('en-GB')} />}
      {minutes > 0 && <span className={styles.minutes}>{minutes} min read</span>}
      <span className={styles.space} />
      <span className={styles.language}>{languageName(language)}</span>
      <SaveStatus />
    </footer>
  )
}

/** `Selection 12` beside the essay's count; where there is little room `12 of` before it, without the goal. */
function Selected({ words }: { readonly words: string }) {
  return (
    <>
      <span className={styles.selected}>Selection {words}</span>
      <span className={styles.selectedOf} aria-hidden="true">
        {words} of
      </span>
    </>
  )
}

/** The words of every part: what is selected, wherever it stands. */
function wordsOf({ body, notes, captions, worksCited }: EssayCount): number {
  return body.words + notes.words + captions.words + worksCited.words
}
