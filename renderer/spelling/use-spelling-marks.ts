import { useEffect } from 'react'
import { useApp, useAppState } from '../app-store.ts'
import { readSelection } from '../editor/selection-in-time.ts'
import { spellingMarks } from '../editor/spelling/spelling-marks.ts'
import { useSession } from '../session/session-context.ts'

/** Marks misspelt words in the open essay while the preference is on, by the essay's language and the dictionaries that are there. */
export function useSpellingMarks(): void {
  const { spelling } = useApp()
  const session = useSession()
  const isOn = useAppState((state) => state.preferences.spelling)

  useEffect(() => {
    if (!isOn) return
    const { editor, store } = session
    const { plugin, recheck } = spellingMarks({
      language: () => store.getState().metadata.language,
      isIgnored: (key) => store.getState().settings.ignoredWords?.includes(key) ?? false,
      verdict: spelling.verdict,
      learnVerdicts: spelling.learnVerdicts,
    })
    readSelection(editor.view)
    editor.registerPlugin(plugin)
    const ends = [
      spelling.store.subscribe(recheck),
      store.subscribe((state, before) => {
        if (
          state.metadata.language !== before.metadata.language ||
          state.settings.ignoredWords !== before.settings.ignoredWords
        )
          recheck()
      }),
    ]
    return () => {
      for (const end of ends) end()
      if (editor.isDestroyed) return
      readSelection(editor.view)
      editor.unregisterPlugin(plugin.spec.key ?? 'spelling')
    }
  }, [session, spelling, isOn])
}
