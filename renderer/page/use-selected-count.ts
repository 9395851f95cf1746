import { NodeSelection } from '@tiptap/pm/state'
import { useEffect, useState } from 'react'
import type { NodeJson } from '../../core/essay/json.ts'
import { countPiece, type EssayCount } from '../../core/essay/word-count.ts'
import { useSession } from '../session/session-context.ts'

/** Words and characters of the selection by parts, counted when it rests; null where nothing is selected. */
export function useSelectedCount(): EssayCount | null {
  const session = useSession()
  const { editor } = session
  const [count, setCount] = useState<EssayCount | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const measure = () => {
      const { doc, selection } = editor.state
      const { $from, from, to } = selection
      const empty = selection.empty || selection instanceof NodeSelection
      if (empty) return setCount(null)
      const blocks = doc.slice(from, to, true).content.toJSON() as readonly NodeJson[]
      const { body, metadata } = session.document()
      setCount(countPiece(blocks, $from.index(0), body, metadata.language))
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(measure, 150)
    }
    measure()
    editor.on('selectionUpdate', later)
    return () => {
      clearTimeout(timer)
      editor.off('selectionUpdate', later)
    }
  }, [session, editor])
  return count
}
