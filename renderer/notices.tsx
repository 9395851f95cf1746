import { CircleCheck, OctagonAlert, X } from 'lucide-react'
import type { Notice } from './app-store.ts'
import styles from './notices.module.css'
import { IconButton } from './ui/button.tsx'

/** What the window has to say: problems stay until they are dismissed, news goes by itself. */
export function Notices({ notices, onDismiss }: { notices: readonly Notice[]; onDismiss: (id: number) => void }) {
  return (
    <section className={styles.notices} aria-label="Notices" aria-live="polite">
      {notices.map((notice) => (
        <div
          key={notice.id}
          className={`${styles.notice} ${notice.kind === 'problem' ? styles.problem : styles.news}`}
          {...(notice.kind === 'problem' ? { role: 'alert' } : {})}
        >
          {notice.kind === 'problem' ? <OctagonAlert aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
          {notice.kind === 'problem' ? (
            <div>
              <p className={styles.what}>{notice.problem.message}</p>
              {(notice.problem.safe || notice.problem.next) && (
                <p className={styles.more}>{[notice.problem.safe, notice.problem.next].filter(Boolean).join(' ')}</p>
              )}
            </div>
          ) : (
            <p>{notice.text}</p>
          )}
          <IconButton label="Dismiss" icon={X} onClick={() => onDismiss(notice.id)} />
        </div>
      ))}
    </section>
  )
}
