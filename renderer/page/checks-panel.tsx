import { ProfileSelect } from '../profiles/profile-select.tsx'
import { EssayFindings } from '../session/essay-findings.tsx'
import { useSession, useSessionState } from '../session/session-context.ts'
import { Field } from '../ui/field.tsx'
import { useDigest } from './digest.ts'

/** What the checks find for the publication that the essay is meant for, with a jump and, where there is one, a mend. */
export function ChecksPanel() {
  const session = useSession()
  const findings = useDigest((digest) => digest.findings)
  const profile = useSessionState((state) => state.settings.profile)
  const isLocked = useSessionState((state) => state.isLocked)
  return (
    <>
      <Field label="Checked for">
        <ProfileSelect
          value={profile}
          disabled={isLocked}
          onChange={(value) => session.change({ settings: { ...session.store.getState().settings, profile: value } })}
        />
      </Field>
      <EssayFindings findings={findings} />
    </>
  )
}
