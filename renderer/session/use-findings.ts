import { useMemo } from 'react'
import { check } from '../../core/publication/checks.ts'
import type { Finding } from '../../core/publication/finding.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { useSession, useSessionState } from './session-context.ts'

/** What the checks find for a profile in the essay as it stands, at once: the host finds the same, but only when it has made the whole publication. */
export function useFindings(profile: Profile | null): readonly Finding[] {
  const session = useSession()
  const version = useSessionState((state) => state.version)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says when the essay has changed
  return useMemo(() => (profile ? check(session.document(), profile) : []), [session, profile, version])
}
