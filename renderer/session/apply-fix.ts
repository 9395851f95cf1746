import { Node } from '@tiptap/pm/model'
import { fixFinding } from '../../core/publication/checks.ts'
import type { Finding } from '../../core/publication/finding.ts'
import type { EssaySession } from './essay-session.ts'

/** Mends what a finding is about, as one change of the text that one undo takes back. False where there was nothing to mend any more. */
export function applyFix(session: EssaySession, finding: Finding): boolean {
  const { editor } = session
  const fixed = editor.isEditable ? fixFinding(session.document(), finding) : null
  if (!fixed) return false
  const { doc, tr, schema } = editor.state
  const next = Node.fromJSON(schema, fixed.body)
  const from = doc.content.findDiffStart(next.content)
  const to = doc.content.findDiffEnd(next.content)
  if (from === null || to === null) return false
  // Where the same letters stand on both sides of the change the two searches may meet.
  const overlap = Math.max(0, from - Math.min(to.a, to.b))
  editor.view.dispatch(tr.replace(from, to.a + overlap, next.slice(from, to.b + overlap)))
  return true
}
