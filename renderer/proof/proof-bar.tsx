import { Eraser, FileText, MessagesSquare, Moon, Printer, Sun } from 'lucide-react'
import type { ValueOf } from '../../contract/host.ts'
import { LOOKS, type LookName } from '../../core/publication/looks.ts'
import { useApp, useAppState } from '../app-store.ts'
import { runCommand } from '../commands/registry.ts'
import { profileIn } from '../profiles/own-profiles.ts'
import { ProfileSelect } from '../profiles/profile-select.tsx'
import { useSession, useSessionState } from '../session/session-context.ts'
import { IconButton } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { DEVICES } from './devices.ts'
import styles from './proof.module.css'

interface ProofBarProps {
  readonly rehearsal: ValueOf<'proof'>['rehearsal']
  /** CSS pixels that the page has. */
  readonly width: number
  readonly onWidth: (width: number) => void
  /** How much the page is scaled on the screen. */
  readonly scale: number
}

/** What the proof is of, how it looks, how wide it is. */
export function ProofBar({ rehearsal, width, onWidth, scale }: ProofBarProps) {
  const app = useApp()
  const session = useSession()
  const own = useAppState((state) => state.ownProfiles)
  const settings = useSessionState((state) => state.settings)
  const hasComments = useSessionState((state) => state.threads.some(({ messages }) => messages.length > 0))
  const { proofTheme, proofComments, proofPaper, proofRehearsal } = useAppState((state) => state.preferences)
  const look: LookName = settings.look ?? profileIn(own, settings.profile)?.look ?? 'magazine'
  return (
    <div className={styles.tools} role="toolbar" aria-label="Proof">
      <div className={styles.choices}>
        <div className={styles.profile}>
          <ProfileSelect
            aria-label="Proof of"
            value={settings.profile}
            onChange={(profile) => session.change({ settings: { ...settings, profile } })}
          />
        </div>
        <div className={styles.look}>
          <Select
            aria-label="Look"
            value={look}
            options={LOOKS.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(chosen) => session.change({ settings: { ...settings, look: chosen } })}
          />
        </div>
      </div>
      <fieldset className={styles.widths}>
        <legend className="visually-hidden">Width</legend>
        {DEVICES.map(({ label, icon: Icon, pixels }) => (
          <button
            key={label}
            type="button"
            className={styles.width}
            aria-label={`${label}, ${pixels} pixels`}
            title={`${label}, ${pixels} px`}
            aria-pressed={!proofPaper && pixels === width}
            onClick={() => onWidth(pixels)}
          >
            <Icon aria-hidden="true" data-small={label === 'Small phone'} />
          </button>
        ))}
        <button
          type="button"
          className={styles.width}
          aria-label="Paper, A4 sheets"
          title="Paper, A4 sheets"
          aria-pressed={proofPaper}
          onClick={() => app.setPreferences({ proofPaper: !proofPaper })}
        >
          <FileText aria-hidden="true" />
        </button>
      </fieldset>
      <span className={styles.measure}>
        {proofPaper ? 'A4' : `${width} px`}
        {scale < 1 && ` at ${Math.round(scale * 100)} %`}
      </span>
      <div className={styles.toggles}>
        {rehearsal && (
          <IconButton
            label={`Show what ${rehearsal.name} leaves of it`}
            icon={Eraser}
            pressed={proofRehearsal}
            onClick={() => app.setPreferences({ proofRehearsal: !proofRehearsal, proofPaper: false })}
          />
        )}
        <IconButton
          label={proofTheme === 'dark' ? 'Show as in a light theme' : 'Show as in a dark theme'}
          icon={proofTheme === 'dark' ? Moon : Sun}
          disabled={proofPaper}
          onClick={() => app.setPreferences({ proofTheme: proofTheme === 'dark' ? 'light' : 'dark' })}
        />
        <IconButton
          label={hasComments ? 'Comments (no part of the published page)' : 'Sample comments (never exported)'}
          icon={MessagesSquare}
          pressed={proofComments}
          disabled={proofPaper}
          onClick={() => app.setPreferences({ proofComments: !proofComments })}
        />
        <IconButton label="Print" icon={Printer} keys="Mod+P" onClick={() => runCommand(app, 'proof.print')} />
      </div>
    </div>
  )
}
