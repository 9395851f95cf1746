import { Check, CircleSlash } from 'lucide-react'
import type { FolderRef, Receipt } from '../../contract/host.ts'
import type { Status } from '../../core/essay/essay.ts'
import type { Loss } from '../../core/formats/conversion.ts'
import type { Finding } from '../../core/publication/finding.ts'
import type { Problem } from '../../core/result.ts'
import { Button } from '../ui/button.tsx'
import { Losses } from '../ui/losses.tsx'
import styles from './hand-in.module.css'
import { Progress } from './progress.tsx'
import { ReceiptView } from './receipt-view.tsx'
import type { Plan } from './use-plan.ts'

/** What is going on below the buttons. */
export type Outcome =
  | { readonly kind: 'none' }
  /** `operation` names what can be cancelled; null for what is too short for that */
  | { readonly kind: 'working'; readonly what: string; readonly operation: string | null }
  /** `losses`: what of the essay the clipboard lacks although the files have it */
  | { readonly kind: 'copied'; readonly losses: readonly Loss[] }
  /** `before`: the status before the essay was marked as handed in; null where it was so already */
  | { readonly kind: 'receipt'; readonly receipt: Receipt; readonly before: Status | null }
  /** Errors stand in the essay: they are named once before it is handed in. `save`: as a download */
  | { readonly kind: 'unmet'; readonly errors: readonly Finding[]; readonly way: 'write' | 'save' }
  | { readonly kind: 'exists'; readonly folder: FolderRef }
  | { readonly kind: 'stopped'; readonly problem: Problem }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** Shows what became of a hand-in. */
export function OutcomeView({
  outcome,
  plan,
  onReplace,
  onAnyway,
  onLeave,
}: {
  readonly outcome: Outcome
  readonly plan: Plan | null
  readonly onReplace: (folder: FolderRef) => void
  /** Hands in although errors stand. */
  readonly onAnyway: (way: 'write' | 'save') => void
  readonly onLeave: () => void
}) {
  switch (outcome.kind) {
    case 'none':
      return null
    case 'working':
      return outcome.operation === null ? (
        <p>{outcome.what}</p>
      ) : (
        <Progress operation={outcome.operation} what={outcome.what} />
      )
    case 'copied':
      return (
        <>
          <p className={styles.good}>
            <Check aria-hidden="true" /> Copied. {copiedNote(plan, outcome.losses)}
          </p>
          {outcome.losses.length > 0 && <Losses rows={outcome.losses.map((loss) => ({ loss }))} none="" />}
        </>
      )
    case 'stopped':
      return (
        <p className={styles.stopped}>
          <CircleSlash aria-hidden="true" /> {outcome.problem.message} {outcome.problem.safe}
        </p>
      )
    case 'problem':
      return (
        <p className={styles.problem}>
          <b>{outcome.problem.message}</b> {outcome.problem.safe} {outcome.problem.next}
        </p>
      )
    case 'unmet':
      return <Unmet errors={outcome.errors} onAnyway={() => onAnyway(outcome.way)} onLeave={onLeave} />
    case 'exists':
      return <Taken plan={plan} onReplace={() => onReplace(outcome.folder)} onLeave={onLeave} />
    case 'receipt':
      return <ReceiptView receipt={outcome.receipt} before={outcome.before} />
  }
}

function Taken({
  plan,
  onReplace,
  onLeave,
}: {
  readonly plan: Plan | null
  readonly onReplace: () => void
  readonly onLeave: () => void
}) {
  const taken = plan?.place?.taken ?? []
  const what = taken.length === 1 ? 'One file is' : taken.length === 0 ? 'Something is' : `${taken.length} files are`
  return (
    <div className={styles.problem}>
      <p>
        <b>{what} there already.</b> Nothing was touched yet.
      </p>
      {taken.length > 0 && (
        <ul className={styles.taken}>
          {taken.map((path) => (
            <li key={path}>{path}</li>
          ))}
        </ul>
      )}
      <Button kind="outline" onClick={onReplace}>
        {taken.length === 1 ? 'Replace it' : 'Replace them'}
      </Button>
      <Button onClick={onLeave}>{taken.length === 1 ? 'Leave it' : 'Leave them'}</Button>
    </div>
  )
}

function Unmet({
  errors,
  onAnyway,
  onLeave,
}: {
  readonly errors: readonly Finding[]
  readonly onAnyway: () => void
  readonly onLeave: () => void
}) {
  return (
    <div className={styles.problem}>
      <p>
        <b>{errors.length === 1 ? 'One thing is' : `${errors.length} things are`} not as it should be.</b> Nothing was
        handed in yet.
      </p>
      <ul className={styles.taken}>
        {[...new Set(errors.map(({ message }) => message))].map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      <Button kind="outline" onClick={onLeave}>
        Go back to it
      </Button>
      <Button onClick={onAnyway}>Hand in anyway</Button>
    </div>
  )
}

/** What happened, in one sentence for those who listen. */
export function spoken(outcome: Outcome, plan: Plan | null): string {
  switch (outcome.kind) {
    case 'none':
      return ''
    case 'working':
      return outcome.what
    case 'copied':
      return `The essay is on the clipboard. ${copiedNote(plan, outcome.losses)}`
    case 'unmet':
      return `Not as it should be: ${outcome.errors.map(({ message }) => message).join('; ')}. Nothing was handed in yet. Hand in anyway?`
    case 'exists':
      return `There already: ${(plan?.place?.taken ?? []).join(', ')}. Nothing was touched yet. Replace or leave?`
    case 'stopped':
    case 'problem':
      return [outcome.problem.message, outcome.problem.safe, outcome.problem.next].filter(Boolean).join(' ')
    case 'receipt': {
      const { length } = outcome.receipt.files
      const marked = outcome.before === null ? '' : ' The essay is marked as handed in.'
      return `Handed in: ${length === 1 ? 'one file was' : `${length} files were`} written.${marked} The receipt follows.`
    }
  }
}

function copiedNote(plan: Plan | null, losses: readonly Loss[]): string {
  if (losses.length > 0) return 'The file has more than the clipboard:'
  const pictures = (plan?.files.length ?? 1) - 1
  return pictures > 0
    ? `The ${pictures === 1 ? 'picture is' : `${pictures} pictures are`} not on the clipboard: save the files and upload the images folder.`
    : 'Everything is on the clipboard.'
}
