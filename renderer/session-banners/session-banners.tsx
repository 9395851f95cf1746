import { useEffect } from 'react'
import { useApp } from '../app-store.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import { AsideBanner } from './aside-banner.tsx'
import { OutsideBanner } from './outside-banner.tsx'
import { ProblemBanner } from './problem-banner.tsx'
import { ReadOnlyBanner } from './read-only-banner.tsx'
import { RecoveryBanner } from './recovery-banner.tsx'
import { useFileWatch } from './use-file-watch.ts'

/** What has to be said about the open essay and cannot wait: each with what is safe and what can be done. */
export function SessionBanners() {
  const app = useApp()
  const session = useSession()
  const readOnly = useSessionState((state) => state.opened.readOnly)
  const isAside = useSessionState((state) => state.opened.isAside)
  const recovered = useSessionState((state) => state.recovered)
  const outside = useSessionState((state) => state.outside)
  const file = useSessionState((state) => state.file)
  const journalProblem = useSessionState(({ protection }) =>
    protection.kind === 'problem' ? protection.problem : null,
  )
  useFileWatch(app, session)
  const isSettled = outside === null
  // A save that met the other program's change fails for the reason that its own banner gives.
  const fileProblem = file.kind === 'problem' && (isSettled || file.problem.code === 'shrinks') ? file.problem : null
  useEffect(() => {
    if (recovered === null && isSettled && fileProblem === null) return
    // What asks for a decision belongs to this essay, and a dialog of it may be open already.
    return () => {
      if (app.store.getState().dialog?.kind === 'difference') app.store.setState({ dialog: null })
    }
  }, [app, recovered, isSettled, fileProblem])
  // A button that settled something went away with its banner; the keyboard goes on in the text.
  const said = [readOnly, recovered, outside, fileProblem, journalProblem].map(Boolean).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said tells when to look
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const { screen, dialog } = app.store.getState()
      const isLost = document.activeElement === document.body
      if (isLost && dialog === null && screen.kind === 'essay' && screen.view === 'page') session.editor.view.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [app, session, said])
  return (
    <div>
      {readOnly && <ReadOnlyBanner readOnly={readOnly} />}
      {isAside && readOnly === null && <AsideBanner />}
      {recovered && <RecoveryBanner recovered={recovered} />}
      {outside && readOnly === null && <OutsideBanner outside={outside} />}
      {(fileProblem ?? journalProblem) && <ProblemBanner file={fileProblem} journal={journalProblem} />}
    </div>
  )
}
