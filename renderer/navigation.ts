import type { EssayRef, OpenedEssay } from '../contract/host.ts'
import type { Problem, Result } from '../core/result.ts'
import type { App, EssayView, LeavingAnswer } from './app-store.ts'
import { takeOverDraft } from './drafts.ts'
import { type EssaySession, openSession } from './session/essay-session.ts'
import { notePage, showProofsPlace } from './session/place-in-text.ts'
import { thisWindow } from './this-window.ts'

/** A leaving that somebody outside follows: hears how it goes, and may call it off. */
export interface Leaving {
  readonly signal: AbortSignal
  readonly say: (answer: 'protected' | 'asks') => void
}

/** One of its own each time: a signal holds what listens to it, and the essay with that, for as long as it is there itself. */
const unfollowed = (): Leaving => ({ signal: new AbortController().signal, say: () => {} })

/**
 * Saves and closes what is open, and shows the Desk: a session that has ended takes no word any more. Where the file cannot hold it, the person says where to
 * keep it; false when they stay, or it was called off.
 */
export async function leaveEssay(app: App, leaving = unfollowed()): Promise<boolean> {
  const stay = await settleEssay(app, leaving)
  if (stay === null) return false
  await endEssay(app)
  app.store.setState({ screen: { kind: 'desk' }, dialog: null })
  return true
}

/** Lets the person write on in an essay that was about to be left. */
type Stay = () => void

/**
 * Protects and saves what is open, and asks where the file cannot be written. From then on nothing can be typed into it, because it is about to end;
 * whoever does not end it after all calls what is answered. null when the person stays.
 */
async function settleEssay(app: App, leaving = unfollowed()): Promise<Stay | null> {
  const { screen } = app.store.getState()
  if (screen.kind !== 'essay') return () => {}
  const { session } = screen
  const backToField = takeOverDraft()
  const letGo = session.hold()
  const stay = () => {
    letGo()
    backToField()
  }
  // Whoever calls it off wants to write on at once, whatever is under way.
  leaving.signal.addEventListener('abort', stay)
  const isSettled = await settle(app, session, leaving)
  if (isSettled && !leaving.signal.aborted) return stay
  stay()
  return null
}

async function settle(app: App, session: EssaySession, { say, signal }: Leaving): Promise<boolean> {
  await session.protect()
  if (session.store.getState().protection.kind === 'protected') say('protected')
  await session.save({ leaving: true })
  if (!session.isBehind()) await session.checkFile()
  for (;;) {
    const problem = whyNotInFile(session)
    if (problem === null || signal.aborted) return problem === null
    say('asks')
    const answer = await askWhereToKeep(app, session, problem)
    if (answer === 'stay') return false
    if (answer === 'later') {
      if (session.isBehind()) return true
      // The journal holds changes only; what was not changed is a version before it is left.
      const version = await app.host.keepVersion({ ...session.working(), name: '' })
      if (version.ok) return true
      app.tell({ problem: version.problem })
      return false
    }
    const kept = answer === 'keep' ? await keepAsNewEssay(app, session) : await keepElsewhere(app, session)
    if (kept === 'kept') return true
    if (kept === 'failed') return false
  }
}

/** Asks where to keep the text. Whatever takes the question's place on the screen counts as “stay”, so that nobody waits for an answer for ever. */
function askWhereToKeep(app: App, session: EssaySession, problem: Problem): Promise<LeavingAnswer> {
  const { metadata, fileName, protection, outside } = session.store.getState()
  const placeWithoutFile = session.isBehind() ? 'no-file' : 'versions'
  const place = outside === 'gone' ? placeWithoutFile : 'protected'
  const waits = protection.kind === 'protected' ? place : 'unprotected'
  return new Promise((resolve) => {
    const onAnswer = (answer: LeavingAnswer) => {
      end()
      app.store.setState({ dialog: null })
      resolve(answer)
    }
    const dialog = { kind: 'leaving', title: metadata.title || fileName, problem, waits, onAnswer } as const
    app.store.setState({ dialog })
    const end = app.store.subscribe((state) => {
      if (state.dialog === dialog) return
      end()
      resolve('stay')
    })
  })
}

/** Why the text is not in its file; null where it is, or the journal has it and asks when the essay is opened again. */
function whyNotInFile(session: EssaySession): Problem | null {
  const { file, outside, protection } = session.store.getState()
  if (outside === 'gone') return GONE
  if (!session.isBehind()) return null
  if (file.kind === 'problem') return file.problem
  if (outside === 'changed') return CHANGED
  if (protection.kind === 'problem') return protection.problem
  return null
}

const CHANGED: Problem = {
  code: 'conflict',
  message: 'Another program changed the file, and it is not decided yet which text goes on.',
}
const GONE: Problem = { code: 'gone', message: 'The file was moved or deleted by another program.' }

/** Ends what is open. Problems told about it go with it. */
async function endEssay(app: App): Promise<void> {
  const { screen } = app.store.getState()
  if (screen.kind === 'essay') await screen.session.close()
  app.store.setState((state) => ({ notices: state.notices.filter((notice) => notice.kind === 'news') }))
}

type Kept = 'kept' | 'ask-again' | 'failed'

/** Puts the text of an essay that could not be saved into a file of its own on the Desk. */
async function keepAsNewEssay(app: App, session: EssaySession): Promise<Kept> {
  const made = await app.host.keepAsNew(session.working())
  if (!made.ok) {
    app.tell({ problem: made.problem })
    return 'failed'
  }
  app.tell({ news: `Your text stands on the Desk as a new essay: “${made.value.title}”.` })
  return 'kept'
}

/** Saves where the native dialog says; without one the copy is a download, which nobody can confirm. */
async function keepElsewhere(app: App, session: EssaySession): Promise<Kept> {
  if (!app.store.getState().info.dialogs) {
    await downloadCopy(app, session)
    return 'ask-again'
  }
  const saved = await app.host.saveEssayAs(session.working())
  if (saved.ok) {
    await app.host.closeEssay({ essay: saved.value.essay, generation: saved.value.generation })
    app.tell({ news: `Your text was saved as “${saved.value.fileName}”.` })
    return 'kept'
  }
  if (saved.problem.code !== 'cancelled') app.tell({ problem: saved.problem })
  return 'ask-again'
}

async function downloadCopy(app: App, session: EssaySession): Promise<void> {
  const packed = await app.host.packEssay(session.working())
  if (!packed.ok) {
    app.tell({ problem: packed.problem })
    return
  }
  download(packed.value.name, packed.value.bytes, 'application/zip')
  app.tell({ news: `“${packed.value.name}” was given to the browser’s downloads.` })
}

/** Goes to the Desk, saving first. */
export async function showDesk(app: App): Promise<void> {
  await leaveEssay(app)
}

/** Opens an essay of the Desk. */
export async function showEssay(app: App, essay: EssayRef): Promise<void> {
  const { screen } = app.store.getState()
  if (screen.kind === 'essay' && screen.session.store.getState().opened.essay === essay) return
  await show(app, () => app.host.openEssay({ essay, window: thisWindow() }))
}

/** The essay that was asked for from outside last while another opened. */
let askedFor: EssayRef | null = null

/**
 * Opens an essay that the system asks for (a file that is opened with Galley). While another opens it waits; of several the last is opened, and the others are
 * on the Desk or where they were.
 */
export async function showAsked(app: App, essay: EssayRef): Promise<void> {
  askedFor = essay
  while (opening) await opening
  if (askedFor !== essay) return
  askedFor = null
  await showEssay(app, essay)
}

/** Makes a new essay and opens it. */
export async function showNewEssay(app: App): Promise<void> {
  await show(app, () => app.host.createEssay({ title: '', window: thisWindow() }))
}

/** Puts an essay that no file holds any more into the essays folder and opens it. */
export async function showRecovered(app: App, id: string): Promise<void> {
  await show(app, () => app.host.recoverEssay({ id, window: thisWindow() }))
}

/** Makes a copy of an essay with a file of its own and opens that. */
export async function showCopy(app: App, essay: EssayRef): Promise<void> {
  await show(app, () => app.host.copyEssay({ essay, window: thisWindow() }))
}

/** Opens an essay that the native dialog chooses. */
export async function showChosenEssay(app: App): Promise<void> {
  await show(app, async () => {
    const chosen = await app.host.chooseEssay({})
    return chosen.ok ? app.host.openEssay({ essay: chosen.value.essay, window: thisWindow() }) : chosen
  })
}

/** Saves the open essay to another place and goes on there. Without native dialogs the copy is a download. */
export async function saveAs(app: App): Promise<void> {
  const { screen, info } = app.store.getState()
  if (screen.kind !== 'essay') return
  const { session } = screen
  const backToField = takeOverDraft()
  await session.protect()
  await session.save()
  if (!info.dialogs) {
    await downloadCopy(app, session)
    backToField()
    return
  }
  const letGo = session.hold()
  const saved = await app.host.saveEssayAs(session.working())
  if (saved.ok) {
    await session.close()
    enter(app, saved.value)
    return
  }
  letGo()
  backToField()
  if (saved.problem.code !== 'cancelled') app.tell({ problem: saved.problem })
}

/** Shows a view of the open essay. What was written is protected first: a publication may not hold more than a recovery would. */
export function showView(app: App, view: EssayView): void {
  const { screen } = app.store.getState()
  if (screen.kind !== 'essay' || screen.view === view) return
  void screen.session.protect()
  if (screen.view === 'page') notePage(screen.session)
  app.store.setState({ screen: { ...screen, view } })
  // The Page is shown by the next frame.
  if (view === 'page') requestAnimationFrame(() => showProofsPlace(screen.session))
}

/** Shows the Page with the cursor where it was, ready to write. */
export function writeOn(app: App): void {
  const { screen } = app.store.getState()
  if (screen.kind !== 'essay') return
  showView(app, 'page')
  // A hidden editor takes no focus; the Page is shown by the next frame.
  requestAnimationFrame(() => screen.session.editor.view.focus())
}

/** Hands bytes to the person as a download of the browser. */
export function download(name: string, bytes: Uint8Array, mime: string): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/**
 * Goes on with what the host opened in the place of an essay (a decision, a restored version, the file as another program left it). The host has
 * ended the opening before, or goes on with it. False where the person left that essay meanwhile: what was opened is closed again.
 */
export function goOnWith(app: App, session: EssaySession, opened: OpenedEssay, place = opened.place): boolean {
  const { screen } = app.store.getState()
  session.end()
  if (screen.kind !== 'essay' || screen.session !== session) {
    void app.host.closeEssay({ essay: opened.essay, generation: opened.generation })
    return false
  }
  enter(app, { ...opened, place }, screen.view)
  return true
}

function enter(app: App, opened: OpenedEssay, view: EssayView = 'page'): void {
  const session = openSession(app.host, opened, (problem) => app.tell({ problem }))
  app.store.setState({ screen: { kind: 'essay', session, view }, dialog: null })
}

/** One opening at a time: a second click while a file is read must not open two. */
let opening: Promise<void> | null = null

async function show(app: App, open: () => Promise<Result<OpenedEssay>>): Promise<void> {
  if (opening) return
  opening = openInstead(app, open)
  try {
    await opening
  } finally {
    opening = null
  }
}

async function openInstead(app: App, open: () => Promise<Result<OpenedEssay>>): Promise<void> {
  // Before anything is made or chosen, so that staying leaves nothing behind.
  const stay = await settleEssay(app)
  if (stay === null) return
  // The dialog comes before leaving, so that cancelling it changes nothing.
  const opened = await open()
  if (!opened.ok) {
    stay()
    if (opened.problem.code !== 'cancelled') app.tell({ problem: opened.problem })
    return
  }
  await endEssay(app)
  enter(app, opened.value)
}
