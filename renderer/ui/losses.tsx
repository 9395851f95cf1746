import type { Loss } from '../../core/formats/conversion.ts'
import { Card } from './card.tsx'
import styles from './losses.module.css'

/** A loss, and what can be done about it. */
export interface LossRow {
  readonly loss: Loss
  /** A sentence, or ''. */
  readonly advice?: string
  /** What the button says that goes to its place; left out where there is nowhere to go. */
  readonly jump?: string
  readonly onJump?: () => void
  /** What the button says that mends it; left out where it cannot be mended by a press. */
  readonly mend?: string
  readonly onMend?: () => void
}

/** What a conversion dropped or changed, counted. */
export function Losses({ rows, none }: { readonly rows: readonly LossRow[]; readonly none: string }) {
  return (
    <Card>
      {rows.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <ul className={styles.losses}>
          {rows.map(({ loss, advice = '', jump, onJump, mend, onMend }) => (
            <li key={`${loss.kind} ${loss.message}`}>
              {loss.message}
              {loss.count > 1 && <span className={styles.count}> {loss.count} times</span>}
              {loss.place !== '' && <span className={styles.place}>{loss.place}</span>}
              {advice !== '' && <span className={styles.advice}>{advice}</span>}
              {(onJump || onMend) && (
                <span className={styles.actions}>
                  {onJump && (
                    <button type="button" className={styles.action} onClick={onJump}>
                      {jump}
                      <span className="visually-hidden">: {loss.message}</span>
                    </button>
                  )}
                  {onMend && (
                    <button type="button" className={styles.action} onClick={onMend}>
                      {mend}
                      <span className="visually-hidden">: {loss.message}</span>
                    </button>
                  )}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
