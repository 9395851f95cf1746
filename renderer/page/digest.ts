import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Essay } from '../../core/essay/essay.ts'
import { EMPTY_BODY } from '../../core/essay/new-essay.ts'
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
  /** True until a long essay that was just opened has been looked over: its counts and findings are not known yet. */
  readonly isPending: boolean
}

/** Typing rests this long before the essay is looked over (milliseconds). */
const REST = 350

/** In positions of the editor, about 10,000 words: to look over a longer essay would hold up its first caret. */
const LONG = 60_000

/** Looks an essay over when it is opened, and now and again after changes, when the window is idle. `end` stops it. */
export function createDigest(app: App, session: EssaySession): { readonly store: StoreApi<Digest>; end(): void } {
  const opened = session.document()
  const first = (): Digest => {
    const found = lookOver(app, opened)
    return { ...found, wordsAtStart: found.count.body.words, isPending: false }
  }
  const isLong = session.editor.state.doc.content.size > LONG
  const store = createStore<Digest>(() => (isLong ? pending(opened) : first()))
  let timer: ReturnType<typeof setTimeout> | undefined
  let idle = isLong ? requestIdleCallback(() => store.setState(first()), { timeout: 2_000 }) : 0
  const look = () => {
    if (store.getState().isPending) store.setState(first())
    store.setState(lookOver(app, session.document()))
  }
  const lookAfter = (rest: number) => {
    clearTimeout(timer)
    cancelIdleCallback(idle)
    const atRest = () => {
      idle = requestIdleCallback(look, { timeout: 2_000 })
    }
    timer = setTimeout(rest === 0 ? look : atRest, rest)
  }
  const ends = [
    session.store.subscribe((state, before) => {
      // Who chooses another profile waits for its findings, and nobody types meanwhile.
      if (state.settings.profile !== before.settings.profile) lookAfter(0)
      else if (state.version !== before.version || state.settings !== before.settings) lookAfter(REST)
    }),
    app.store.subscribe((state, before) => {
      if (state.ownProfiles !== before.ownProfiles) lookAfter(REST)
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

function pending(essay: Essay): Digest {
  return {
    count: countEssay({ ...essay, body: EMPTY_BODY }),
    wordsAtStart: 0,
    outline: outline(essay.body, essay.metadata.language),
    findings: [],
    isPending: true,
  }
}

function lookOver(app: App, essay: Essay): Pick<Digest, 'count' | 'outline' | 'findings'> {
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
