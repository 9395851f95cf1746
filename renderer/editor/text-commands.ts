import { toggleMark } from '@tiptap/pm/commands'
import type { Command } from '@tiptap/pm/state'

/** Commands of words alone: they need nothing but a state of the schema, so that the text and every small editor have them. */

/** Sets or takes away a mark, by its name. */
export function toggleMarkOf(name: string): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[name]
    return type ? toggleMark(type)(state, dispatch) : false
  }
}

/** Takes all marks but links, remarks and languages off the selected words. */
export const clearMarks: Command = ({ tr, selection, schema }, dispatch) => {
  const { from, to, empty } = selection
  if (empty) return false
  const looks = Object.values(schema.marks).filter(({ name }) => !KEPT_MARKS.has(name))
  for (const type of looks) tr.removeMark(from, to, type)
  if (!tr.docChanged) return false
  dispatch?.(tr.scrollIntoView())
  return true
}
const KEPT_MARKS: ReadonlySet<string> = new Set(['link', 'comment', 'insertion', 'deletion', 'language'])

/** Breaks the line within its block; not in code and verse, whose lines are their own. */
export const lineBreak: Command = ({ tr, selection, schema }, dispatch) => {
  const { hardBreak } = schema.nodes
  const { parent } = selection.$from
  if (!hardBreak || !parent.inlineContent || parent.type.spec.code || parent.type.name === 'verse') return false
  dispatch?.(tr.replaceSelectionWith(hardBreak.create(), true).scrollIntoView())
  return true
}
