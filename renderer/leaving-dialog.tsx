import type { Problem } from '../core/result.ts'
import { type LeavingAnswer, useAppState } from './app-store.ts'
import styles from './leaving-dialog.module.css'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'

const WAITS = {
  protected:
    'Every word is protected in Galley’s journal on this machine. It may stay there: Galley shows it again when it starts, or when you open the essay.',
  unprotected:
    'Galley’s journal could not take it either, so the newest words are in this window only. Keep them in another place before you go.',
  'no-file':
    'Every word is protected in Galley’s journal on this machine. It may stay there: the Desk shows it under “Not in its folder any more” and puts it back.',
  versions: 'You changed nothing. Its text is kept in the history: “Recover lost essays…” on the Desk puts it back.',
}

/**
 * Asks where to keep text that its file does not hold before its essay is left. It offers no way to lose it: what the journal holds may wait there, and
 * what it does not hold must be put somewhere first. Escape stays.
 */
export function LeavingDialog({
  title,
  problem,
  waits,
  onAnswer,
}: {
  readonly title: string
  readonly problem: Problem
  readonly waits: keyof typeof WAITS
  readonly onAnswer: (answer: LeavingAnswer) => void
}) {
  const { dialogs } = useAppState((state) => state.info)
  const isProtected = waits !== 'unprotected'
  const isGone = waits === 'no-file' || waits === 'versions'
  const heading = isGone ? `The file of “${title}” is gone` : `“${title}” is not in its file yet`
  return (
    <Dialog label={heading} onClose={() => onAnswer('stay')}>
      <div className={styles.leaving}>
        <h2>{heading}</h2>
        <p>{problem.message}</p>
        <p className={styles.more}>{WAITS[waits]}</p>
        <div className={styles.actions}>
          <Button onClick={() => onAnswer('stay')}>Stay here</Button>
          <Button onClick={() => onAnswer('elsewhere')}>{dialogs ? 'Save as…' : 'Download a copy'}</Button>
          <Button
            kind={isProtected ? 'outline' : 'primary'}
            {...(isProtected ? {} : { 'data-first-focus': true })}
            onClick={() => onAnswer('keep')}
          >
            Keep as a new essay
          </Button>
          {isProtected && (
            <Button kind="primary" data-first-focus="true" onClick={() => onAnswer('later')}>
              {waits === 'versions' ? 'Leave it' : 'Later'}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
