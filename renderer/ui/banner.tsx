import { CircleCheck, Info, OctagonAlert, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { IconButton } from './button.tsx'

const ICONS = { good: CircleCheck, note: Info, warn: TriangleAlert, bad: OctagonAlert }

/** A strip above the screen: what happened, what is safe, and what can be done, as buttons. It stays until it is settled or put away. */
export function Banner({
  tone,
  label,
  what,
  more,
  actions,
  onDismiss,
}: {
  readonly tone: keyof typeof ICONS
  /** The spoken name. */
  readonly label: string
  readonly what: ReactNode
  /** What is safe and what comes next. */
  readonly more?: ReactNode
  readonly actions?: ReactNode
  readonly onDismiss?: () => void
}) {
  const Icon = ICONS[tone]
  return (
    <section className={styles.banner} data-tone={tone} aria-label={label}>
      <Icon aria-hidden="true" />
      {/* Said once when it appears; what stands in it does not change while it is there. */}
      <div className={styles.words} role={tone === 'bad' ? 'alert' : 'status'}>
        <p className={styles.what}>{what}</p>
        {more && <p className={styles.more}>{more}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
      {onDismiss && <IconButton label="Put away" icon={X} className={styles.dismiss} onClick={onDismiss} />}
    </section>
  )
}
