import { useCallback, useEffect, useRef, useState } from 'react'
import type { ValueOf } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import type { Problem } from '../../core/result.ts'
import { afterPaint } from '../after-paint.ts'
import { useApp, useAppState } from '../app-store.ts'
import { readPage } from '../host/read-page.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import { bringInto } from './proof-page.ts'

/** A rendered proof, or why there is none. */
export type Rendered =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'proof'
      readonly proof: ValueOf<'proof'>
      /** The essay that the page at the address is of. */
      readonly essay: Essay
      readonly version: number
      readonly shown: 'export' | 'paper' | 'rehearsal'
    }
  | { readonly kind: 'problem'; readonly problem: Problem }

/**
 * The proof of the essay as it stands. Another profile, look or theme makes a new page; when only the text or its details changed, `refresh` makes the host's page anew at the same
 * address and brings what a frame shows to it. One is made at a time.
 */
export function useProof() {
  const app = useApp()
  const session = useSession()
  const { proofTheme, proofComments, proofPaper, proofRehearsal } = useAppState((state) => state.preferences)
  const ownProfiles = useAppState((state) => state.ownProfiles)
  const { profile, look } = useSessionState((state) => state.settings)
  const [rendered, setRendered] = useState<Rendered>({ kind: 'none' })
  const [attempt, setAttempt] = useState(0)
  const newest = useRef(rendered)
  const making = useRef<Promise<unknown>>(Promise.resolve())
  // Where the system shows that theme anyway, the proof is the export's very bytes.
  const theme = proofTheme === systemTheme() ? 'system' : proofTheme
  const shown = proofPaper ? 'paper' : proofRehearsal ? 'rehearsal' : 'export'
  const comments = proofComments && shown === 'export'
  const asked = useRef({ profile, comments, theme, shown } as const)
  asked.current = { profile, comments, theme, shown }

  const make = useCallback(
    async (again?: string): Promise<Rendered> => {
      const { version } = session.store.getState()
      const working = session.working()
      const { shown: what } = asked.current
      const made = await app.host.proof({ ...working, ...asked.current, ...(again === undefined ? {} : { again }) })
      return made.ok
        ? { kind: 'proof', proof: made.value, essay: working.document, version, shown: what }
        : { kind: 'problem', problem: made.problem }
    },
    [app, session],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for, asks for a fresh page
  useEffect(() => {
    let current = true
    making.current = afterPaint().then(async () => {
      if (!current) return
      const made = await make()
      if (!current) return
      newest.current = made
      setRendered(made)
    })
    return () => {
      current = false
    }
  }, [make, profile, look, comments, theme, shown, ownProfiles, attempt])

  /**
   * Makes the host's page anew and brings `page` to it. Where the text goes on changing meanwhile and the frame is `ahead` (it has what was typed), the frame stays as it is. True when
   * the frame shows what the host has; a page that cannot be brought to it is loaded anew.
   */
  const refresh = useCallback(
    async (page: Document, ahead: boolean): Promise<boolean> => {
      await making.current
      const { current } = newest
      if (current.kind !== 'proof') {
        setAttempt((before) => before + 1)
        return false
      }
      const before = asked.current
      const work = make(current.proof.url)
      making.current = work
      const made = await work
      // Another page was asked for meanwhile, or this one is gone.
      if (
        newest.current !== current ||
        asked.current.profile !== before.profile ||
        asked.current.shown !== before.shown
      )
        return false
      if (made.kind === 'proof') {
        const isNew = made.proof.url !== current.proof.url
        const isBehind = ahead && session.store.getState().version !== made.version
        if (!isNew && !isBehind) {
          const next = await readPage(made.proof.url)
          const isStill = !ahead || session.store.getState().version === made.version
          if (newest.current !== current) return false
          if (next !== null && isStill && !bringInto(page, next)) setAttempt((count) => count + 1)
        }
      }
      newest.current = made
      setRendered(made)
      return made.kind === 'proof' && session.store.getState().version === made.version
    },
    [make, session],
  )
  return {
    rendered,
    theme,
    comments,
    refresh,
    again: useCallback(() => setAttempt((before) => before + 1), []),
  } as const
}

/** The theme that pages follow by themselves. */
function systemTheme(): 'light' | 'dark' {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
