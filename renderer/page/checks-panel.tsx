import type { Finding } from '../../core/publication/finding.ts'
import { useApp } from '../app-store.ts'
import { ProfileSelect } from '../profiles/profile-select.tsx'
import { applyFix } from '../session/apply-fix.ts'
import { jumpTo } from '../session/jump.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import { Field } from '../ui/field.tsx'
import { Findings } from '../ui/findings.tsx'
import { useDigest } from './digest.ts'

/** What the checks find for the publication that the essay is meant for, with a jump and, where there is one, a mend. */
export function ChecksPanel() {
  const app = useApp()
  const session = useSession()
  const findings = useDigest((digest) => digest.findings)
  const profile = useSessionState((state) => state.settings.profile)
  const isLocked = useSessionState((state) => state.isLocked)
  const mend = (finding: Finding) => {
    if (!applyFix(session, finding)) app.tell({ news: 'There is nothing to mend there any more.' })
  }
  return (
    <>
      <Field label="Checked for">
        <ProfileSelect
          value={profile}
          disabled={isLocked}
          onChange={(value) => session.change({ settings: { ...session.store.getState().settings, profile: value } })}
        />
      </Field>
      <Findings
        findings={findings}
        onJump={(finding) => jumpTo(app, session, finding.place)}
        {...(isLocked ? {} : { onFix: mend })}
      />
    </>
  )
}
