import { Node } from '@tiptap/pm/model'
import type { Essay } from '../../core/essay/essay.ts'
import { fixFinding } from '../../core/publication/checks.ts'
import type { Finding } from '../../core/publication/finding.ts'
import type { App } from '../app-store.ts'
import { DetailsStep } from '../editor/history/details-step.ts'
import { undo } from '../editor/history/undo.ts'
import type { EssaySession } from './essay-session.ts'

/** Mends what a finding is about, as one change of the text that one undo takes back. False where there was nothing to mend any more. */
export function applyFix(session: EssaySession, finding: Finding): boolean {
  return applyToText(session, (essay) => fixFinding(essay, finding) ?? essay)
}

/** Mends something in the whole text, says so, and offers to take it back: outside of the Page there is no other way to. */
export function applyMend(app: App, session: EssaySession, apply: (essay: Essay) => Essay, done: string): void {
  const { editor } = session
  if (!applyToText(session, apply)) {
    app.tell({ news: 'There is nothing to mend there any more.' })
    return
  }
  const mended = editor.state.doc
  const { metadata, people, credits, threads } = session.store.getState()
  // Details have the same history: with one changed since, undo would take that back and not the mend.
  const isLast = () => {
    const now = session.store.getState()
    const areSame = now.metadata === metadata && now.people === people && now.credits === credits
    return areSame && now.threads === threads && editor.state.doc.eq(mended)
  }
  const takeBack = () => {
    if (isLast()) undo(editor.state, editor.view.dispatch)
    else app.tell({ news: 'The essay has changed since. Undo on the Page goes back step by step.' })
  }
  app.tell({ news: done, action: { label: 'Undo', run: takeBack } })
}

/** Changes the text as a function of the essay says, in one step. False where nothing may or is to be changed. */
function applyToText(session: EssaySession, change: (essay: Essay) => Essay): boolean {
  const { editor } = session
  if (!editor.isEditable) return false
  const essay = session.document()
  const changed = change(essay)
  if (changed === essay) return false
  const { doc, tr, schema } = editor.state
  // Comments go with the words that they were about, in one step of undo.
  if (changed.threads !== essay.threads)
    tr.step(new DetailsStep([{ part: 'threads', field: '', before: essay.threads, after: changed.threads }]))
  const next = Node.fromJSON(schema, changed.body)
  const from = doc.content.findDiffStart(next.content)
  const to = doc.content.findDiffEnd(next.content)
  if (from !== null && to !== null) {
    // Where the same letters stand on both sides of the change the two searches may meet.
    const overlap = Math.max(0, from - Math.min(to.a, to.b))
    tr.replace(from, to.a + overlap, next.slice(from, to.b + overlap))
  }
  if (tr.steps.length === 0) return false
  editor.view.dispatch(tr)
  return true
}
