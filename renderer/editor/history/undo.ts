import { redoNoScroll, undoNoScroll } from '@tiptap/pm/history'
import type { Command } from '@tiptap/pm/state'
import { DetailsStep } from './details-step.ts'

/** Undoes the last change of text or details; scrolls to it where it is in the text. */
export const undo: Command = scrolling(undoNoScroll)

/** Does again what was undone last. */
export const redo: Command = scrolling(redoNoScroll)

/** Details stand elsewhere: the text must not jump to its cursor on their account. */
function scrolling(command: Command): Command {
  return (state, dispatch, view) =>
    command(
      state,
      dispatch && ((tr) => dispatch(tr.steps.every((step) => step instanceof DetailsStep) ? tr : tr.scrollIntoView())),
      view,
    )
}
