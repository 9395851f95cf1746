import { CircleCheck } from 'lucide-react'
import type { Receipt } from '../../contract/host.ts'
import type { Status } from '../../core/essay/essay.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import { STATUS_NAMES } from '../status-names.ts'
import { Button } from '../ui/button.tsx'
import styles from './hand-in.module.css'

/** The receipt of a hand-in: where, when, every file with its size and SHA-256, and the essay's new status with its undo. */
export function ReceiptView({ receipt, before }: { readonly receipt: Receipt; readonly before: Status | null }) {
  const session = useSession()
  const status = useSessionState((state) => state.metadata.status)
  return (
    <section className={styles.receipt} aria-label="Receipt">
      <h2>
        <CircleCheck aria-hidden="true" /> Handed in
      </h2>
      <p className={styles.where}>
        {receipt.destination} ·{' '}
        {new Date(receipt.time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}
        {receipt.anonymous && ' · anonymous'}
      </p>
      {!receipt.kept && (
        <p className={styles.caution}>
          <b>This receipt could not be kept.</b> The files are written; the essay’s list of hand-ins lacks this one.
        </p>
      )}
      {before !== null && status === 'handed-in' && (
        <p className={styles.marked}>
          The essay is marked as handed in.{' '}
          <Button
            kind="outline"
            onClick={() => session.change({ metadata: { ...session.store.getState().metadata, status: before } })}
          >
            Back to “{STATUS_NAMES[before]}”
          </Button>
        </p>
      )}
      <ReceiptFiles files={receipt.files} />
    </section>
  )
}

/** The files that were written, with size and hash. */
export function ReceiptFiles({ files }: { readonly files: Receipt['files'] }) {
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.path} className={styles.receiptFile}>
          <span>{file.path}</span>
          <span className={styles.size}>{fileSize(file.bytes)}</span>
          <span className={styles.sum}>
            SHA-256 <code>{file.sha256}</code>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A size as people read it: `412 KB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
