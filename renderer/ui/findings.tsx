import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Finding } from '../../core/publication/finding.ts'
import styles from './findings.module.css'

const ICONS = { error: OctagonAlert, warning: TriangleAlert, advice: Info }
const SPOKEN = { error: 'Error', warning: 'Warning', advice: 'Advice' }

/** The checks' findings, worst first, each with a jump to its place. With none it says so. */
export function Findings({
  findings,
  onJump,
  onFix,
  allGood = 'Every check is met.',
}: {
  findings: readonly Finding[]
  /** Goes to a finding's place; left out where there is nowhere to go. */
  onJump?: (finding: Finding) => void
  /** Mends a finding that can be mended by a press; left out where nothing can be changed. */
  onFix?: (finding: Finding) => void
  allGood?: string
}) {
  if (findings.length === 0) {
    return (
      <div className={styles.findings}>
        <div className={styles.finding} data-severity="good">
          <CircleCheck aria-hidden="true" />
          <span>
            <b>{allGood}</b>
          </span>
        </div>
      </div>
    )
  }
  const order = { error: 0, warning: 1, advice: 2 }
  const sorted = [...findings].sort((one, other) => order[one.severity] - order[other.severity])
  return (
    <ul className={styles.findings}>
      {sorted.map((finding, index) => {
        const Icon = ICONS[finding.severity]
        return (
          // Two findings may be alike in all but their place; their order is stable.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={`${finding.rule} ${index}`} className={styles.finding} data-severity={finding.severity}>
            <Icon aria-hidden="true" />
            <span>
              <span className="visually-hidden">{SPOKEN[finding.severity]}: </span>
              <b>{finding.message}</b>
              <small>
                {finding.advice}{' '}
                {onJump && finding.place.kind !== 'essay' && (
                  <button type="button" className={styles.jump} onClick={() => onJump(finding)}>
                    {finding.place.kind === 'detail' ? 'Go to field' : 'Go there'}
                    <span className="visually-hidden">: {finding.message}</span>
                  </button>
                )}
                {onFix && finding.fix && (
                  <button type="button" className={styles.jump} onClick={() => onFix(finding)}>
                    {finding.fix}
                    <span className="visually-hidden">: {finding.message}</span>
                  </button>
                )}
              </small>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
