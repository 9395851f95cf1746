import type { Loss } from '../../core/formats/conversion.ts'
import { Card } from './card.tsx'
import styles from './losses.module.css'

/** What a conversion dropped or changed, counted. */
export function Losses({
  losses,
  none,
  onJump,
  canJump = () => false,
}: {
  losses: readonly (Loss & { readonly advice?: string })[]
  none: string
  /** Goes to the place of a loss; left out where there is nowhere to go. */
  onJump?: (loss: Loss) => void
  canJump?: (loss: Loss) => boolean
}) {
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
              {(loss.advice ?? '') !== '' && <span className={styles.advice}>{loss.advice}</span>}
              {onJump && canJump(loss) && (
                <button type="button" className={styles.jump} onClick={() => onJump(loss)}>
                  Go there<span className="visually-hidden">: {loss.message}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
