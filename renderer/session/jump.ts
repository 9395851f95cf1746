import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { FindingPlace } from '../../core/publication/finding.ts'
import type { App } from '../app-store.ts'
import { figuresOf, showFigure } from '../editor/figure/figure-commands.ts'
import { showView } from '../navigation.ts'
import type { EssaySession } from './essay-session.ts'

/** Goes to the place of a finding or a loss: the block in the text, or the field in the Details. */
export function jumpTo(app: App, session: EssaySession, place: FindingPlace): void {
  showView(app, 'page')
  switch (place.kind) {
    case 'essay':
      return
    case 'block':
      // The Page is shown by then; a hidden editor takes no focus.
      requestAnimationFrame(() => {
        const figure = place.figure === undefined ? undefined : figuresOf(session.editor.state.doc)[place.figure - 1]
        if (figure) showFigure(session.editor, figure.pos)
        else selectBlock(session, place.block)
      })
      return
    case 'detail':
      app.setPreferences({ inspectorOpen: true })
      app.store.setState({ inspectorTab: 'details' })
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const field = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(place.field)}"]`)
          const control = field?.matches('input, textarea, select, button, [contenteditable]')
            ? field
            : field?.querySelector<HTMLElement>('input, textarea, select, button, [contenteditable]')
          control?.scrollIntoView({ block: 'center' })
          control?.focus()
        }),
      )
      return
  }
}

/** Selects a block of the body by its index and brings it into view. */
function selectBlock(session: EssaySession, index: number): void {
  const { editor } = session
  const { doc } = editor.state
  if (index < 0 || index >= doc.childCount) return
  let position = 0
  for (let before = 0; before < index; before++) position += doc.child(before).nodeSize
  const node = doc.child(index)
  const selection =
    node.isTextblock || !NodeSelection.isSelectable(node)
      ? TextSelection.near(doc.resolve(position + 1))
      : NodeSelection.create(doc, position)
  editor.view.dispatch(editor.state.tr.setSelection(selection))
  const dom = editor.view.nodeDOM(position)
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'center' })
  editor.view.focus()
}
