import { NodeSelection } from '@tiptap/pm/state'
import { useEffect, useState } from 'react'
import { countText, type TextCount } from '../../core/essay/word-count.ts'
import { useSession } from '../session/session-context.ts'

/** Words and characters of the selection, counted when it rests; null where nothing is selected. */
export function useSelectedCount(): TextCount | null {
  const { editor, store } = useSession()
  const [count, setCount] = useState<TextCount | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const measure = () => {
      const { doc, selection } = editor.state
      const { from, to } = selection
      const empty = selection.empty || selection instanceof NodeSelection
      setCount(empty ? null : countText(doc.textBetween(from, to, '\n', ' '), store.getState().metadata.language))
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
  }, [editor, store])
  return count
}
