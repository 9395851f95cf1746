import { ChevronDown, CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import { Fragment, memo, type ReactElement, useState } from 'react'
import type { Finding } from '../../core/publication/finding.ts'
import styles from './findings.module.css'

const ICONS = { error: OctagonAlert, warning: TriangleAlert, advice: Info }
const SPOKEN = { error: 'Error', warning: 'Warning', advice: 'Advice' }
const ORDER = { error: 0, warning: 1, advice: 2 }
/** So many of one rule are shown at first: hundreds of one kind would bury the others. */
const SHOWN = 12

interface FindingActions {
  /** Goes to a finding's place; left out where there is nowhere to go. The same function each time, or every row is drawn anew. */
  readonly onJump?: (finding: Finding) => void
  /** Mends a finding that can be mended by a press; left out where nothing can be changed. */
  readonly onFix?: (finding: Finding) => void
}

/** The checks' findings, worst first, each with a jump to its place; of many of one rule the first ones, and the others on demand. With none it says so. */
export function Findings({
  findings,
  allGood = 'Every check is met.',
  ...actions
}: FindingActions & { readonly findings: readonly Finding[]; readonly allGood?: string }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
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
  const toggle = (rule: string) =>
    setOpened((before) => new Set(before.has(rule) ? [...before].filter((one) => one !== rule) : [...before, rule]))
  return (
    <ul className={styles.findings}>
      {[...byRule(findings)].map(([rule, found]) => {
        const first = found.length > SHOWN + 1 ? SHOWN : found.length
        const isOpen = opened.has(rule)
        // Two findings may be alike in all but their place, so a row is known by its number.
        const row = (finding: Finding, index: number): ReactElement => (
          <Row key={index} finding={finding} {...actions} />
        )
        return (
          <Fragment key={rule}>
            {found.slice(0, first).map(row)}
            {found.length > first && (
              <More count={found.length - first} like={found[0]} isOpen={isOpen} onToggle={() => toggle(rule)} />
            )}
            {isOpen && found.slice(first).map(row)}
          </Fragment>
        )
      })}
    </ul>
  )
}

/** Worst first; those of one rule stand together. */
function byRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of [...findings].sort((one, other) => ORDER[one.severity] - ORDER[other.severity])) {
    const group = groups.get(finding.rule)
    if (group) group.push(finding)
    else groups.set(finding.rule, [finding])
  }
  return groups
}

/** Shows the others of a rule below it, or hides them again. */
function More({
  count,
  like,
  isOpen,
  onToggle,
}: {
  readonly count: number
  readonly like: Finding | undefined
  readonly isOpen: boolean
  readonly onToggle: () => void
}) {
  return (
    <li className={styles.more}>
      <button type="button" aria-expanded={isOpen} onClick={onToggle}>
        <ChevronDown aria-hidden="true" />
        {isOpen ? 'Hide' : 'Show'} {count} more like these
        <span className="visually-hidden">: {like?.message}</span>
      </button>
    </li>
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
