import type { Essay } from '../../core/essay/essay.ts'
import { countEssay } from '../../core/essay/word-count.ts'
import type { Problem } from '../../core/result.ts'
import { Button } from '../ui/button.tsx'
import styles from './proof.module.css'

/** What stands in the proof's place where it could not be made. */
export function ProofProblem({ problem, onAgain }: { readonly problem: Problem; readonly onAgain: () => void }) {
  return (
    <div className={styles.problem} role="alert">
      <p>
        <b>{problem.message}</b> {problem.safe} {problem.next}
      </p>
      <Button kind="outline" onClick={onAgain}>
        Try again
      </Button>
    </div>
  )
}

/** What stands in the proof's place while the essay says nothing: readers' sample comments on nothing would be odd. */
export function NothingToProof() {
  return <p className={styles.blank}>There is nothing to proof yet. Write a title or a line on the Page.</p>
}

/** Whether an essay has neither words nor pictures. */
export function saysNothing(essay: Essay): boolean {
  const { title, standfirst, cover } = essay.metadata
  // The count comes last: a long essay nearly always has a title.
  if (title.trim() !== '' || standfirst.trim() !== '' || cover !== null || essay.assets.length > 0) return false
  const { body, notes, captions } = countEssay(essay)
  return body.words + notes.words + captions.words === 0
}
