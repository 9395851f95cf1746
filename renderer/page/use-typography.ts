import { useLayoutEffect } from 'react'
import { useAppState } from '../app-store.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { useSessionState } from '../session/session-context.ts'

/** Tells the editor whether it sets quotes and dashes, and in which language. */
export function useTypography({ editor }: EssaySession): void {
  const on = useAppState((state) => state.preferences.typography)
  const language = useSessionState((state) => state.metadata.language)
  useLayoutEffect(() => {
    Object.assign(editor.storage.typography, { on, language })
  }, [editor, on, language])
}
