import { useEffect } from 'react'
import { showFigureNumbers } from '../editor/references/figure-references.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { useSessionState } from '../session/session-context.ts'

/** Tells the editor whether captions show the numbers of their figures, and in which language. */
export function useFigureNumbers({ editor }: EssaySession): void {
  const shown = useSessionState((state) => state.settings.figureNumbers === true)
  const language = useSessionState((state) => state.metadata.language)
  useEffect(() => {
    if (!editor.isDestroyed) editor.view.dispatch(showFigureNumbers(editor.state, { shown, language }))
  }, [editor, shown, language])
}
