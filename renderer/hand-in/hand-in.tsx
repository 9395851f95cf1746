import { Check, Copy, Download, FolderDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FolderRef, Receipt, ValueOf } from '../../contract/host.ts'
import { PROFILES, profileById } from '../../core/publication/profiles.ts'
import type { Problem } from '../../core/result.ts'
import { useApp, useAppState } from '../app-store.ts'
import { showView } from '../navigation.ts'
import { jumpTo } from '../session/jump.ts'
import { SaveStatus } from '../session/save-status.tsx'
import { useSession, useSessionState } from '../session/session-context.ts'
import { Button } from '../ui/button.tsx'
import { Findings } from '../ui/findings.tsx'
import { Losses } from '../ui/losses.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { copyPublication } from './copy-publication.ts'
import { downloadPublication } from './download-publication.ts'
import styles from './hand-in.module.css'
import { fileSize, ReceiptView } from './receipt-view.tsx'

/** What is going on below the list of files. */
type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly what: string }
  | { readonly kind: 'copied' }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | { readonly kind: 'exists'; readonly folder: FolderRef; readonly problem: Problem }
  | { readonly kind: 'problem'; readonly problem: Problem }

type Plan = ValueOf<'planPublication'>

/** Hand in: choose where the essay goes, see the findings and what will be written, copy or save, get a receipt. */
export function HandIn() {
  const app = useApp()
  const session = useSession()
  const info = useAppState((state) => state.info)
  const settings = useSessionState((state) => state.settings)
  const status = useSessionState((state) => state.metadata.status)
  const version = useSessionState((state) => state.version)
  const profile = profileById(settings.profile) ?? PROFILES[0]
  const [plan, setPlan] = useState<Plan | null>(null)
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' })
  const profileId = profile?.id ?? ''
  const main = useRef<HTMLElement>(null)
  const said = useRef<HTMLDivElement>(null)
  useKeptFocus(main, null)
  useKeptFocus(said, outcome)
  useKeptFocus(said, status)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` asks for a fresh plan
  useEffect(() => {
    let current = true
    void app.host.planPublication({ ...session.working(), profile: profileId }).then((made) => {
      if (!current) return
      if (made.ok) setPlan(made.value)
      else setOutcome({ kind: 'problem', problem: made.problem })
    })
    return () => {
      current = false
    }
  }, [app, session, profileId, version])

  const copy = async () => {
    setOutcome({ kind: 'working', what: 'Copying…' })
    const copied = await copyPublication(app.host, session.working(), profileId)
    setOutcome(copied.ok ? { kind: 'copied' } : { kind: 'problem', problem: copied.problem })
  }
  const save = async () => {
    setOutcome({ kind: 'working', what: 'Preparing the download…' })
    const downloaded = await downloadPublication(app.host, session.working(), profileId)
    setOutcome(
      downloaded.ok ? { kind: 'receipt', receipt: downloaded.value } : { kind: 'problem', problem: downloaded.problem },
    )
  }
  const saveToFolder = async (folder: FolderRef, replace = false) => {
    setOutcome({ kind: 'working', what: 'Writing…' })
    const written = await app.host.publishToFolder({ ...session.working(), profile: profileId, folder, replace })
    if (written.ok) setOutcome({ kind: 'receipt', receipt: written.value })
    else if (written.problem.code === 'exists') setOutcome({ kind: 'exists', folder, problem: written.problem })
    else setOutcome({ kind: 'problem', problem: written.problem })
  }
  const chooseFolder = async () => {
    const chosen = await app.host.chooseFolder({})
    if (chosen.ok) await saveToFolder(chosen.value.folder)
    else if (chosen.problem.code !== 'cancelled') setOutcome({ kind: 'problem', problem: chosen.problem })
  }
  const working = outcome.kind === 'working'
  // A button that is disabled drops the focus, so they stay and do nothing meanwhile.
  const unlessWorking = async (act: () => Promise<void>) => {
    if (!working) await act()
  }

  return (
    <div className={styles.screen}>
      <main className={styles.sheet} ref={main} tabIndex={-1}>
        <nav className={styles.destinations} aria-label="Hand in to">
          <h2>Hand in to</h2>
          {PROFILES.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className={styles.destination}
              {...(id === profileId ? { 'aria-current': 'true' as const } : {})}
              onClick={() => {
                if (id === profileId) return
                setPlan(null)
                setOutcome({ kind: 'none' })
                session.change({ settings: { ...settings, profile: id } })
              }}
            >
              {name}
            </button>
          ))}
        </nav>
        <div className={styles.detail}>
          <h1>{profile?.name}</h1>
          <p className={styles.description}>{profile?.description}</p>
          {plan && (
            <>
              <Findings
                findings={plan.findings}
                onJump={(finding) => jumpTo(app, session, finding)}
                allGood="Every check is met. It is ready to go."
              />
              {plan.losses.length > 0 && (
                <>
                  <h2 className={styles.label}>What is lost on the way</h2>
                  <Losses losses={plan.losses} none="" />
                </>
              )}
              <h2 className={styles.label}>Will be written</h2>
              <ul className={styles.files}>
                {plan.files.map((file) => (
                  <li key={file.path}>
                    <span>{file.path}</span>
                    <span className={styles.size}>{fileSize(file.bytes)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className={styles.actions}>
            <Button onClick={() => showView(app, 'proof')}>See the proof</Button>
            <span className={styles.space} />
            <Button
              kind="outline"
              icon={Copy}
              disabled={!plan}
              aria-disabled={working}
              onClick={() => void unlessWorking(copy)}
            >
              Copy
            </Button>
            {info.dialogs ? (
              <Button
                kind="primary"
                icon={FolderDown}
                disabled={!plan}
                aria-disabled={working}
                onClick={() => void unlessWorking(chooseFolder)}
              >
                Save to folder…
              </Button>
            ) : (
              <>
                <Button
                  kind="outline"
                  icon={FolderDown}
                  disabled={!plan}
                  aria-disabled={working}
                  onClick={() => void unlessWorking(() => saveToFolder(info.essaysFolder.ref))}
                >
                  Save beside the essays
                </Button>
                <Button
                  kind="primary"
                  icon={Download}
                  disabled={!plan}
                  aria-disabled={working}
                  onClick={() => void unlessWorking(save)}
                >
                  Download
                </Button>
              </>
            )}
          </div>
          {/* A receipt read aloud would be a row of checksums, so what is spoken is said apart. */}
          <p role="status" className="visually-hidden">
            {spoken(outcome)}
          </p>
          <div className={styles.outcome} ref={said} tabIndex={-1}>
            {outcome.kind === 'working' && <p>{outcome.what}</p>}
            {outcome.kind === 'copied' && (
              <p className={styles.good}>
                <Check aria-hidden="true" /> Copied. {copiedNote(plan)}
              </p>
            )}
            {outcome.kind === 'problem' && (
              <p className={styles.problem}>
                <b>{outcome.problem.message}</b> {outcome.problem.safe} {outcome.problem.next}
              </p>
            )}
            {outcome.kind === 'exists' && (
              <div className={styles.problem}>
                <p>
                  <b>{outcome.problem.message}</b> {outcome.problem.safe}
                </p>
                <Button kind="outline" onClick={() => void saveToFolder(outcome.folder, true)}>
                  Replace it
                </Button>
                <Button onClick={() => setOutcome({ kind: 'none' })}>Leave it</Button>
              </div>
            )}
            {outcome.kind === 'receipt' && (
              <ReceiptView
                receipt={outcome.receipt}
                {...(status === 'handed-in' || status === 'published'
                  ? {}
                  : {
                      onMarkHandedIn: () =>
                        session.change({
                          metadata: { ...session.store.getState().metadata, status: 'handed-in' },
                        }),
                    })}
              />
            )}
          </div>
        </div>
      </main>
      <footer className={styles.status}>
        <span>{plan ? `${plan.files.length} ${plan.files.length === 1 ? 'file' : 'files'}` : ''}</span>
        <SaveStatus />
      </footer>
    </div>
  )
}

/** What happened, in one sentence for those who listen. */
function spoken(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'none':
    case 'working':
      return ''
    case 'copied':
      return 'The essay is on the clipboard.'
    case 'exists':
    case 'problem':
      return [outcome.problem.message, outcome.problem.safe, outcome.problem.next].filter(Boolean).join(' ')
    case 'receipt': {
      const { length } = outcome.receipt.files
      return `Handed in: ${length === 1 ? 'one file was' : `${length} files were`} written. The receipt follows.`
    }
  }
}

function copiedNote(plan: Plan | null): string {
  const pictures = (plan?.files.length ?? 1) - 1
  return pictures > 0
    ? `The ${pictures === 1 ? 'picture is' : `${pictures} pictures are`} not on the clipboard: save the files and upload the images folder.`
    : 'Everything is on the clipboard.'
}
