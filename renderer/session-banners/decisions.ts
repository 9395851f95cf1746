import type { ChangeChoice, RecoveryChoice } from '../../contract/host.ts'
import { toText } from '../../core/formats/text/write-text.ts'
import type { App, Difference, Side } from '../app-store.ts'
import { hasDraft, keepFocus, takeOverDraft } from '../drafts.ts'
import { goOnWith } from '../navigation.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { timeOf } from '../time-words.ts'

/** Decides what becomes of a file that changed while recovered text waited; the essay goes on with what was chosen. */
export async function decideRecovery(app: App, session: EssaySession, choice: RecoveryChoice): Promise<void> {
  const { essay, generation } = session.store.getState().opened
  const decided = await app.host.decideRecovery({ essay, generation, choice })
  if (!decided.ok) {
    app.tell({ problem: decided.problem })
    return
  }
  if (goOnWith(app, session, decided.value)) app.tell({ news: DECIDED[choice] })
}

/** Decides between the text here and a file that another program changed. Meanwhile nothing is typed into the text that may end. */
export async function decideChange(app: App, session: EssaySession, choice: ChangeChoice): Promise<void> {
  const backToField = takeOverDraft()
  const letGo = session.hold()
  await session.protect()
  const working = session.working()
  const { version } = session.store.getState()
  const decided = await app.host.resolveChange({ ...working, choice })
  if (!decided.ok) {
    letGo()
    backToField()
    app.tell({ problem: decided.problem })
    return
  }
  if (choice === 'mine') {
    session.continueWith(decided.value, { version, sequence: working.sequence })
    letGo()
    backToField()
  } else if (!goOnWith(app, session, decided.value)) return
  app.tell({ news: DECIDED[choice] })
}

const DECIDED: Readonly<Record<ChangeChoice, string>> = {
  mine: 'Your text goes on. The other one is kept as a version in the history.',
  theirs: 'The file’s text goes on. Yours is kept as a version in the history.',
  both: 'Both are kept: your text goes on in a file of its own beside the other.',
}

/** Shows an essay as another program left its file, with the cursor where it was. Does nothing where words of this window would be replaced. */
export async function reloadFromFile(app: App, session: EssaySession): Promise<void> {
  const { opened, protection, isLocked } = session.store.getState()
  if (isLocked || session.isBehind() || protection.kind !== 'protected' || hasDraft()) return
  const focusBack = keepFocus()
  const letGo = session.hold()
  const { anchor, head } = session.editor.state.selection
  const scroll = document.querySelector('[data-scroller]')?.scrollTop ?? 0
  const read = await app.host.resolveChange({ ...session.working(), choice: 'theirs' })
  if (!read.ok) {
    letGo()
    focusBack()
    return
  }
  if (!goOnWith(app, session, read.value, { anchor, head, scroll })) return
  app.tell({ news: `“${opened.fileName}” was changed by another program and is shown as it is now.` })
}

/** Compares the text here with the file as it is. */
export async function showDifference(
  app: App,
  session: EssaySession,
  words: Pick<Difference, 'title' | 'sentence' | 'choices'> & { readonly mine: string },
): Promise<void> {
  const { essay, assetBase } = session.store.getState().opened
  const file = await app.host.peekEssay({ essay })
  if (!file.ok) {
    app.tell({ problem: file.problem })
    return
  }
  const { title, sentence, choices } = words
  const legend = { removed: 'only in the file', added: 'only here' }
  const before: Side = {
    name: 'In the file',
    when: timeOf(file.value.changed),
    essay: file.value.document,
    assetBase: file.value.assetBase,
  }
  const after: Side = { name: words.mine, when: '', essay: session.document(), assetBase }
  app.store.setState({
    dialog: { kind: 'difference', difference: { title, sentence, before, after, legend, choices } },
  })
}

/** Puts the essay's text on the clipboard: the way out that needs no disk and no host. */
export async function copyText(app: App, session: EssaySession): Promise<void> {
  try {
    await navigator.clipboard.writeText(toText(session.document()).text)
    app.tell({ news: 'The text of the essay is on the clipboard.' })
  } catch {
    app.tell({
      problem: {
        code: 'forbidden',
        message: 'The clipboard did not take the text.',
        safe: 'It is still in this window.',
        next: 'Click into the text, select all of it and copy it.',
      },
    })
  }
}
