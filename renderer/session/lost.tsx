import { useMemo, useRef } from 'react'
import type { Loss } from '../../core/formats/conversion.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { destinationOf } from '../../core/publication/rehearsal/destination.ts'
import { lossPlace } from '../../core/publication/rehearsal/loss-place.ts'
import { remedyFor } from '../../core/publication/rehearsal/remedies.ts'
import { useApp } from '../app-store.ts'
import { Losses, type LossRow } from '../ui/losses.tsx'
import { applyMend } from './apply-fix.ts'
import { jumpTo } from './jump.ts'
import { useSession, useSessionState } from './session-context.ts'

/**
 * What is lost on the way to where a profile goes: each loss with a jump to its place, what can be done about it, and a button where the essay can be changed so that it is
 * not lost. One press mends every place; one undo takes it back.
 */
export function Lost({
  losses,
  profile,
  none,
}: {
  readonly losses: readonly Loss[]
  readonly profile: Profile | null
  /** What to say where nothing is lost. */
  readonly none: string
}) {
  const app = useApp()
  const session = useSession()
  const isLocked = useSessionState((state) => state.isLocked)
  const version = useSessionState((state) => state.version)
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says when the text has changed
  const rows = useMemo(() => {
    const essay = session.document()
    const destination = profile && destinationOf(profile)
    return losses.map((loss): LossRow => {
      const remedy = destination ? remedyFor(loss.kind, destination.id) : null
      const place = lossPlace(essay.body, loss, remedy)
      const { mend } = remedy ?? {}
      const canMend = mend !== undefined && !isLocked && mend.apply(essay) !== essay
      return {
        loss,
        advice: remedy?.advice ?? '',
        ...(place
          ? { jump: place.kind === 'detail' ? 'Go to field' : 'Go there', onJump: () => jumpTo(app, session, place) }
          : {}),
        ...(mend && canMend
          ? {
              mend: mend.label,
              onMend: () => {
                applyMend(app, session, mend.apply, mend.done)
                // The row goes, and the keyboard with it would begin at the top of the window.
                list.current?.focus({ preventScroll: true })
              },
            }
          : {}),
      }
    })
  }, [app, session, losses, profile, isLocked, version])
  return (
    <section ref={list} tabIndex={-1} aria-label="What is lost">
      <Losses rows={rows} none={none} />
    </section>
  )
}
