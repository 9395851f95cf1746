import { TextSelection } from '@tiptap/pm/state'
import { BookA, SpellCheck, SpellCheck2 } from 'lucide-react'
import { misspellingAt, nextMisspelling, settleSpelling, showMisspelling } from '../editor/spelling/spelling-marks.ts'
import type { EssaySession } from '../session/essay-session.ts'
import type { Command, CommandContext } from './command.ts'

/** The open essay where spelling is marked. */
function checking({ app, session }: CommandContext): EssaySession | null {
  const { screen, preferences } = app.store.getState()
  return session && preferences.spelling && screen.kind === 'essay' && screen.view === 'page' ? session : null
}

/** Spelling: on and off, from word to word, words and dictionaries. */
export const spellingCommands: readonly Command[] = [
  {
    id: 'spelling.next',
    label: 'Next misspelt word',
    group: 'Text',
    icon: SpellCheck2,
    keys: ['F7', 'Mod+;'],
    words: ['spelling', 'suggestions', 'spell'],
    isEnabled: (context) => checking(context) !== null,
    run: async (context) => {
      const session = checking(context)
      if (!session) return
      const { editor } = session
      await settleSpelling(editor.state)
      if (editor.isDestroyed) return
      const { empty, from } = editor.state.selection
      // The word that the cursor stands in or behind comes first: it may have been typed just now.
      const found = (empty ? misspellingAt(editor.state, from) : null) ?? nextMisspelling(editor.state, from)
      if (!found) {
        context.app.tell({
          news: 'No misspelt word is left in the text, its captions and notes. Titles and alt texts are not looked at.',
        })
        return
      }
      const { tr, doc } = editor.state
      editor.view.dispatch(tr.setSelection(TextSelection.create(doc, found.from, found.to)).scrollIntoView())
      editor.view.dispatch(showMisspelling(editor.state, found))
    },
  },
  {
    id: 'spelling.toggle',
    label: 'Check spelling',
    group: 'Text',
    icon: SpellCheck,
    words: ['spell', 'misspelt', 'red lines'],
    isEnabled: () => true,
    isActive: ({ app }) => app.store.getState().preferences.spelling,
    run: ({ app }) => app.setPreferences({ spelling: !app.store.getState().preferences.spelling }),
  },
  {
    id: 'spelling.words',
    label: 'Spelling: my words and dictionaries…',
    group: 'Text',
    icon: BookA,
    words: ['user dictionary', 'language', 'add dictionary', 'spell'],
    isEnabled: () => true,
    run: ({ app }) => app.store.setState({ dialog: { kind: 'spelling' } }),
  },
]
