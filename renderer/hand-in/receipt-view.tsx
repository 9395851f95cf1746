import { CircleCheck } from 'lucide-react'
import type { Receipt } from '../../contract/host.ts'
import { Button } from '../ui/button.tsx'
import styles from './hand-in.module.css'

/** The receipt of a hand-in: where, when, every file with its size and SHA-256. */
export function ReceiptView({ receipt, onMarkHandedIn }: { receipt: Receipt; onMarkHandedIn?: () => void }) {
  return (
    <section className={styles.receipt} aria-label="Receipt">
      <h2>
        <CircleCheck aria-hidden="true" /> Handed in
      </h2>
      <p className={styles.where}>
        {receipt.destination} ·{' '}
        {new Date(receipt.time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}
      </p>
      <ul className={styles.files}>
        {receipt.files.map((file) => (
          <li key={file.path} className={styles.receiptFile}>
            <span>{file.path}</span>
            <span className={styles.size}>{fileSize(file.bytes)}</span>
            <span className={styles.sum}>
              SHA-256 <code>{file.sha256}</code>
            </span>
          </li>
        ))}
      </ul>
      {onMarkHandedIn && (
        <Button kind="outline" onClick={onMarkHandedIn}>
          Mark the essay as handed in
        </Button>
      )}
    </section>
  )
}

/** A size as people read it: `412 KB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
