import { MessagesSquare, Monitor, Moon, Smartphone, Sun, Tablet } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Preferences, ValueOf } from '../../contract/host.ts'
import type { Problem } from '../../core/result.ts'
import { useApp, useAppState } from '../app-store.ts'
import { ProfileSelect } from '../profiles/profile-select.tsx'
import { jumpTo } from '../session/jump.ts'
import { SaveStatus } from '../session/save-status.tsx'
import { useSession, useSessionState } from '../session/session-context.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Findings } from '../ui/findings.tsx'
import { Losses } from '../ui/losses.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import styles from './proof.module.css'

/** Widths of the proof in CSS pixels, by device. */
const WIDTHS: Readonly<
  Record<Preferences['proofWidth'], { readonly label: string; readonly icon: typeof Monitor; readonly pixels: number }>
> = {
  phone: { label: 'Phone', icon: Smartphone, pixels: 390 },
  tablet: { label: 'Tablet', icon: Tablet, pixels: 820 },
  desktop: { label: 'Desktop', icon: Monitor, pixels: 1280 },
}

type Rendered =
  | { readonly kind: 'none' }
  | { readonly kind: 'proof'; readonly proof: ValueOf<'proof'> }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** The essay as published: the bytes of the export in a sandboxed frame, with the findings beside it. */
export function Proof() {
  const app = useApp()
  const session = useSession()
  const { proofWidth, proofTheme, proofComments, inspectorOpen } = useAppState((state) => state.preferences)
  const version = useSessionState((state) => state.version)
  const profile = useSessionState((state) => state.settings.profile)
  const settings = useSessionState((state) => state.settings)
  const [rendered, setRendered] = useState<Rendered>({ kind: 'none' })
  const [tab, setTab] = useState<'checks' | 'losses'>('checks')
  const [attempt, setAttempt] = useState(0)
  const { pixels } = WIDTHS[proofWidth]
  const { stage, scale, height } = useFit(pixels)
  const main = useRef<HTMLElement>(null)
  useKeptFocus(main, null)

  // Where the system shows that theme anyway, the proof is the export's very bytes.
  const theme = proofTheme === systemTheme() ? 'system' : proofTheme

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `attempt` ask for a fresh rendering
  useEffect(() => {
    let current = true
    void app.host.proof({ ...session.working(), profile, comments: proofComments, theme }).then((made) => {
      if (!current) return
      setRendered(made.ok ? { kind: 'proof', proof: made.value } : { kind: 'problem', problem: made.problem })
    })
    return () => {
      current = false
    }
  }, [app, session, profile, proofComments, theme, version, attempt])

  const findings = rendered.kind === 'proof' ? rendered.proof.findings : []
  const losses = rendered.kind === 'proof' ? rendered.proof.losses : []
  return (
    <div className={styles.proof} data-inspector={inspectorOpen}>
      <main className={styles.main} ref={main} tabIndex={-1}>
        <h1 className="visually-hidden">Proof</h1>
        <div className={styles.tools} role="toolbar" aria-label="Proof">
          <div className={styles.profile}>
            <ProfileSelect
              aria-label="Proof of"
              value={profile}
              onChange={(chosen) => session.change({ settings: { ...settings, profile: chosen } })}
            />
          </div>
          <fieldset className={styles.widths}>
            <legend className="visually-hidden">Width</legend>
            {Object.entries(WIDTHS).map(([id, { label, icon: Icon, pixels: wide }]) => (
              <button
                key={id}
                type="button"
                className={styles.width}
                aria-label={`${label}, ${wide} pixels`}
                title={`${label}, ${wide} px`}
                aria-pressed={id === proofWidth}
                onClick={() => app.setPreferences({ proofWidth: id as Preferences['proofWidth'] })}
              >
                <Icon aria-hidden="true" />
              </button>
            ))}
          </fieldset>
          <span className={styles.measure}>
            {pixels} px{scale < 1 && ` at ${Math.round(scale * 100)} %`}
          </span>
          <div className={styles.toggles}>
            <IconButton
              label={proofTheme === 'dark' ? 'Show as in a light theme' : 'Show as in a dark theme'}
              icon={proofTheme === 'dark' ? Moon : Sun}
              onClick={() => app.setPreferences({ proofTheme: proofTheme === 'dark' ? 'light' : 'dark' })}
            />
            <IconButton
              label="Sample comments (never exported)"
              icon={MessagesSquare}
              pressed={proofComments}
              onClick={() => app.setPreferences({ proofComments: !proofComments })}
            />
          </div>
        </div>
        <div className={styles.stage} ref={stage}>
          {rendered.kind === 'problem' ? (
            <div className={styles.problem} role="alert">
              <p>
                <b>{rendered.problem.message}</b> {rendered.problem.safe} {rendered.problem.next}
              </p>
              <Button kind="outline" onClick={() => setAttempt(attempt + 1)}>
                Try again
              </Button>
            </div>
          ) : (
            <div className={styles.device} style={{ width: pixels * scale }} data-theme-shown={proofTheme}>
              {rendered.kind === 'proof' && (
                <iframe
                  className={styles.frame}
                  title="Proof of the published essay"
                  sandbox=""
                  src={rendered.proof.url}
                  style={{ width: pixels, height: height / scale, scale: String(scale) }}
                />
              )}
            </div>
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
                count: findings.filter((finding) => finding.severity !== 'advice').length,
                panel: () =>
                  rendered.kind === 'proof' ? (
                    <Findings findings={findings} onJump={(finding) => jumpTo(app, session, finding)} />
                  ) : null,
              },
              {
                id: 'losses',
                label: 'What is lost',
                count: losses.length,
                panel: () =>
                  rendered.kind === 'proof' ? (
                    <Losses losses={losses} none="Nothing is lost on the way to this format." />
                  ) : null,
              },
            ]}
          />
        </aside>
      )}
      <footer className={styles.status}>
        <span className={styles.truth}>
          {rendered.kind === 'proof' && truth(rendered.proof.shows, proofComments, theme)}
        </span>
        <SaveStatus />
      </footer>
    </div>
  )
}

/** The theme that pages follow by themselves. */
function systemTheme(): 'light' | 'dark' {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** What stands between the proof and the export's bytes, in words. */
function truth(shows: ValueOf<'proof'>['shows'], comments: boolean, theme: 'system' | 'light' | 'dark'): string {
  if (shows === 'essay') return 'The essay as a page; the file itself has no look'
  const aside = [comments ? 'the sample comments' : '', theme === 'system' ? '' : `the ${theme} theme`].filter(Boolean)
  if (shows === 'fragment') return 'The exported fragment, byte for byte, set in a page'
  return aside.length === 0
    ? 'Proof equals export, byte for byte'
    : `Proof equals export, but for ${aside.join(' and ')}`
}

/** How much a page of this width must be scaled to stand in the stage, and the stage's height (CSS pixels). */
function useFit(pixels: number) {
  const stage = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: pixels, height: 600 })
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { stage, scale: Math.min(1, Math.max(0.2, size.width / pixels)), height: size.height }
}
