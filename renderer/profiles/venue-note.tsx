import type { ProfileSource } from '../../core/publication/profile.ts'
import { useApp } from '../app-store.ts'
import styles from './profiles.module.css'

const STATES = { verified: 'Verified', partly: 'Partly verified', unverified: 'Not verified' } as const

/** Where a venue's rules come from and how sure they are: what was not tried out says so. */
export function VenueNote({ source }: { readonly source: ProfileSource }) {
  const app = useApp()
  const date = new Date(`${source.checked}T00:00:00Z`)
  return (
    <p className={styles.venue} data-status={source.status}>
      <b>{STATES[source.status]}</b>
      <span>
        {source.note} Looked at on {date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })}.{' '}
        {source.url !== '' && (
          <button
            type="button"
            className={styles.link}
            onClick={() =>
              void app.host.openLink({ url: source.url }).then((opened) => {
                if (!opened.ok && opened.problem.code !== 'cancelled') app.tell({ problem: opened.problem })
              })
            }
          >
            {source.url.replace(/^https?:\/\//, '')}
          </button>
        )}
      </span>
    </p>
  )
}
