import type { Editor } from '@tiptap/core'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Host, OpenedEssay, WorkingEssay } from '../../contract/host.ts'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import type { BodyJson } from '../../core/essay/json.ts'
import { assetHash } from '../../core/essay/url.ts'
import type { Problem } from '../../core/result.ts'
import { createEditor } from '../editor/create-editor.ts'
import { createDetailsHistory, detailChanges, detailsAfter } from './details-history.ts'

/** What the status line may truthfully say about the file. */
export type SaveState =
  /** the file holds this text; it was written, read back and compared at `at` (milliseconds since 1970) */
  | { readonly kind: 'on-disk'; readonly at: number }
  /** opened and not changed since */
  | { readonly kind: 'unchanged' }
  /** changed since the last save */
  | { readonly kind: 'edited' }
  | { readonly kind: 'saving' }
  /** the last save failed; the text is in this window */
  | { readonly kind: 'problem'; readonly problem: Problem }

/** Everything of the essay but its text, which ProseMirror's state alone holds. */
export type Details = Pick<Essay, 'metadata' | 'people' | 'credits' | 'settings'>

/** The state of one open essay. */
export interface SessionState extends Details {
  readonly opened: OpenedEssay
  readonly fileName: string
  readonly assets: readonly Asset[]
  /** Counts every change of text or details; screens that show derived things follow it. */
  readonly version: number
  readonly save: SaveState
}

/** One open essay: its store, its editor, and what can be done with the whole. Lives from opening to closing. */
export interface EssaySession {
  readonly host: Host
  readonly store: StoreApi<SessionState>
  readonly editor: Editor
  /** The essay as it stands now. */
  document(): Essay
  /** The essay with what it is based on, for the host. */
  working(): WorkingEssay
  /** Changes details as a step of undo (settings without one); marks the essay as edited. */
  change(details: Partial<Details>): void
  /** Adds what is known of a picture that the host has taken in. */
  addAsset(asset: Asset): void
  /** How it stands with what the file does not hold yet: there is nothing, a request under way carries all of it, or it waits. */
  unsaved(): 'nothing' | 'sent' | 'waiting'
  /** Writes the essay if it is edited. Resolves when the file holds it or the problem is in `save`. */
  save(): Promise<void>
  /** Saves, remembers the place, and ends the opening. */
  close(): Promise<void>
  /** Ends the opening without saving: what is not on disk is given up. */
  discard(): Promise<void>
  /** Address for an <img>, or null where there is nothing to show. */
  pictureUrl(src: string): string | null
}

/** Idle time after which an edited essay is written (milliseconds). */
const SAVE_AFTER_IDLE = 800
/** Longest time that typing may hold a save back (milliseconds). */
const SAVE_AT_LATEST = 5_000

/** Opens a session on an essay that the host has opened. `report` says problems of the editor to the person. */
export function openSession(host: Host, opened: OpenedEssay, report: (problem: Problem) => void): EssaySession {
  const { document } = opened
  const store = createStore<SessionState>(() => ({
    opened,
    fileName: opened.fileName,
    metadata: document.metadata,
    people: document.people,
    credits: document.credits,
    settings: document.settings,
    assets: document.assets,
    version: 0,
    save: { kind: 'unchanged' },
  }))
  let revision = opened.revision
  let savedVersion = 0
  let sentVersion = 0
  let saving: Promise<void> | null = null
  let idle: ReturnType<typeof setTimeout> | undefined
  let editedSince = 0
  let closed = false

  const pictureUrl = (src: string) => {
    const hash = assetHash(src)
    return hash === null ? null : opened.assetBase + hash
  }
  const edited = () => {
    const state = store.getState()
    store.setState({ version: state.version + 1, save: state.save.kind === 'saving' ? state.save : { kind: 'edited' } })
    if (editedSince === 0) editedSince = Date.now()
    clearTimeout(idle)
    idle = setTimeout(
      () => void session.save(),
      Math.min(SAVE_AFTER_IDLE, Math.max(0, editedSince + SAVE_AT_LATEST - Date.now())),
    )
  }
  const addAsset = (asset: Asset) => {
    const { assets } = store.getState()
    if (!assets.some((known) => known.hash === asset.hash)) store.setState({ assets: [...assets, asset] })
  }

  const editor = createEditor(document.body, {
    pictureUrl,
    asset: (src) => store.getState().assets.find((asset) => asset.hash === assetHash(src)) ?? null,
    takePicture: async (file) => {
      const taken = await host.importAsset({ essay: opened.essay, ...file })
      if (taken.ok) addAsset(taken.value)
      return taken
    },
    report,
  })
  editor.on('transaction', ({ transaction, appendedTransactions }) => {
    const before = store.getState()
    const after = [transaction, ...appendedTransactions].reduce(detailsAfter, before)
    if (after !== before) {
      const { metadata, people, credits } = after
      store.setState({ metadata, people, credits })
      // The text is the same, so the editor tells of no update.
      edited()
    }
  })
  editor.on('update', edited)
  const detailsHistory = createDetailsHistory(editor)

  async function write(): Promise<void> {
    const version = store.getState().version
    const working = session.working()
    sentVersion = version
    editedSince = 0
    store.setState({ save: { kind: 'saving' } })
    const saved = await host.saveEssay(working)
    if (!saved.ok) {
      store.setState({ save: { kind: 'problem', problem: saved.problem } })
      return
    }
    revision = saved.value.revision
    savedVersion = version
    const now = store.getState().version
    // Only what was captured is on disk; keys typed during the write are still to be saved.
    store.setState({
      fileName: saved.value.fileName,
      save: now === version ? { kind: 'on-disk', at: saved.value.savedAt } : { kind: 'edited' },
    })
  }

  const session: EssaySession = {
    host,
    store,
    editor,
    pictureUrl,
    addAsset,
    document: () => {
      const { metadata, people, credits, settings, assets } = store.getState()
      return { ...document, metadata, people, credits, settings, assets, body: editor.state.doc.toJSON() as BodyJson }
    },
    working: () => ({
      essay: opened.essay,
      generation: opened.generation,
      revision,
      document: session.document(),
    }),
    change: (details) => {
      const changes = detailChanges(store.getState(), details)
      if (changes.length > 0) detailsHistory.put(changes)
      if (details.settings) {
        store.setState({ settings: details.settings })
        edited()
      }
    },
    unsaved: () => {
      const { version } = store.getState()
      if (closed || !editor.isEditable || version === savedVersion) return 'nothing'
      return saving && version === sentVersion ? 'sent' : 'waiting'
    },
    save: async () => {
      clearTimeout(idle)
      while (saving) await saving
      // An editor that could not show the essay whole is read-only; what it holds must never replace the file.
      if (closed || !editor.isEditable || store.getState().version === savedVersion) return
      saving = write().finally(() => {
        saving = null
      })
      await saving
      if (store.getState().save.kind === 'edited') await session.save()
    },
    close: async () => {
      await session.save()
      if (store.getState().save.kind === 'problem') return
      await session.discard()
    },
    discard: async () => {
      closed = true
      clearTimeout(idle)
      await host.closeEssay({ essay: opened.essay, generation: opened.generation })
      editor.destroy()
    },
  }
  return session
}
