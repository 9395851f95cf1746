import { useEffect, useState } from 'react'
import type { FolderRef, ValueOf } from '../../contract/host.ts'
import type { Problem } from '../../core/result.ts'
import { afterPaint } from '../after-paint.ts'
import { useApp } from '../app-store.ts'
import { useSession, useSessionState } from '../session/session-context.ts'

/** What would be written, where, and what the checks find. */
export type Plan = ValueOf<'planPublication'>

/** What is planned. */
export interface PlanRequest {
  /** null: the essay's profile is not on this computer. */
  readonly profile: string | null
  /** null: as the profile has it. */
  readonly anonymous: boolean | null
  readonly folder: FolderRef | null
  /** Counts what was written meanwhile; a new number asks for a fresh plan. */
  readonly attempt: number
}

/** The plan of a hand-in, made anew when the essay, the profile or the folder changes. Of another request there is none, and no problem. */
export function usePlan({ profile, anonymous, folder, attempt }: PlanRequest): Plan | Problem | null {
  const app = useApp()
  const session = useSession()
  const version = useSessionState((state) => state.version)
  const own = profile === null ? null : `${profile} ${anonymous} ${folder}`
  const [made, setMade] = useState<{ readonly of: string; readonly plan: Plan | Problem } | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `attempt` ask for a fresh plan
  useEffect(() => {
    if (own === null || profile === null) return
    let current = true
    // The findings of another profile are seen before the host makes its whole publication.
    void afterPaint().then(async () => {
      if (!current) return
      const planned = await app.host.planPublication({
        ...session.working(),
        profile,
        ...(anonymous === null ? {} : { anonymous }),
        ...(folder === null ? {} : { folder }),
      })
      if (current) setMade({ of: own, plan: planned.ok ? planned.value : planned.problem })
    })
    return () => {
      current = false
    }
  }, [app, session, own, version, attempt])
  return made !== null && made.of === own ? made.plan : null
}

/** True for a plan, false for the problem in its place. */
export function isPlan(plan: Plan | Problem | null): plan is Plan {
  return plan !== null && 'files' in plan
}
