import { FileQuestionMark } from 'lucide-react'
import type { LostEssay } from '../../contract/host.ts'
import { useApp } from '../app-store.ts'
import { showRecovered } from '../navigation.ts'
import { Button } from '../ui/button.tsx'
import styles from './desk.module.css'
import { timeAgo } from './time-ago.ts'

/** An essay whose file is gone while its text waits in the journal: what there is of it, and the way back. */
export function LostRow({ essay }: { readonly essay: LostEssay }) {
  const app = useApp()
  const title = essay.title || essay.fileName || 'An essay without a title'
  return (
    <li className={`${styles.row} ${styles.lostRow}`}>
      <span className={styles.thumb}>
        <FileQuestionMark aria-hidden="true" />
      </span>
      <div className={styles.words}>
        <span className={styles.title}>{title}</span>
        <span className={styles.reason}>
          Its file was moved or deleted. Galley has{' '}
          {essay.words === 1 ? '1 word' : `${essay.words.toLocaleString('en-GB')} words`}, written down{' '}
          {timeAgo(essay.when)}.
        </span>
      </div>
      <Button kind="outline" className={styles.back} onClick={() => void showRecovered(app, essay.id)}>
        Put it back
        <span className="visually-hidden"> “{title}”</span>
      </Button>
    </li>
  )
}
