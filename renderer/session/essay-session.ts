import type { Editor } from '@tiptap/core'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Host, OpenedEssay, WorkingEssay } from '../../contract/host.ts'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import { assetHash } from '../../core/essay/url.ts'
import type { Problem } from '../../core/result.ts'
import { createEditor } from '../editor/create-editor.ts'
import { DetailsStep } from '../editor/history/details-step.ts'
import type { AloneEvent } from '../editor/history/undo-borders.ts'
import { createBodyJson } from './body-json.ts'
import { createDetailsHistory, detailChanges, detailsAfter } from './details-history.ts'
import { type FileState, fileSaving } from './file-saving.ts'
import { type ProtectionState, protect } from './protection.ts'

/** Everything of the essay but its text, which ProseMirror's state alone holds. */
export type Details = Pick<Essay, 'metadata' | 'people' | 'credits' | 'settings' | 'threads'>

/** The state of one open essay. */
export interface SessionState extends Details {
  readonly opened: OpenedEssay
  readonly fileName: string
  readonly assets: readonly Asset[]
  /** Counts every change of text or details; screens that show derived things follow it. */
  readonly version: number
  /** What the journal holds. */
  readonly protection: ProtectionState
  /** What the file holds. */
  readonly file: FileState
  /** What another program did to the file, while it is not settled. */
  readonly outside: 'changed' | 'gone' | null
  /** What a recovery said, while the person has not put it away. */
  readonly recovered: OpenedEssay['recovered']
  /** What was said last to those who listen instead of looking. */
  readonly spoken: string
  /** True while nothing may be changed: read-only, not decided yet, or a text that could not be shown whole. */
  readonly isLocked: boolean
}

/** One open essay: its store, its editor, and what can be done with the whole. Lives from opening to closing. */
export interface EssaySession {
  /** No other session of this window has it. */
  readonly serial: number
  readonly host: Host
  readonly store: StoreApi<SessionState>
  readonly editor: Editor
  /** The essay as it stands now. */
  document(): Essay
  /** The essay with what it is based on, for the host, and the number of the last change that it holds. What waits goes to the journal with it. */
  working(): WorkingEssay & { readonly sequence: number }
  /** Changes details as a step of undo (settings without one), `alone` without those of the same field before and after it; marks the essay as edited. */
  change(details: Partial<Details>, alone?: AloneEvent | null): void
  /** Adds what is known of a picture that the host has taken in. */
  addAsset(asset: Asset): void
  /** Sends what the journal does not have yet; resolves when it has it or said why not. With `parting` the page may be gone in a moment. */
  protect(parting?: 'parting'): Promise<void>
  /** What the journal has not acknowledged, as the requests that carry it; empty when all is protected. */
  unprotected(): readonly Parameters<Host['writeJournal']>[0][]
  /**
   * Takes no change of text or details until the function that it returns is called: what the host is asked about, or what is about to end, must
   * not change meanwhile. What was changed before is still protected and saved.
   */
  hold(): () => void
  /** True where the file lacks something of the essay. */
  isBehind(): boolean
  /**
   * Writes the file if it lacks something. Resolves when the file holds it or the problem is in `file`. `byHand` saves what was recovered, too,
   * and keeps a version; `leaving` saves what was recovered so that it is settled; `confirmShrink` saves the short text that was asked about.
   */
  save(how?: { readonly byHand?: boolean; readonly leaving?: boolean; readonly confirmShrink?: true }): Promise<void>
  /** Asks whether the file is still what it was. */
  checkFile(): Promise<void>
  /** The person has read what was recovered. */
  dismissRecovery(): void
  /** The host wrote the essay as it was captured (`resolveChange` with `mine`) and goes on in the same opening. */
  continueWith(
    opened: Pick<OpenedEssay, 'revision' | 'fileName'>,
    captured: { readonly version: number; readonly sequence: number },
  ): void
  /** Ends the opening. What the file lacks stays in the journal. */
  close(): Promise<void>
  /** Ends the session alone: the host goes on with another in its place. */
  end(): void
  /** Address for an <img>, or null where there is nothing to show. */
  pictureUrl(src: string): string | null
}

let nextSerial = 1

/** Opens a session on an essay that the host has opened. `report` says problems of the editor to the person. */
export function openSession(host: Host, opened: OpenedEssay, report: (problem: Problem) => void): EssaySession {
  const { document } = opened
  const isUndecided = opened.recovered !== null && opened.recovered.choice !== null
  const store = createStore<SessionState>(() => ({
    opened,
    fileName: opened.fileName,
    metadata: document.metadata,
    people: document.people,
    credits: document.credits,
    settings: document.settings,
    threads: document.threads,
    assets: document.assets,
    version: 0,
    protection: { kind: 'protected', at: null },
    file: opened.recovered === null ? { kind: 'unchanged' } : { kind: 'behind', at: null },
    outside: null,
    recovered: opened.recovered,
    spoken: '',
    isLocked: opened.readOnly !== null || isUndecided,
  }))
  let revision = opened.revision
  let closed = false
  /** How many hold the essay as it stands. */
  let holds = 0

  const pictureUrl = (src: string) => {
    const hash = assetHash(src)
    return hash === null ? null : opened.assetBase + hash
  }
  const bodyJson = createBodyJson()
  const currentDocument = (): Essay => {
    const { metadata, people, credits, settings, threads, assets } = store.getState()
    return { ...document, metadata, people, credits, settings, threads, assets, body: bodyJson(editor.state.doc) }
  }
  const isWritable = () => !closed && !store.getState().isLocked
  let haveThreadsChanged = false
  const protection = protect({
    write: host.writeJournal,
    opening: { essay: opened.essay, id: document.id, generation: opened.generation },
    document: currentDocument,
    details: () => {
      const { metadata, people, credits, settings, threads, assets } = store.getState()
      // They may be many, and hardly ever change: as long as they never did, those of the file stand.
      haveThreadsChanged ||= threads !== document.threads
      return { metadata, people, credits, settings, assets, ...(haveThreadsChanged ? { threads } : {}) }
    },
    onState: (state) => store.setState({ protection: state }),
  })
  const edited = () => {
    store.setState(({ version }) => ({ version: version + 1 }))
    saving.edited()
  }
  const addAsset = (asset: Asset) => {
    const { assets } = store.getState()
    if (assets.some((known) => known.hash === asset.hash)) return
    store.setState({ assets: [...assets, asset] })
    if (isWritable()) protection.addDetails(true)
  }

  const editor = createEditor(document.body, {
    pictureUrl,
    asset: (src) => store.getState().assets.find((asset) => asset.hash === assetHash(src)) ?? null,
    takePicture: async (file) => {
      const taken = await host.importAsset({ essay: opened.essay, ...file })
      if (taken.ok) addAsset(taken.value)
      return taken
    },
    isLocked: () => holds > 0 || store.getState().isLocked,
    report,
  })
  // An editor that could not show the essay whole must never replace the file.
  if (!editor.isEditable) store.setState({ isLocked: true })
  if (store.getState().isLocked) editor.setEditable(false, false)
  editor.on('transaction', ({ transaction, appendedTransactions }) => {
    const all = [transaction, ...appendedTransactions]
    const steps = all.flatMap((one) => one.steps)
    if (!isWritable() || steps.length === 0) return
    const before = store.getState()
    const after = all.reduce(detailsAfter, before)
    if (after !== before) {
      const { metadata, people, credits, threads } = after
      store.setState({ metadata, people, credits, threads })
      protection.addDetails()
    }
    // Steps of details are this window's; the journal has details as they stand.
    const ofText = steps.filter((step) => !(step instanceof DetailsStep))
    if (ofText.length > 0) protection.addSteps(ofText)
    edited()
  })
  const detailsHistory = createDetailsHistory(editor)

  const saving = fileSaving({
    save: async ({ confirmShrink }) => {
      const working = session.working()
      const saved = await host.saveEssay({ ...working, ...(confirmShrink ? { confirmShrink } : {}) })
      if (!saved.ok) {
        if (saved.problem.code === 'conflict' || saved.problem.code === 'gone') void session.checkFile()
        return saved
      }
      revision = saved.value.revision
      protection.saved(working.sequence)
      store.setState({ fileName: saved.value.fileName, outside: null })
      return saved
    },
    version: () => store.getState().version,
    isSavedAtFirst: opened.recovered === null,
    isWritable,
    mayWriteUnasked: () => store.getState().outside === null,
    onState: (file) => store.setState({ file }),
  })

  const session: EssaySession = {
    serial: nextSerial++,
    host,
    store,
    editor,
    pictureUrl,
    addAsset,
    document: currentDocument,
    working: () => ({
      essay: opened.essay,
      generation: opened.generation,
      revision,
      document: currentDocument(),
      sequence: protection.number(),
    }),
    change: (details, alone = null) => {
      if (!isWritable() || holds > 0) return
      const changes = detailChanges(store.getState(), details)
      if (changes.length > 0) detailsHistory.put(changes, alone)
      if (!details.settings) return
      store.setState({ settings: details.settings })
      protection.addDetails()
      edited()
    },
    protect: (parting) => protection.flush(parting),
    hold: () => {
      holds++
      editor.setEditable(false, false)
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        holds--
        if (!closed && holds === 0 && !store.getState().isLocked) editor.setEditable(true, false)
      }
    },
    unprotected: () => (isWritable() ? protection.unacknowledged() : []),
    isBehind: () => saving.isBehind(),
    save: async ({ byHand = false, leaving = false, confirmShrink } = {}) => {
      await saving.save({
        why: byHand ? 'by-hand' : leaving ? 'leaving' : 'rest',
        ...(confirmShrink ? { confirmShrink } : {}),
      })
      if (!byHand || saving.isBehind() || !isWritable()) return
      store.setState({ recovered: null, spoken: 'Saved, read back and compared.' })
      const kept = await host.keepVersion({ ...session.working(), name: '' })
      if (!kept.ok && !closed) report(kept.problem)
    },
    checkFile: async () => {
      const { readOnly } = opened
      if (closed || readOnly !== null) return
      const checked = await host.checkEssay({ essay: opened.essay, generation: opened.generation })
      if (closed || !checked.ok) return
      const { state } = checked.value
      store.setState({ outside: state === 'same' ? null : state })
    },
    dismissRecovery: () => store.setState({ recovered: null }),
    continueWith: (next, { version, sequence }) => {
      revision = next.revision
      protection.saved(sequence)
      store.setState({ fileName: next.fileName, outside: null })
      saving.holds(version, Date.now())
    },
    close: async () => {
      if (closed) return
      session.hold()
      await protection.flush()
      session.end()
      await host.closeEssay({ essay: opened.essay, generation: opened.generation })
    },
    end: () => {
      if (closed) return
      closed = true
      saving.end()
      protection.end()
      editor.destroy()
    },
  }
  return session
}
