import { type Editor, posToDOMRect } from '@tiptap/core'
import { useId } from 'react'
import { COMMON_LANGUAGES, LANGUAGE_TAG, languageName } from '../../page/details/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Floating } from '../floating.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { WordsForm, type WordsView } from '../words-form.tsx'
import { endLanguageEditing, type LanguageEditing, languageEditing, setLanguage } from './language.ts'

/** The language of some words, at the words. */
export function LanguagePopover({ editor }: { editor: Editor }) {
  const editing = useEditorValue(editor, ({ state }) => languageEditing(state), sameFields)
  return (
    editing && (
      <Floating editor={editor} place="below" anchor={() => posToDOMRect(editor.view, editing.from, editing.to)}>
        <LanguageForm key={`${editing.from} ${editing.to}`} view={editor.view} editing={editing} />
      </Floating>
    )
  )
}

/** The form for the language of some words, for the text and for small editors. */
export function LanguageForm({ view, editing }: { readonly view: WordsView; readonly editing: LanguageEditing }) {
  const { lang } = editing
  const list = useId()

  const put = (wanted: string) => view.dispatch(setLanguage(view.state, editing, wanted))
  const submit = (words: string): string | null => {
    const tag = tagOf(words)
    if (tag === null) return 'Galley does not know a language of that name. A tag such as “cy” or “pt-BR” works, too.'
    put(tag)
    return null
  }
  const asTheEssay = () => {
    put('')
    view.focus()
  }

  return (
    <WordsForm
      view={view}
      label="Language of the words"
      initial={lang === '' ? '' : languageName(lang)}
      input={{ 'aria-label': 'Language', placeholder: 'French, cy, pt-BR…', list }}
      submitLabel="Set"
      onSubmit={submit}
      end={() => endLanguageEditing(view.state)}
    >
      {() => (
        <>
          <datalist id={list}>
            {COMMON_LANGUAGES.map((tag) => (
              <option key={tag} value={languageName(tag)} />
            ))}
          </datalist>
          {lang !== '' && <Button onClick={asTheEssay}>As the essay</Button>}
        </>
      )}
    </WordsForm>
  )
}

/** The tag of a language by its name or tag; '' for none; null for an unknown one. */
function tagOf(words: string): string | null {
  const wanted = words.trim()
  if (wanted === '') return ''
  const named = COMMON_LANGUAGES.find((tag) => languageName(tag).toLowerCase() === wanted.toLowerCase())
  if (named) return named
  return LANGUAGE_TAG.test(wanted) && (wanted.length <= 3 || wanted.includes('-')) ? wanted : null
}
