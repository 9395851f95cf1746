import { useCallback, useEffect, useState } from 'react'
import type { ValueOf } from '../../contract/host.ts'
import { placeAnchor } from '../../core/publication/place-anchors.ts'
import type { Problem } from '../../core/result.ts'
import { useApp, useAppState } from '../app-store.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import { topBlockOf } from '../session/top-block.ts'

/** A rendered proof, or why there is none. */
export type Rendered =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'proof'
      readonly proof: ValueOf<'proof'>
      /** Address of the page with the place to begin at. */
      readonly address: string
      readonly shown: 'export' | 'paper' | 'rehearsal'
      readonly anchored: boolean
    }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** The proof of the essay as it stands; made anew when the text, its details or what is shown change. One is made at a time. */
export function useProof() {
  const app = useApp()
  const session = useSession()
  const { proofTheme, proofComments, proofPaper, proofRehearsal } = useAppState((state) => state.preferences)
  const version = useSessionState((state) => state.version)
  const profile = useSessionState((state) => state.settings.profile)
  const [rendered, setRendered] = useState<Rendered>({ kind: 'none' })
  const [attempt, setAttempt] = useState(0)
  const [block, setBlock] = useState(() => topBlockOf(session))
  // Where the system shows that theme anyway, the proof is the export's very bytes.
  const theme = proofTheme === systemTheme() ? 'system' : proofTheme
  const shown = proofPaper ? 'paper' : proofRehearsal ? 'rehearsal' : 'export'
  const comments = proofComments && shown === 'export'
  const anchors = block > 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `attempt` ask for a fresh rendering
  useEffect(() => {
    let current = true
    void app.host.proof({ ...session.working(), profile, comments, theme, shown, anchors }).then((made) => {
      if (!current) return
      if (!made.ok) {
        setRendered({ kind: 'problem', problem: made.problem })
        return
      }
      const anchored = anchors && made.value.shows !== 'fragment'
      const address = anchored ? `${made.value.url}#${placeAnchor(block)}` : made.value.url
      setRendered({ kind: 'proof', proof: made.value, address, shown, anchored })
    })
    return () => {
      current = false
    }
  }, [app, session, profile, comments, theme, shown, anchors, block, version, attempt])
  return {
    rendered,
    theme,
    comments,
    again: useCallback(() => setAttempt((before) => before + 1), []),
    /** Begins at another block from now on. */
    beginAt: setBlock,
  } as const
}

/** The theme that pages follow by themselves. */
function systemTheme(): 'light' | 'dark' {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
