import { useCallback, useRef } from 'react'
import { useApp } from '../app-store.ts'
import { profileIn } from '../profiles/own-profiles.ts'
import { useSession } from '../session/session-context.ts'
import { followEssay } from './follow-essay.ts'
import { passOnKeys, watchLinks } from './frame-input.ts'
import { keepInStep } from './keep-in-step.ts'
import type { Rendered, useProof } from './use-proof.ts'

/**
 * Keeps the page in the proof's frame with the essay (`followEssay`) and at the Page's place (`keepInStep`). Keys that are pressed in the frame are the window's, and links
 * open as everywhere in Galley. Answers what `ProofFrames` calls.
 */
export function useFollowedPage(
  rendered: Rendered,
  refresh: ReturnType<typeof useProof>['refresh'],
): (frame: Window, url: string) => () => void {
  const app = useApp()
  const session = useSession()
  const latest = useRef(rendered)
  latest.current = rendered

  return useCallback(
    (frame: Window, url: string) => {
      const page = frame.document
      const step = keepInStep(frame, session)
      const ends = [
        step.end,
        passOnKeys(page),
        watchLinks(page, (address) => {
          void app.host.openLink({ url: address }).then((opened) => {
            if (!opened.ok && opened.problem.code !== 'cancelled') app.tell({ problem: opened.problem })
          })
        }),
        followEssay({
          page,
          url,
          session,
          rendered: () => (latest.current.kind === 'proof' && latest.current.proof.url === url ? latest.current : null),
          profile: () => profileIn(app.store.getState().ownProfiles, session.store.getState().settings.profile) ?? null,
          refresh,
          onChanged: step.follow,
        }),
      ]
      return () => {
        for (const end of ends) end()
      }
    },
    [app, session, refresh],
  )
}
