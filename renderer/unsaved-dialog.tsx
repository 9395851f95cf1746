import type { Problem } from '../core/result.ts'
import type { UnsavedAnswer } from './app-store.ts'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'
import styles from './unsaved-dialog.module.css'

/**
 * Asks what to do with text that could not be saved before its essay is left. Nothing is given up but by the button that
 * says so; Escape stays.
 */
export function UnsavedDialog({
  title,
  problem,
  onAnswer,
}: {
  readonly title: string
  readonly problem: Problem
  readonly onAnswer: (answer: UnsavedAnswer) => void
}) {
  const heading = `“${title}” could not be saved`
  return (
    <Dialog label={heading} onClose={() => onAnswer('stay')}>
      <div className={styles.unsaved}>
        <h2>{heading}</h2>
        <p>{problem.message}</p>
        <p className={styles.more}>
          What you wrote since the last save is in this window only. Kept as a new essay it stands on the Desk beside
          the other one.
        </p>
        <div className={styles.actions}>
          <Button onClick={() => onAnswer('discard')}>Leave without saving</Button>
          <Button kind="outline" onClick={() => onAnswer('stay')}>
            Stay here
          </Button>
          <Button kind="primary" data-first-focus="true" onClick={() => onAnswer('keep')}>
            Keep as a new essay
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
