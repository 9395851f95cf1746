import { Copy, Download, FolderDown, Printer } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { FolderRef, Receipt, ValueOf } from '../../contract/host.ts'
import type { Finding } from '../../core/publication/finding.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { withAnonymity } from '../../core/publication/with-anonymity.ts'
import type { Problem, Result } from '../../core/result.ts'
import { useApp, useAppState } from '../app-store.ts'
import { showView } from '../navigation.ts'
import { profileIn } from '../profiles/own-profiles.ts'
import { EssayFindings } from '../session/essay-findings.tsx'
import { printPublication } from '../session/print-publication.ts'
import { SaveStatus } from '../session/save-status.tsx'
import { useSession, useSessionState } from '../session/session-context.ts'
import { useFindings } from '../session/use-findings.ts'
import { Button } from '../ui/button.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { copyPublication } from './copy-publication.ts'
import { Destination } from './destination.tsx'
import { downloadPublication } from './download-publication.ts'
import { EarlierHandIns } from './earlier-hand-ins.tsx'
import styles from './hand-in.module.css'
import { type Outcome, OutcomeView, spoken } from './outcome.tsx'
import { PlanView } from './plan-view.tsx'
import { ProfileHead } from './profile-head.tsx'
import { ProfileList } from './profile-list.tsx'
import { isPlan, usePlan } from './use-plan.ts'

type HandIns = ValueOf<'listHandIns'>

/** Every format with its options comes along with the editor; the window fetches it when a profile is edited. */
const ProfileEditor = lazy(async () => ({ default: (await import('../profiles/profile-editor.tsx')).ProfileEditor }))

/** Hand in: choose where the essay goes, see the findings and what will be written and where, copy, print or write it, get a receipt that is kept. */
export function HandIn() {
  const app = useApp()
  const session = useSession()
  const info = useAppState((state) => state.info)
  const own = useAppState((state) => state.ownProfiles)
  const settings = useSessionState((state) => state.settings)
  const status = useSessionState((state) => state.metadata.status)
  const profile = profileIn(own, settings.profile) ?? null
  const [editing, setEditing] = useState<Profile | null>(null)
  const [anonymous, setAnonymous] = useState<boolean | null>(null)
  const [folder, setFolder] = useState<FolderRef | null>(info.dialogs ? null : info.essaysFolder.ref)
  const [handIns, setHandIns] = useState<HandIns>({ receipts: [], folder: null })
  const [attempt, setAttempt] = useState(0)
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' })
  const asked = useMemo(() => profile && withAnonymity(profile, anonymous ?? undefined), [profile, anonymous])
  const findings = useFindings(asked)
  const made = usePlan({ profile: profile?.id ?? null, anonymous, folder, attempt })
  const plan = isPlan(made) ? made : null
  const main = useRef<HTMLElement>(null)
  const detail = useRef<HTMLDivElement>(null)
  const said = useRef<HTMLDivElement>(null)
  /** The errors with which it is to be handed in all the same. */
  const answered = useRef<ReadonlySet<string>>(new Set())
  // Another profile, or its editor, begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say when
  useLayoutEffect(() => {
    if (detail.current) detail.current.scrollTop = 0
  }, [settings.profile, editing !== null])
  useKeptFocus(main, editing)
  useKeptFocus(said, outcome)
  useKeptFocus(said, status)

  useEffect(() => {
    if (outcome.kind !== 'none') said.current?.scrollIntoView({ block: 'nearest' })
    // It asks something; the keyboard must be there.
    if (outcome.kind === 'exists' || outcome.kind === 'unmet') said.current?.focus({ preventScroll: true })
  }, [outcome])

  const essayId = session.document().id
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` counts what was handed in meanwhile
  useEffect(() => {
    let current = true
    void app.host.listHandIns({ id: essayId }).then((listed) => {
      if (!current || !listed.ok) return
      setHandIns(listed.value)
      const remembered = listed.value.folder?.folder
      if (remembered) setFolder((chosen) => (info.dialogs && chosen !== null ? chosen : remembered))
    })
    return () => {
      current = false
    }
  }, [app, essayId, attempt])

  const choose = useCallback(
    (id: string) => {
      setEditing(null)
      setAnonymous(null)
      setOutcome({ kind: 'none' })
      session.change({ settings: { ...session.store.getState().settings, profile: id } })
    },
    [session],
  )
  const input = () => ({
    ...session.working(),
    profile: profile?.id ?? '',
    ...(anonymous === null ? {} : { anonymous }),
  })
  const settle = (done: Result<Receipt>, into: FolderRef | null) => {
    setAttempt((count) => count + 1)
    if (done.ok) {
      const { metadata } = session.store.getState()
      const before = metadata.status
      const isMarked = before !== 'handed-in' && before !== 'published'
      if (isMarked) session.change({ metadata: { ...metadata, status: 'handed-in' } })
      setOutcome({ kind: 'receipt', receipt: done.value, before: isMarked ? before : null })
    } else if (done.problem.code === 'cancelled') setOutcome({ kind: 'stopped', problem: done.problem })
    else if (done.problem.code === 'exists' && into !== null) setOutcome({ kind: 'exists', folder: into })
    else setOutcome({ kind: 'problem', problem: done.problem })
  }
  const write = async (into: FolderRef, replace = false) => {
    const operation = crypto.randomUUID()
    setOutcome({ kind: 'working', what: 'Making the files…', operation })
    settle(await app.host.publishToFolder({ ...input(), folder: into, replace, operation }), into)
  }
  const save = async () => {
    const first = plan?.files[0]
    if (!plan || !first || !isAnswered('save')) return
    const operation = crypto.randomUUID()
    setOutcome({ kind: 'working', what: 'Preparing the download…', operation })
    const options = { fileCount: plan.files.length, mainPath: first.path, operation }
    settle(await downloadPublication(app.host, input(), options), null)
  }
  const copy = async () => {
    setOutcome({ kind: 'working', what: 'Copying…', operation: null })
    const copied = await copyPublication(app.host, input())
    setOutcome(copied.ok ? { kind: 'copied', losses: copied.value } : { kind: 'problem', problem: copied.problem })
  }
  const print = async () => {
    const { profile: _, ...essay } = input()
    const printed = await printPublication(app.host, essay)
    if (!printed.ok) setOutcome({ kind: 'problem', problem: printed.problem })
  }
  const chooseFolder = async () => {
    const chosen = await app.host.chooseFolder({})
    if (chosen.ok) {
      setOutcome({ kind: 'none' })
      setFolder(chosen.value.folder)
    } else if (chosen.problem.code !== 'cancelled') setOutcome({ kind: 'problem', problem: chosen.problem })
  }
  /** Whether to hand in: where errors stand it is asked once, and again only where others came. */
  const isAnswered = (way: 'write' | 'save'): boolean => {
    const errors = findings.filter(({ severity }) => severity === 'error')
    if (errors.every(({ message }) => answered.current.has(message))) return true
    setOutcome({ kind: 'unmet', errors, way })
    return false
  }
  const anyway = (errors: readonly Finding[], way: 'write' | 'save') => {
    answered.current = new Set(errors.map(({ message }) => message))
    void (way === 'save' ? save() : handIn())
  }
  const handIn = async () => {
    if (folder !== null && !isAnswered('write')) return
    if (folder === null) await chooseFolder()
    else if (plan?.place?.taken.length) setOutcome({ kind: 'exists', folder })
    else await write(folder)
  }
  const isWorking = outcome.kind === 'working'
  // A button that is disabled drops the focus, so they stay and do nothing meanwhile.
  const unlessWorking = (act: () => Promise<void>) => () => {
    if (!isWorking) void act()
  }
  const button = { disabled: plan === null, 'aria-disabled': isWorking }

  return (
    <div className={styles.screen}>
      <main className={styles.sheet} ref={main} tabIndex={-1}>
        <ProfileList chosen={settings.profile} onChoose={choose} />
        <div className={styles.detail} ref={detail}>
          {profile === null ? (
            <Missing id={settings.profile} />
          ) : editing !== null ? (
            <>
              <h1>{editing.name}</h1>
              <Suspense>
                <ProfileEditor
                  key={editing.id}
                  profile={editing}
                  onDone={() => {
                    setEditing(null)
                    setAttempt((count) => count + 1)
                  }}
                />
              </Suspense>
            </>
          ) : (
            <>
              <ProfileHead profile={profile} onChoose={choose} onEdit={setEditing} />
              {made !== null && !isPlan(made) && <ProblemView problem={made} />}
              {made === null || plan ? (
                <EssayFindings findings={findings} allGood="Every check is met. It is ready to go." />
              ) : null}
              {plan && (
                <>
                  <PlanView plan={plan} profile={profile} onNames={setAnonymous} />
                  <Destination place={plan.place} {...(info.dialogs ? { onChoose: () => void chooseFolder() } : {})} />
                </>
              )}
              {/* A receipt read aloud would be a row of checksums, so what is spoken is said apart. */}
              <p role="status" className="visually-hidden">
                {spoken(outcome, plan)}
              </p>
              <div className={styles.outcome} ref={said} tabIndex={-1}>
                <OutcomeView
                  outcome={outcome}
                  plan={plan}
                  onReplace={(into) => void write(into, true)}
                  onAnyway={(way) => outcome.kind === 'unmet' && anyway(outcome.errors, way)}
                  onLeave={() => setOutcome({ kind: 'none' })}
                />
              </div>
              <EarlierHandIns receipts={handIns.receipts} plan={plan} />
              <div className={styles.actions}>
                <Button className={styles.toProof ?? ''} onClick={() => showView(app, 'proof')}>
                  See the proof
                </Button>
                <Button icon={Printer} {...button} onClick={unlessWorking(print)}>
                  Print
                </Button>
                <span className={styles.space} />
                <Button kind="outline" icon={Copy} {...button} onClick={unlessWorking(copy)}>
                  Copy
                </Button>
                {info.dialogs ? (
                  <Button kind="primary" icon={FolderDown} {...button} onClick={unlessWorking(handIn)}>
                    {folder === null ? 'Choose a folder…' : 'Hand in'}
                  </Button>
                ) : (
                  <>
                    <Button kind="outline" icon={FolderDown} {...button} onClick={unlessWorking(handIn)}>
                      Save beside the essays
                    </Button>
                    <Button kind="primary" icon={Download} {...button} onClick={unlessWorking(save)}>
                      Download
                    </Button>
                  </>
                )}
              </div>
            </>
          )}
        </div>
      </main>
      <footer className={styles.status}>
        <span>{plan ? `${plan.files.length} ${plan.files.length === 1 ? 'file' : 'files'}` : ''}</span>
        <SaveStatus />
      </footer>
    </div>
  )
}

function Missing({ id }: { readonly id: string }) {
  return (
    <>
      <h1>{id}</h1>
      <p className={styles.problem}>
        <b>This profile is not on this computer.</b> The essay is meant for it. Import its file, or choose another
        profile; the essay itself is unchanged.
      </p>
    </>
  )
}

function ProblemView({ problem }: { readonly problem: Problem }) {
  return (
    <p className={styles.problem} role="alert">
      <b>{problem.message}</b> {problem.safe} {problem.next}
    </p>
  )
}
