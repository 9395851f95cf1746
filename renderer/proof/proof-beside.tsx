import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useApp, useAppState } from '../app-store.ts'
import { ProfileSelect } from '../profiles/profile-select.tsx'
import { useSession, useSessionState } from '../session/session-context.ts'
import { IconButton } from '../ui/button.tsx'
import { WIDTH_LIMITS, withinWidths } from './devices.ts'
import { ProofProblem } from './no-proof.tsx'
import styles from './proof.module.css'
import { ProofFrames } from './proof-frames.tsx'
import { useFollowedPage } from './use-followed-page.ts'
import { useProof } from './use-proof.ts'

/** The proof beside the Page: as wide as its half of the window, in step with what is written and where. */
export function ProofBeside() {
  const app = useApp()
  const session = useSession()
  const settings = useSessionState((state) => state.settings)
  const { proofTheme, proofPaper } = useAppState((state) => state.preferences)
  const { rendered, refresh, again } = useProof()
  const onPage = useFollowedPage(rendered, refresh)
  const stage = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const width = withinWidths(Math.max(WIDTH_LIMITS.least, size.width))
  return (
    <aside className={styles.beside} aria-label="Proof">
      <div className={styles.besideTools}>
        <div className={styles.profile}>
          <ProfileSelect
            aria-label="Proof of"
            value={settings.profile}
            onChange={(profile) => session.change({ settings: { ...settings, profile } })}
          />
        </div>
        <span className={styles.measure}>{size.width > 0 && `${width} px`}</span>
        <IconButton label="Close the proof" icon={X} onClick={() => app.setPreferences({ proofBeside: false })} />
      </div>
      <div className={styles.besideStage} ref={stage} data-theme-shown={proofPaper ? 'paper' : proofTheme}>
        {rendered.kind === 'problem' && <ProofProblem problem={rendered.problem} onAgain={again} />}
        {rendered.kind === 'proof' && size.width > 0 && (
          <ProofFrames url={rendered.proof.url} width={width} height={size.height} scale={1} onPage={onPage} />
        )}
      </div>
    </aside>
  )
}
