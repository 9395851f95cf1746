import { FileCheck2, FilePen, FileX2, ShieldAlert, ShieldCheck, ShieldEllipsis } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { EssaySession } from './essay-session.ts'
import type { FileState } from './file-saving.ts'
import type { ProtectionState } from './protection.ts'
import styles from './save-status.module.css'
import { useSession, useSessionState } from './session-context.ts'

/**
 * Where the words are, in true words: in the journal (acknowledged), in the file (written, read back and compared, and when), and what
 * failed. The two facts stand apart, because one can hold without the other.
 */
export function SaveStatus() {
  const session = useSession()
  const protection = useCalmProtection()
  const file = useSessionState((state) => state.file)
  const readOnly = useSessionState((state) => state.opened.readOnly)
  const isClock = file.kind === 'on-disk' || (file.kind === 'behind' && file.at !== null)
  const now = useNow(isClock)
  if (readOnly) return <span className={styles.status}>Read only</span>
  const isProblem = file.kind === 'problem' || protection.kind === 'problem'
  const ShieldIcon = SHIELDS[protection.kind]
  const FileIcon = FILES[file.kind]
  return (
    <span className={styles.status}>
      <span className={styles.fact} data-protection={protection.kind} title={protectionTitle(protection)}>
        <ShieldIcon aria-hidden="true" />
        <span className={styles.words}>{PROTECTION_WORDS[protection.kind]}</span>
      </span>
      <span className={styles.fact} data-save={file.kind} title={fileTitle(file)}>
        <FileIcon aria-hidden="true" />
        <span className={styles.words}>{fileWords(file, protection, now)}</span>
      </span>
      {isProblem && (
        <button type="button" className={styles.retry} onClick={() => void retry()}>
          Try again
        </button>
      )}
      <Spoken file={file} protection={protection} />
    </span>
  )

  function retry() {
    void session.protect()
    return session.save({ byHand: true })
  }
}

const SHIELDS = { protected: ShieldCheck, waiting: ShieldEllipsis, problem: ShieldAlert }
const FILES = { unchanged: FileCheck2, 'on-disk': FileCheck2, behind: FilePen, saving: FilePen, problem: FileX2 }
const PROTECTION_WORDS = { protected: 'Protected', waiting: 'Protecting…', problem: 'Not protected' }

function protectionTitle(protection: ProtectionState): string {
  switch (protection.kind) {
    case 'protected':
      return 'Every word is in Galley’s journal or in the file; it would survive a crash.'
    case 'waiting':
      return 'The newest words are on their way into Galley’s journal.'
    case 'problem':
      return `The newest words are in this window only. ${protection.problem.message}`
  }
}

const LATE = 'Still saving; your text is protected'

function fileWords(file: FileState, protection: ProtectionState, now: number): string {
  switch (file.kind) {
    case 'unchanged':
      return 'On disk'
    case 'on-disk':
      return `On disk, checked ${passed(now - file.at)}`
    case 'behind':
      return file.at === null ? 'Not in the file yet' : `File saved ${passed(now - file.at)}`
    case 'saving':
      return !file.isLate ? 'Saving…' : protection.kind === 'protected' ? LATE : 'Still saving…'
    case 'problem':
      return 'Not saved'
  }
}

function fileTitle(file: FileState): string {
  switch (file.kind) {
    case 'unchanged':
      return 'The file holds this text.'
    case 'on-disk':
      return 'The file holds this text: it was written, read back and compared.'
    case 'behind':
      return 'The file holds an earlier state. It is written when you save, rest for half a minute, or leave.'
    case 'saving':
      return file.isLate
        ? 'The disk has not answered for ten seconds. The file is as it was until it does.'
        : 'The file is being written.'
    case 'problem':
      return file.problem.message
  }
}

function passed(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 5) return 'just now'
  if (seconds < 60) return `${Math.floor(seconds / 5) * 5} s ago`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`
}

/** Protected for so long, it is shown (milliseconds). */
const CALM = 150

/**
 * How protected the words are, good news a moment late: while somebody types they are protected twice a second until the next key, and to show that
 * would blink beside the text. What is shown never promises more than holds.
 */
function useCalmProtection(): ProtectionState {
  const { store } = useSession()
  const { subscribe, shown } = useMemo(() => calmly(store), [store])
  return useSyncExternalStore(subscribe, shown)
}

function calmly(store: EssaySession['store']) {
  let shown = store.getState().protection
  return {
    shown: () => {
      const { protection } = store.getState()
      if (protection.kind !== 'protected') shown = protection
      return shown
    },
    subscribe: (tell: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const look = () => {
        const { protection } = store.getState()
        clearTimeout(timer)
        if (protection.kind !== 'protected') tell()
        else
          timer = setTimeout(() => {
            shown = protection
            tell()
          }, CALM)
      }
      look()
      const stop = store.subscribe((state, before) => {
        if (state.protection !== before.protection) look()
      })
      return () => {
        clearTimeout(timer)
        stop()
      }
    },
  }
}

/** The time, renewed every five seconds while it is shown. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!running) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 5_000)
    return () => clearInterval(timer)
  }, [running])
  return now
}

/**
 * What is spoken: a save by hand, and the end of a problem (its beginning is said by its banner). States that come and go with every
 * pause would talk over the writer.
 */
function Spoken({ file, protection }: { readonly file: FileState; readonly protection: ProtectionState }) {
  const spoken = useSessionState((state) => state.spoken)
  const hadProblem = useRef(false)
  const [relief, setRelief] = useState('')
  const isProblem = file.kind === 'problem' || protection.kind === 'problem'
  const isLate = file.kind === 'saving' && file.isLate && protection.kind === 'protected'
  const isWell = (file.kind === 'on-disk' || file.kind === 'unchanged') && protection.kind === 'protected'
  useEffect(() => {
    if (isProblem) {
      hadProblem.current = true
      setRelief('')
    } else if (isWell && hadProblem.current) {
      hadProblem.current = false
      setRelief('The problem is over. Everything is on disk.')
    }
  }, [isProblem, isWell])
  return (
    <span role="status" className="visually-hidden">
      {isLate ? `${LATE}.` : relief || spoken}
    </span>
  )
}
