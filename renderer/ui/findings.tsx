import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import type { Finding } from '../../core/publication/finding.ts'
import styles from './findings.module.css'

const ICONS = { error: OctagonAlert, warning: TriangleAlert, advice: Info }
const SPOKEN = { error: 'Error', warning: 'Warning', advice: 'Advice' }
const ORDER = { error: 0, warning: 1, advice: 2 }

interface FindingActions {
  /** Goes to a finding's place; left out where there is nowhere to go. The same function each time, or every row is drawn anew. */
  readonly onJump?: (finding: Finding) => void
  /** Mends a finding that can be mended by a press; left out where nothing can be changed. */
  readonly onFix?: (finding: Finding) => void
}

/** The checks' findings, worst first, each with a jump to its place. With none it says so. */
export function Findings({
  findings,
  allGood = 'Every check is met.',
  ...actions
}: FindingActions & { readonly findings: readonly Finding[]; readonly allGood?: string }) {
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
  const sorted = [...findings].sort((one, other) => ORDER[one.severity] - ORDER[other.severity])
  // Two findings may be alike in all but their place; those of one rule keep their order, whatever other rules find.
  const counts = new Map<string, number>()
  return (
    <ul className={styles.findings}>
      {sorted.map((finding) => {
        const count = counts.get(finding.rule) ?? 0
        counts.set(finding.rule, count + 1)
        return <Row key={`${finding.rule} ${count}`} finding={finding} {...actions} />
      })}
    </ul>
  )
}

const Row = memo(FindingRow, (before, after) => {
  const isSame = JSON.stringify(before.finding) === JSON.stringify(after.finding)
  return isSame && before.onJump === after.onJump && before.onFix === after.onFix
})

function FindingRow({ finding, onJump, onFix }: FindingActions & { readonly finding: Finding }) {
  const Icon = ICONS[finding.severity]
  return (
    <li className={styles.finding} data-severity={finding.severity}>
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
}
