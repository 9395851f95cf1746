import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Essay } from '../../core/essay/essay.ts'
import { EMPTY_BODY } from '../../core/essay/new-essay.ts'
import { type OutlineEntry, outline } from '../../core/essay/outline.ts'
import { countEssay, type EssayCount } from '../../core/essay/word-count.ts'
import { checkInSteps } from '../../core/publication/checks.ts'
import type { Finding } from '../../core/publication/finding.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import type { App } from '../app-store.ts'
import { profileIn } from '../profiles/own-profiles.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { whileIdle } from './while-idle.ts'

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

/** Looks an essay over when it is opened, and now and again after changes, while the window is idle: a key that comes meanwhile does not wait. `end` stops it. */
export function createDigest(app: App, session: EssaySession): { readonly store: StoreApi<Digest>; end(): void } {
  const isLong = session.editor.state.doc.content.size > LONG
  // As it was opened, until it has been looked over: kept for longer, it and all that was found in it would stay in memory.
  let opened: Essay | null = isLong ? session.document() : null
  const store = createStore<Digest>(() => (opened ? pending(opened) : first(app, session.document())))
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop = (): void => {}
  let isAwaited = false
  function* looking(): Generator<void, void, void> {
    const start = opened ? { wordsAtStart: countEssay(opened).body.words, isPending: false } : {}
    yield
    const found = yield* lookOver(app, session.document())
    store.setState({ ...found, ...start })
    opened = null
  }
  const lookAfter = (rest: number) => {
    // The change of settings is followed by one of the version, which must not put off what is waited for.
    if (isAwaited) return
    isAwaited = rest === 0
    clearTimeout(timer)
    stop()
    timer = setTimeout(() => {
      isAwaited = false
      if (rest === 0) whole(looking())
      else stop = whileIdle(looking())
    }, rest)
  }
  if (isLong) stop = whileIdle(looking())
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
      stop()
    },
  }
}

function first(app: App, essay: Essay): Digest {
  const found = whole(lookOver(app, essay))
  return { ...found, wordsAtStart: found.count.body.words, isPending: false }
}

/** All steps at once. */
function whole<Answer>(steps: Iterator<void, Answer, void>): Answer {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
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

function* lookOver(app: App, essay: Essay): Generator<void, Pick<Digest, 'count' | 'outline' | 'findings'>, void> {
  const profile = profileIn(app.store.getState().ownProfiles, essay.settings.profile) ?? PROFILES[0]
  const count = countEssay(essay)
  yield
  const entries = outline(essay.body, essay.metadata.language)
  yield
  return { count, outline: entries, findings: profile ? yield* checkInSteps(essay, profile) : [] }
}

/** The digest of the open essay for everything on the Page. */
export const DigestContext = createContext<StoreApi<Digest> | null>(null)

/** A part of the digest; renders again only when that part changes. */
export function useDigest<Part>(select: (digest: Digest) => Part): Part {
  const store = useContext(DigestContext)
  if (!store) throw new Error('useDigest outside of the Page')
  return useStore(store, select)
}
