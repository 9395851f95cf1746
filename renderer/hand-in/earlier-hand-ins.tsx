import type { Receipt } from '../../contract/host.ts'
import styles from './hand-in.module.css'
import { ReceiptFiles } from './receipt-view.tsx'
import type { Plan } from './use-plan.ts'

/** What was handed in of this essay before, and what has changed since. */
export function EarlierHandIns({
  receipts,
  plan,
}: {
  readonly receipts: readonly Receipt[]
  readonly plan: Plan | null
}) {
  if (receipts.length === 0) return null
  return (
    <section aria-label="Handed in" className={styles.earlier}>
      <h2>Handed in</h2>
      <ul>
        {receipts.map((receipt) => (
          <li key={`${receipt.time} ${receipt.destination}`}>
            <details>
              <summary>
                <span>
                  <b>{receipt.profileName}</b>
                  {receipt.anonymous && ', anonymous'}
                </span>
                <span className={styles.when}>
                  {new Date(receipt.time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}
                </span>
                <span className={styles.since}>{plan ? changeSince(receipt, plan) : ''}</span>
              </summary>
              <p className={styles.where}>
                {receipt.destination} · {remarks(receipt)}
              </p>
              <ReceiptFiles files={receipt.files} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What differs between what was handed in and what would be now. Files are compared where the profile is the same. */
function changeSince(receipt: Receipt, plan: Plan): string {
  if (receipt.essay === plan.essay) return 'Unchanged since'
  const words = plan.words - receipt.words
  const parts = [
    words === 0
      ? 'as many words'
      : `${words > 0 ? '+' : '−'}${Math.abs(words)} ${Math.abs(words) === 1 ? 'word' : 'words'}`,
  ]
  if (receipt.profile === plan.profile && receipt.anonymous === plan.anonymous) {
    const before = new Map(receipt.files.map((file) => [file.path, file.sha256]))
    const differ = plan.files.filter((file) => before.get(file.path) !== file.sha256).length
    const gone = receipt.files.filter((file) => !plan.files.some(({ path }) => path === file.path)).length
    if (differ > 0) parts.push(differ === 1 ? 'one file differs' : `${differ} files differ`)
    if (gone > 0) parts.push(gone === 1 ? 'one file is gone' : `${gone} files are gone`)
  }
  return `Changed since: ${parts.join(', ')}`
}

function remarks({ findings, losses }: Receipt): string {
  const counted = (count: number, one: string, many: string) => (count === 1 ? `one ${one}` : `${count} ${many}`)
  return `${counted(findings.length, 'finding', 'findings')}, ${counted(losses.length, 'loss', 'losses')}`
}
