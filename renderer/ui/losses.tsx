import type { Loss } from '../../core/formats/conversion.ts'
import { Card } from './card.tsx'
import styles from './losses.module.css'

/** What a conversion dropped or changed, counted. */
export function Losses({ losses, none }: { losses: readonly Loss[]; none: string }) {
  return (
    <Card>
      {losses.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <ul className={styles.losses}>
          {losses.map((loss) => (
            <li key={`${loss.kind} ${loss.message}`}>
              {loss.message}
              {loss.count > 1 && <span className={styles.count}> {loss.count} times</span>}
              {loss.place !== '' && <span className={styles.place}>{loss.place}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
