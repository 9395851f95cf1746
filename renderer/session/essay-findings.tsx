import { useCallback } from 'react'
import type { Finding } from '../../core/publication/finding.ts'
import { useApp } from '../app-store.ts'
import { Findings } from '../ui/findings.tsx'
import { applyFix } from './apply-fix.ts'
import { jumpTo } from './jump.ts'
import { useSession, useSessionState } from './session-context.ts'

/** Findings of the open essay, each with a jump to its place and, where there is one, a mend; none is offered where the essay cannot be changed. */
export function EssayFindings({
  findings,
  allGood,
}: {
  readonly findings: readonly Finding[]
  readonly allGood?: string
}) {
  const app = useApp()
  const session = useSession()
  const isLocked = useSessionState((state) => state.isLocked)
  const jump = useCallback((finding: Finding) => jumpTo(app, session, finding.place), [app, session])
  const mend = useCallback(
    (finding: Finding) => {
      if (!applyFix(session, finding)) app.tell({ news: 'There is nothing to mend there any more.' })
    },
    [app, session],
  )
  return (
    <Findings
      findings={findings}
      onJump={jump}
      {...(isLocked ? {} : { onFix: mend })}
      {...(allGood === undefined ? {} : { allGood })}
    />
  )
}
