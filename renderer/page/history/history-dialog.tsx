import { ArrowLeft, History, Pin, RotateCcw, Tag, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { VersionSummary } from '../../../contract/host.ts'
import type { Essay } from '../../../core/essay/essay.ts'
import type { Problem, Result } from '../../../core/result.ts'
import { useApp } from '../../app-store.ts'
import { goOnWith } from '../../navigation.ts'
import type { EssaySession } from '../../session/essay-session.ts'
import { dayOf, timeOf } from '../../time-words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { causeOf, changeInWords } from './causes.ts'
import { Comparison } from './comparison.tsx'
import { EssayView } from './essay-view.tsx'
import styles from './history-dialog.module.css'

/** The versions of the open essay by day: each as an essay and compared with now. Restoring puts one on top and deletes nothing. */
export function HistoryDialog({ session }: { readonly session: EssaySession }) {
  const app = useApp()
  const [versions, setVersions] = useState<readonly VersionSummary[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useRef<HTMLElement>(null)
  const { opened, metadata, fileName } = session.store.getState()
  const [now] = useState(() => session.document())
  const close = () => app.store.setState({ dialog: null })

  useEffect(() => {
    void app.host.listVersions({ essay: opened.essay }).then((listed) => {
      if (listed.ok) setVersions(listed.value.versions)
      else setProblem(listed.problem)
    })
  }, [app, opened.essay])
  const isListed = versions !== null
  useEffect(() => {
    // The list takes the focus as soon as it is there.
    if (isListed) list.current?.querySelector<HTMLElement>('[data-version]')?.focus()
  }, [isListed])

  const version = versions?.find((one) => one.version === chosen) ?? null
  return (
    <Dialog label={`History of “${metadata.title || fileName}”`} onClose={close}>
      <div className={styles.history} data-chosen={version !== null} data-empty={versions?.length === 0}>
        <header className={styles.head}>
          <h2>
            History <span>of “{metadata.title || fileName}”</span>
          </h2>
          <IconButton label="Close the history" icon={X} onClick={close} />
        </header>
        <nav className={styles.list} ref={list} aria-label="Versions" onKeyDown={moveAmongVersions}>
          {problem && <p className={styles.empty}>{[problem.message, problem.next].filter(Boolean).join(' ')}</p>}
          {byDay(versions ?? []).map(({ day, entries }) => (
            <section key={day} aria-label={day}>
              <h3>{day}</h3>
              <ul>
                {entries.map(({ version: one, difference }) => (
                  <li key={one.version}>
                    <button
                      type="button"
                      data-version={one.version}
                      className={styles.entry}
                      {...(one.version === chosen ? { 'aria-current': 'true' as const } : {})}
                      onClick={() => setChosen(one.version)}
                      onFocus={() => setChosen((before) => (isNarrow() && before === null ? null : one.version))}
                    >
                      <span className={styles.what}>
                        {one.name !== '' && <Pin aria-label="Named" role="img" />}
                        {one.name || causeOf(one)}
                      </span>
                      <span className={styles.when}>{clock(one.time)}</span>
                      <span className={styles.words}>
                        {one.name !== '' && one.cause !== 'named' ? `${causeOf(one)} · ` : ''}
                        {one.words.toLocaleString('en-GB')} {one.words === 1 ? 'word' : 'words'}
                        {difference !== null && difference !== 0 && ` · ${changeInWords(difference)}`}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        {version === null ? (
          <div className={styles.nothing}>
            {versions !== null && versions.length > 0 && <p>Choose a version to read it and to compare it with now.</p>}
            {versions?.length === 0 && (
              <div className={styles.none}>
                <History aria-hidden="true" />
                <h3>No version yet</h3>
                <p>
                  Galley keeps one when you save by hand, after ten minutes of changes, and before anything is replaced.
                  Each can be read here, compared with the text as it stands, and put back.
                </p>
              </div>
            )}
          </div>
        ) : (
          <Version
            key={version.version}
            session={session}
            version={version}
            now={now}
            onBack={() => {
              setChosen(null)
              list.current?.querySelector<HTMLElement>('[data-version]')?.focus()
            }}
            onNamed={(named) =>
              setVersions((before) => before?.map((one) => (one.version === named.version ? named : one)) ?? null)
            }
          />
        )}
      </div>
    </Dialog>
  )
}

interface VersionProps {
  readonly session: EssaySession
  readonly version: VersionSummary
  readonly now: Essay
  readonly onBack: () => void
  readonly onNamed: (version: VersionSummary) => void
}

function Version({ session, version, now, onBack, onNamed }: VersionProps) {
  const app = useApp()
  const [view, setView] = useState<'comparison' | 'essay'>('comparison')
  const [read, setRead] = useState<Result<Essay> | null>(null)
  const { opened, isLocked } = session.store.getState()
  const { essay, assetBase } = opened
  useEffect(() => {
    let isShown = true
    void app.host.readVersion({ essay, version: version.version }).then((answer) => {
      if (isShown) setRead(answer)
    })
    return () => {
      isShown = false
    }
  }, [app, essay, version.version])

  const restore = async () => {
    const letGo = session.hold()
    await session.protect()
    const restored = await app.host.restoreVersion({ ...session.working(), version: version.version })
    if (!restored.ok) {
      letGo()
      app.tell({ problem: restored.problem })
      return
    }
    if (!goOnWith(app, session, restored.value)) return
    app.tell({
      news: `The version kept ${timeOf(version.time)} is back. What stood here before is a version in the history.`,
    })
  }
  return (
    <section className={styles.version} aria-label={`Version kept ${timeOf(version.time)}`}>
      <div className={styles.tools}>
        <Button icon={ArrowLeft} className={styles.back} onClick={onBack}>
          All versions
        </Button>
        <fieldset className={styles.views}>
          <legend className="visually-hidden">Show</legend>
          <button type="button" aria-pressed={view === 'comparison'} onClick={() => setView('comparison')}>
            Compared with now
          </button>
          <button type="button" aria-pressed={view === 'essay'} onClick={() => setView('essay')}>
            As an essay
          </button>
        </fieldset>
        <span className={styles.space} />
        <Name session={session} version={version} onNamed={onNamed} />
        <Button
          kind="primary"
          icon={RotateCcw}
          disabled={isLocked || read?.ok !== true}
          title="Puts this version on top; what stands here now becomes a version, and nothing is deleted"
          onClick={() => void restore()}
        >
          Restore
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={styles.text} tabIndex={0} aria-label={view === 'essay' ? 'The version' : 'The comparison'}>
        {read?.ok === false && (
          <p className={styles.empty}>{[read.problem.message, read.problem.next].filter(Boolean).join(' ')}</p>
        )}
        {read?.ok && view === 'essay' && (
          <EssayView essay={read.value} assetBase={assetBase} label="Text of the version" />
        )}
        {read?.ok && view === 'comparison' && (
          <Comparison
            before={read.value}
            after={now}
            assetBase={assetBase}
            legend={{ removed: 'gone since then', added: 'new since then' }}
          />
        )}
      </section>
    </section>
  )
}

function Name({ session, version, onNamed }: Pick<VersionProps, 'session' | 'version' | 'onNamed'>) {
  const app = useApp()
  const [name, setName] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const end = () => {
    setName(null)
    requestAnimationFrame(() => button.current?.focus())
  }
  if (name === null) {
    return (
      <button
        type="button"
        ref={button}
        className={styles.name}
        title="A version with a name stays for ever"
        onClick={() => setName(version.name)}
      >
        <Tag aria-hidden="true" />
        {version.name === '' ? 'Name it' : 'Rename'}
      </button>
    )
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { essay } = session.store.getState().opened
    const named = await app.host.nameVersion({ essay, version: version.version, name: name.trim() })
    if (named.ok) onNamed(named.value)
    else app.tell({ problem: named.problem })
    end()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // The name is given up, not the whole history.
    event.preventDefault()
    event.stopPropagation()
    end()
  }
  return (
    <form className={styles.naming} onSubmit={(event) => void save(event)} onKeyDown={onKeyDown}>
      <TextInput
        autoFocus
        aria-label="Name of this version"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button kind="outline" type="submit">
        Save name
      </Button>
    </form>
  )
}

interface Day {
  readonly day: string
  readonly entries: { readonly version: VersionSummary; readonly difference: number | null }[]
}

/** Versions by day, newest first, each with its change in words against the one before it. */
function byDay(versions: readonly VersionSummary[]): readonly Day[] {
  const days: Day[] = []
  for (const [index, version] of versions.entries()) {
    const day = dayOf(version.time)
    const older = versions[index + 1]
    const entry = { version, difference: older ? version.words - older.words : null }
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

function clock(time: number): string {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

/** Where list and version do not stand beside each other. */
function isNarrow(): boolean {
  return matchMedia('(max-width: 760px)').matches
}

/** Arrow keys walk the versions, Home and End jump. */
function moveAmongVersions(event: KeyboardEvent<HTMLElement>): void {
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-version]')]
  const at = entries.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key]
  if (next === undefined) return
  event.preventDefault()
  entries[Math.max(0, Math.min(entries.length - 1, next))]?.focus()
}
