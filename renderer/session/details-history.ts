import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import type { Essay } from '../../core/essay/essay.ts'
import { type DetailChange, DetailsStep } from '../editor/history/details-step.ts'
import type { AloneEvent } from '../editor/history/undo-borders.ts'

/** Details that undo covers. Settings are choices of the work, not of the essay's words: undoing text must not turn them back. */
export type UndoableDetails = Pick<Essay, 'metadata' | 'people' | 'credits' | 'threads'>

/** Changes of one field that follow each other faster than this are one step of undo, as with typing (milliseconds). */
const ONE_GO = 1_000

/** What changes between two states of the details, field by field. */
export function detailChanges(before: UndoableDetails, after: Partial<UndoableDetails>): readonly DetailChange[] {
  const changes: DetailChange[] = []
  const metadata = after.metadata ?? before.metadata
  const fields = new Set([...Object.keys(before.metadata), ...Object.keys(metadata)]) as Set<keyof typeof metadata>
  for (const field of fields) {
    if (!Object.is(before.metadata[field], metadata[field]))
      changes.push({ part: 'metadata', field, before: before.metadata[field], after: metadata[field] })
  }
  for (const part of ['people', 'credits', 'threads'] as const) {
    const value = after[part]
    if (value !== undefined && value !== before[part])
      changes.push({ part, field: '', before: before[part], after: value })
  }
  return changes
}

/** The details after the steps of a transaction that are about them; `details` itself where none is. */
export function detailsAfter(details: UndoableDetails, transaction: Transaction): UndoableDetails {
  let now = details
  for (const { part, field, after } of changesIn(transaction))
    now = part === 'metadata' ? { ...now, metadata: { ...now.metadata, [field]: after } } : { ...now, [part]: after }
  return now
}

/** The changes of details in a transaction. */
export function changesIn(transaction: Transaction): readonly DetailChange[] {
  return transaction.steps.flatMap((step) => (step instanceof DetailsStep ? step.changes : []))
}

/** True for a transaction by which undo or redo put something back. */
export function isHistory(transaction: Transaction): boolean {
  // The name under which prosemirror-history marks its own transactions; Tiptap relies on it, too.
  return transaction.getMeta('history$') !== undefined
}

/** What puts changes of details on the editor's history. */
interface DetailsHistory {
  /** Fast changes of one field in a row become one step; what is `alone` is one by itself. */
  put(changes: readonly DetailChange[], alone: AloneEvent | null): void
}

/** The way of changes of details to the editor's history. */
export function createDetailsHistory(editor: Editor): DetailsHistory {
  let last: { readonly names: string; readonly time: number; readonly transaction: Transaction } | null = null
  editor.on('transaction', ({ transaction }) => {
    if (transaction.steps.length > 0 && transaction !== last?.transaction) last = null
  })
  return {
    put: (changes, alone) => {
      const { tr } = editor.state
      tr.step(new DetailsStep(changes))
      const names = changes.map(({ part, field }) => `${part}.${field}`).join(' ')
      // What is appended to a transaction joins its step of undo.
      const isOneGo = last?.names === names && tr.time - last.time < ONE_GO
      if (alone) tr.setMeta('uiEvent', alone)
      else if (isOneGo) tr.setMeta('appendedTransaction', last?.transaction)
      last = alone ? null : { names, time: tr.time, transaction: tr }
      editor.view.dispatch(tr)
    },
  }
}
