import type { EssayRef, OpenedEssay } from '../contract/host.ts'
import type { Result } from '../core/result.ts'
import type { App, EssayView, UnsavedAnswer } from './app-store.ts'
import { type EssaySession, openSession } from './session/essay-session.ts'

/** How an essay may be left: its text is on disk, or the person keeps it elsewhere or gives it up; or they stay. */
type Leave = 'saved' | 'given-up' | 'stay'

/** Saves and closes what is open. Where it cannot be saved, the person decides; false when they stay. */
export async function leaveEssay(app: App): Promise<boolean> {
  return endEssay(app, await settleEssay(app))
}

/** Saves what is open, and asks where that fails. */
async function settleEssay(app: App): Promise<Leave> {
  const { screen } = app.store.getState()
  if (screen.kind !== 'essay') return 'saved'
  const { session } = screen
  await session.save()
  const { save, metadata, fileName } = session.store.getState()
  if (save.kind !== 'problem') return 'saved'
  const answer = await new Promise<UnsavedAnswer>((onAnswer) => {
    const title = metadata.title || fileName
    app.store.setState({ dialog: { kind: 'unsaved', title, problem: save.problem, onAnswer } })
  })
  app.store.setState({ dialog: null })
  if (answer === 'stay') return 'stay'
  if (answer === 'keep' && !(await keepAsNewEssay(app, session))) return 'stay'
  return 'given-up'
}

/** Ends the opening of what is open. False, and it stays open, when a last save failed. Problems told about it go with it. */
async function endEssay(app: App, leave: Leave): Promise<boolean> {
  if (leave === 'stay') return false
  const { screen } = app.store.getState()
  if (screen.kind === 'essay') {
    if (leave === 'given-up') await screen.session.discard()
    else {
      await screen.session.close()
      const { save } = screen.session.store.getState()
      if (save.kind === 'problem') {
        app.tell({ problem: save.problem })
        return false
      }
    }
  }
  app.store.setState((state) => ({ notices: state.notices.filter((notice) => notice.kind === 'news') }))
  return true
}

/** Puts the text of an essay that could not be saved into a file of its own on the Desk. */
async function keepAsNewEssay(app: App, session: EssaySession): Promise<boolean> {
  const packed = await app.host.packEssay(session.working())
  if (!packed.ok) {
    app.tell({ problem: packed.problem })
    return false
  }
  const kept = await app.host.importFiles({ files: [packed.value] })
  if (!kept.ok) {
    app.tell({ problem: kept.problem })
    return false
  }
  const [essay] = kept.value.imported
  if (!essay) {
    const message = kept.value.refused[0]?.message ?? 'The text could not be kept as a new essay.'
    app.tell({ problem: { code: 'io', message, safe: 'It is still in this window.' } })
    return false
  }
  app.tell({ news: `Your text stands on the Desk as a new essay: “${essay.title || packed.value.name}”.` })
  return true
}

/** Goes to the Desk, saving first. */
export async function showDesk(app: App): Promise<void> {
  if (await leaveEssay(app)) app.store.setState({ screen: { kind: 'desk' }, dialog: null })
}

/** Opens an essay of the Desk. */
export async function showEssay(app: App, essay: EssayRef): Promise<void> {
  const { screen } = app.store.getState()
  if (screen.kind === 'essay' && screen.session.store.getState().opened.essay === essay) return
  await show(app, () => app.host.openEssay({ essay }))
}

/** Makes a new essay and opens it. */
export async function showNewEssay(app: App): Promise<void> {
  await show(app, () => app.host.createEssay({ title: '' }))
}

/** Opens an essay that the native dialog chooses. */
export async function showChosenEssay(app: App): Promise<void> {
  await show(app, async () => {
    const chosen = await app.host.chooseEssay({})
    return chosen.ok ? app.host.openEssay({ essay: chosen.value.essay }) : chosen
  })
}

/** Saves the open essay to another place and goes on there. Without native dialogs the copy is a download. */
export async function saveAs(app: App): Promise<void> {
  const { screen, info } = app.store.getState()
  if (screen.kind !== 'essay') return
  await screen.session.save()
  if (info.dialogs) {
    const saved = await app.host.saveEssayAs(screen.session.working())
    if (saved.ok) {
      await show(app, async () => saved)
    } else if (saved.problem.code !== 'cancelled') {
      app.tell({ problem: saved.problem })
    }
    return
  }
  const packed = await app.host.packEssay(screen.session.working())
  if (packed.ok) download(packed.value.name, packed.value.bytes, 'application/zip')
  else app.tell({ problem: packed.problem })
}

/** Shows a view of the open essay. */
export function showView(app: App, view: EssayView): void {
  const { screen } = app.store.getState()
  if (screen.kind === 'essay' && screen.view !== view) app.store.setState({ screen: { ...screen, view } })
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

/** One opening at a time: a second click while a file is read must not open two. */
let opening = false

async function show(app: App, open: () => Promise<Result<OpenedEssay>>): Promise<void> {
  if (opening) return
  opening = true
  try {
    // Before anything is made or chosen, so that staying leaves nothing behind.
    const leave = await settleEssay(app)
    if (leave === 'stay') return
    // The dialog comes before leaving, so that cancelling it changes nothing.
    const opened = await open()
    if (!opened.ok) {
      if (opened.problem.code !== 'cancelled') app.tell({ problem: opened.problem })
      return
    }
    if (!(await endEssay(app, leave))) return
    const session = openSession(app.host, opened.value, (problem) => app.tell({ problem }))
    app.store.setState({ screen: { kind: 'essay', session, view: 'page' }, dialog: null })
  } finally {
    opening = false
  }
}
