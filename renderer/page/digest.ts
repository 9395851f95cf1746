import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type OutlineEntry, outline } from '../../core/essay/outline.ts'
import { countEssay, type EssayCount } from '../../core/essay/word-count.ts'
import { check } from '../../core/publication/checks.ts'
import type { Finding } from '../../core/publication/finding.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import type { App } from '../app-store.ts'
import { profileIn } from '../profiles/own-profiles.ts'
import type { EssaySession } from '../session/essay-session.ts'

/** What is derived from the whole essay: counted, outlined and checked while nobody types. */
export interface Digest {
  readonly count: EssayCount
  /** Words of the text when the essay was opened. */
  readonly wordsAtStart: number
  readonly outline: readonly OutlineEntry[]
  readonly findings: readonly Finding[]
}

/** Typing rests this long before the essay is looked over (milliseconds). */
const REST = 350

/** Looks an essay over now and again after changes, when the window is idle. `end` stops it. */
export function createDigest(app: App, session: EssaySession): { readonly store: StoreApi<Digest>; end(): void } {
  const store = createStore<Digest>(() => {
    const first = lookOver(app, session)
    return { ...first, wordsAtStart: first.count.body.words }
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  let idle = 0
  const lookSoon = () => {
    clearTimeout(timer)
    cancelIdleCallback(idle)
    timer = setTimeout(() => {
      idle = requestIdleCallback(() => store.setState(lookOver(app, session)), { timeout: 2_000 })
    }, REST)
  }
  const ends = [
    session.store.subscribe((state, before) => {
      if (state.version !== before.version || state.settings !== before.settings) lookSoon()
    }),
    app.store.subscribe((state, before) => {
      if (state.ownProfiles !== before.ownProfiles) lookSoon()
    }),
  ]
  return {
    store,
    end: () => {
      for (const end of ends) end()
      clearTimeout(timer)
      cancelIdleCallback(idle)
    },
  }
}

function lookOver(app: App, session: EssaySession): Omit<Digest, 'wordsAtStart'> {
  const essay = session.document()
  const profile = profileIn(app.store.getState().ownProfiles, essay.settings.profile) ?? PROFILES[0]
  return {
    count: countEssay(essay),
    outline: outline(essay.body, essay.metadata.language),
    findings: profile ? check(essay, profile) : [],
  }
}

/** The digest of the open essay for everything on the Page. */
export const DigestContext = createContext<StoreApi<Digest> | null>(null)

/** A part of the digest; renders again only when that part changes. */
export function useDigest<Part>(select: (digest: Digest) => Part): Part {
  const store = useContext(DigestContext)
  if (!store) throw new Error('useDigest outside of the Page')
  return useStore(store, select)
}
