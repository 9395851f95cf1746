import type { Transaction } from '@tiptap/pm/state'
import { useEffect } from 'react'
import { useApp } from '../app-store.ts'
import { detailName } from '../detail-names.ts'
import type { DetailChange } from '../editor/history/details-step.ts'
import { changesIn, isHistory } from '../session/details-history.ts'
import { useSession } from '../session/session-context.ts'

/** Shows which detail an undo or redo changed: brings its field into view, or says its name where no field of it is shown. */
export function useUndoneDetails(): void {
  const app = useApp()
  const { editor } = useSession()
  useEffect(() => {
    const show = ({ transaction }: { readonly transaction: Transaction }) => {
      const change = changesIn(transaction)[0]
      if (!change || !isHistory(transaction)) return
      const { preferences } = app.store.getState()
      const atHead = change.field === 'title' || change.field === 'standfirst'
      if (!atHead && preferences.inspectorOpen) app.store.setState({ inspectorTab: 'details' })
      requestAnimationFrame(() => {
        const field = document.querySelector(`[data-field="${fieldOf(change)}"]`)
        if (field?.checkVisibility()) field.scrollIntoView({ block: 'nearest' })
        else app.tell({ news: `That changed ${nameOf(change)}.` })
      })
    }
    editor.on('transaction', show)
    return () => {
      editor.off('transaction', show)
    }
  }, [app, editor])
}

function fieldOf({ part, field }: DetailChange): string {
  return part === 'metadata' ? field : part
}

function nameOf({ part, field }: DetailChange): string {
  return detailName(part === 'metadata' ? field : part)
}
