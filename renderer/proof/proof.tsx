import { useMemo, useRef, useState } from 'react'
import { assetHash } from '../../core/essay/url.ts'
import { SHEET } from '../../core/publication/paper.ts'
import { useApp, useAppState } from '../app-store.ts'
import { profileIn } from '../profiles/own-profiles.ts'
import { EssayFindings } from '../session/essay-findings.tsx'
import { Lost } from '../session/lost.tsx'
import { SaveStatus } from '../session/save-status.tsx'
import { useSessionState } from '../session/session-context.ts'
import { useFindings } from '../session/use-findings.ts'
import { Tabs } from '../ui/tabs.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { useMedia } from '../use-media.ts'
import { deviceFor } from './devices.ts'
import { ElsewherePanel } from './elsewhere-panel.tsx'
import { NothingToProof, ProofProblem, saysNothing } from './no-proof.tsx'
import styles from './proof.module.css'
import { ProofBar } from './proof-bar.tsx'
import { ProofFrames } from './proof-frames.tsx'
import { SpokenPanel } from './spoken-panel.tsx'
import { useFit } from './use-fit.ts'
import { useFollowedPage } from './use-followed-page.ts'
import { type Rendered, useProof } from './use-proof.ts'
import { WidthEdge } from './width-edge.tsx'

type Tab = 'checks' | 'losses' | 'spoken' | 'elsewhere'

/** A4 with a little ground around it, in CSS pixels. */
const PAPER_WIDTH = Math.round((SHEET.width * 96) / 25.4) + 32

const BASIS = {
  tried: '',
  read: 'These rules were read, not tried.',
  unverified: 'These rules were not verified: look at the draft there before you publish it.',
} as const

/** The essay as published: the bytes of the export in a sandboxed frame, with what is to be known of them beside it. */
export function Proof() {
  const app = useApp()
  const { proofWidth, proofTheme, proofPaper, inspectorOpen } = useAppState((state) => state.preferences)
  const cover = useSessionState((state) => state.metadata.cover?.src ?? '')
  const own = useAppState((state) => state.ownProfiles)
  const chosenProfile = useSessionState((state) => state.settings.profile)
  const profile = profileIn(own, chosenProfile) ?? null
  const findings = useFindings(profile)
  const assetBase = useSessionState((state) => state.opened.assetBase)
  const { rendered, theme, comments, refresh, again } = useProof()
  const onPage = useFollowedPage(rendered, refresh)
  const [tab, setTab] = useState<Tab>('checks')
  // On a narrow window the device that fits it comes first, until another one is chosen.
  const isNarrow = useMedia('(max-width: 760px)')
  const [isChosen, setIsChosen] = useState(false)
  const width = isNarrow && !isChosen ? Math.min(proofWidth, deviceFor(window.innerWidth)) : proofWidth
  const choose = (pixels: number) => {
    setIsChosen(true)
    app.setPreferences({ proofWidth: pixels, proofPaper: false })
  }
  const pixels = proofPaper ? PAPER_WIDTH : width
  const { stage, scale, height } = useFit(pixels)
  const main = useRef<HTMLElement>(null)
  useKeptFocus(main, null)

  const proof = rendered.kind === 'proof' ? rendered.proof : null
  const version = rendered.kind === 'proof' ? rendered.version : 0
  const isBlank = rendered.kind === 'proof' && saysNothing(rendered.essay)
  const rehearsed = proof?.rehearsal ?? null
  const losses = useMemo(() => {
    const ownKinds = new Set(proof?.rehearsal?.losses.map(({ kind }) => kind))
    return [...(proof?.losses.filter(({ kind }) => !ownKinds.has(kind)) ?? []), ...(proof?.rehearsal?.losses ?? [])]
  }, [proof])
  const coverHash = assetHash(cover)
  return (
    <div className={styles.proof} data-inspector={inspectorOpen}>
      <main className={styles.main} ref={main} tabIndex={-1}>
        <h1 className="visually-hidden">Proof</h1>
        <ProofBar rehearsal={rehearsed} width={width} onWidth={choose} scale={scale} />
        <div className={styles.stage} ref={stage}>
          {rendered.kind === 'problem' ? (
            <ProofProblem problem={rendered.problem} onAgain={again} />
          ) : isBlank ? (
            <NothingToProof />
          ) : (
            <>
              <div
                className={styles.device}
                style={{ width: pixels * scale }}
                data-theme-shown={proofPaper ? 'paper' : proofTheme}
              >
                {rendered.kind === 'proof' && (
                  <ProofFrames url={rendered.proof.url} width={pixels} height={height} scale={scale} onPage={onPage} />
                )}
              </div>
              {!proofPaper && <WidthEdge width={width} scale={scale} onWidth={choose} />}
            </>
          )}
        </div>
      </main>
      {inspectorOpen && (
        <aside className={styles.side} aria-label="Inspector">
          <Tabs
            label="About the proof"
            chosen={tab}
            onChoose={setTab}
            tabs={[
              {
                id: 'checks',
                label: 'Checks',
                count: findings.filter(({ severity }) => severity !== 'advice').length,
                panel: () => <EssayFindings findings={findings} />,
              },
              {
                id: 'losses',
                label: 'Lost',
                count: losses.length,
                panel: () =>
                  proof && (
                    <div className={styles.losses}>
                      {rehearsed && (
                        <p className={styles.about}>
                          {rehearsed.losses.length === 0
                            ? `${rehearsed.name} takes nothing more out of it.`
                            : `With what ${rehearsed.name} takes out.`}{' '}
                          {BASIS[rehearsed.basis]}
                        </p>
                      )}
                      <Lost losses={losses} profile={profile} none="Nothing is lost on the way to this format." />
                    </div>
                  ),
              },
              {
                id: 'spoken',
                label: 'Spoken',
                panel: () => proof && <SpokenPanel url={proof.url} version={version} />,
              },
              {
                id: 'elsewhere',
                label: 'Elsewhere',
                panel: () =>
                  proof && (
                    <ElsewherePanel
                      url={proof.url}
                      version={version}
                      cover={coverHash === null ? '' : assetBase + coverHash}
                    />
                  ),
              },
            ]}
          />
        </aside>
      )}
      <footer className={styles.status}>
        <span className={styles.truth}>{isBlank ? '' : truth(rendered, comments, theme)}</span>
        <SaveStatus />
      </footer>
    </div>
  )
}

/** What stands between the proof and the export's bytes, in words. */
function truth(rendered: Rendered, comments: boolean, theme: 'system' | 'light' | 'dark'): string {
  if (rendered.kind !== 'proof') return ''
  const { proof, shown } = rendered
  if (shown === 'paper') return 'The page on A4 sheets, broken as it will be in print'
  if (shown === 'rehearsal' && proof.rehearsal) return `What ${proof.rehearsal.name} leaves of the text`
  if (proof.shows === 'essay') return 'The essay as a page; the file itself has no look'
  if (proof.shows === 'fragment') return 'The exported fragment, byte for byte, set in a page'
  const own = rendered.essay.threads.some(({ messages }) => messages.length > 0)
  const aside = [
    comments ? (own ? 'the comments' : 'the sample comments') : '',
    theme === 'system' ? '' : `the ${theme} theme`,
  ].filter(Boolean)
  return aside.length === 0
    ? 'Proof equals export, byte for byte'
    : `Proof equals export, but for ${new Intl.ListFormat('en', { type: 'conjunction' }).format(aside)}`
}
