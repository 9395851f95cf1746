import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Host, HostInfo, ImportedEssay, Preferences, RefusedFile } from '../contract/host.ts'
import type { Essay } from '../core/essay/essay.ts'
import type { Profile } from '../core/publication/profile.ts'
import type { Problem } from '../core/result.ts'
import { watchProblems } from './host/ended-problems.ts'
import type { EssaySession } from './session/essay-session.ts'
import { createSpelling, type Spelling } from './spelling/spelling.ts'

/** The three views of an open essay. */
export type EssayView = 'page' | 'proof' | 'hand-in'

/** What the inspector shows. */
export type InspectorTab = 'details' | 'figures' | 'checks'

/** What the window shows. */
export type Screen =
  | { readonly kind: 'desk' }
  | { readonly kind: 'essay'; readonly session: EssaySession; readonly view: EssayView }

/** The one dialog or overlay that is open. */
export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'spelling' }
  /** the table of all figures, over the Page */
  | { readonly kind: 'figures' }
  | {
      readonly kind: 'import-receipt'
      readonly imported: readonly ImportedEssay[]
      readonly refused: readonly RefusedFile[]
      /** The files as they were given. */
      readonly sources: readonly File[]
    }
  | {
      readonly kind: 'leaving'
      readonly title: string
      readonly problem: Problem
      /**
       * Where the text can wait: in the journal until the essay is opened again, or, without a file, until it is put back from the Desk; `versions`: nothing
       * was changed, and the history has it; nowhere.
       */
      readonly waits: 'protected' | 'no-file' | 'versions' | 'unprotected'
      readonly onAnswer: (answer: LeavingAnswer) => void
    }
  | { readonly kind: 'difference'; readonly difference: Difference }
  | { readonly kind: 'history' }
  /** essays without a file, to be put back */
  | { readonly kind: 'lost-essays' }
  | { readonly kind: 'name-version' }
  | null

/**
 * Where to keep text that its file does not hold when its essay is left: in a new essay, in another place, in the journal until it is opened again; or
 * the person stays with it. There is no answer that gives it up.
 */
export type LeavingAnswer = 'stay' | 'keep' | 'elsewhere' | 'later'

/** One of two texts that are compared. */
export interface Side {
  /** What it is, as a heading: “Your text”. */
  readonly name: string
  /** When it is from, in words, or ''. */
  readonly when: string
  readonly essay: Essay
  /** Prefix of the addresses of its pictures. */
  readonly assetBase: string
}

/** Two texts side by side, and what can be done about them. */
export interface Difference {
  readonly title: string
  /** One sentence: what happened. */
  readonly sentence: string
  readonly before: Side
  readonly after: Side
  /** What stands in one of them only, in words: “only in the file”. */
  readonly legend: { readonly removed: string; readonly added: string }
  /** What can be chosen, the first as the main one. Each ends the dialog. */
  readonly choices: readonly { readonly label: string; readonly hint: string; readonly run: () => void }[]
}

/** Something to tell the person: a problem stays until it is dismissed, news goes by itself. */
export type Notice =
  | { readonly kind: 'problem'; readonly id: number; readonly problem: Problem }
  | { readonly kind: 'news'; readonly id: number; readonly text: string; readonly action: NoticeAction | null }

/** What can be done about news, and how that is called on its button. News with something to do stays until it is dismissed. */
export interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

/** The state of the window. */
export interface AppState {
  readonly info: HostInfo
  readonly preferences: Preferences
  /** Whether a screen reader runs, as far as the shell can tell. */
  readonly screenReader: boolean
  /** The person's own publication profiles, by name. */
  readonly ownProfiles: readonly Profile[]
  readonly screen: Screen
  readonly dialog: Dialog
  readonly inspectorTab: InspectorTab
  readonly notices: readonly Notice[]
}

/** The window: its state and its host. */
export interface App {
  readonly host: Host
  readonly store: StoreApi<AppState>
  readonly spelling: Spelling
  /** Tells the person of a problem, or of something that went well. */
  tell(what: { readonly problem: Problem } | { readonly news: string; readonly action?: NoticeAction }): void
  dismiss(id: number): void
  setPreferences(changes: Partial<Preferences>): void
}

/** Makes the window's state around its host. */
export function createApp(asked: Host, info: HostInfo, preferences: Preferences): App {
  const store = createStore<AppState>(() => ({
    info,
    preferences,
    screenReader: false,
    ownProfiles: [],
    screen: { kind: 'desk' },
    dialog: null,
    inspectorTab: 'details',
    notices: [],
  }))
  let nextNotice = 1
  const keepNotices = (isKept: (notice: Notice) => boolean) => {
    const { notices } = store.getState()
    if (!notices.every(isKept)) store.setState({ notices: notices.filter(isKept) })
  }
  const host = watchProblems(asked, (isOver) =>
    keepNotices((notice) => notice.kind === 'news' || !isOver(notice.problem)),
  )
  // What went wrong on one screen, or can be done there, is no matter of the next.
  store.subscribe((state, before) => {
    if (state.screen !== before.screen) keepNotices((notice) => notice.kind === 'news' && notice.action === null)
  })
  const app: App = {
    host,
    store,
    spelling: createSpelling(host, (problem) => app.tell({ problem })),
    tell: (what) => {
      const id = nextNotice++
      const notice: Notice =
        'problem' in what
          ? { kind: 'problem', id, problem: what.problem }
          : { kind: 'news', id, text: what.news, action: what.action ?? null }
      store.setState((state) => ({
        // The same problem again is one problem: it is said anew, not twice.
        notices: [
          ...state.notices.filter((old) => old.kind === 'problem' && !isSameProblem(old, notice)),
          notice,
        ].slice(-3),
      }))
      if (notice.kind === 'news' && notice.action === null) setTimeout(() => app.dismiss(id), 6_000)
    },
    dismiss: (id) => store.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
    setPreferences: (changes) => {
      store.setState((state) => ({ preferences: { ...state.preferences, ...changes } }))
      void host.writePreferences({ changes }).then((written) => {
        if (!written.ok) app.tell({ problem: written.problem })
      })
    },
  }
  return app
}

function isSameProblem(one: Notice, other: Notice): boolean {
  return one.kind === 'problem' && other.kind === 'problem' && one.problem.message === other.problem.message
}

/** The window for everything below. */
export const AppContext = createContext<App | null>(null)

/** The window. Throws outside of one. */
export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('useApp outside of the window')
  return app
}

/** A part of the window's state; renders again only when that part changes. */
export function useAppState<Part>(select: (state: AppState) => Part): Part {
  return useStore(useApp().store, select)
}
