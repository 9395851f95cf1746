import type { Editor } from '@tiptap/core'
import { posToDOMRect } from '@tiptap/core'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { COMMON_LANGUAGES, LANGUAGE_TAG, languageName } from '../../page/details/languages.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { Floating } from '../floating.tsx'
import styles from '../link/link-popover.module.css'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { endLanguageEditing, type LanguageEditing, languageEditing, setLanguage } from './language.ts'

/** The language of some words, at the words. */
export function LanguagePopover({ editor }: { editor: Editor }) {
  const editing = useEditorValue(editor, ({ state }) => languageEditing(state), sameFields)
  return editing && <LanguageForm key={`${editing.from} ${editing.to}`} editor={editor} editing={editing} />
}

function LanguageForm({ editor, editing }: { editor: Editor; editing: LanguageEditing }) {
  const [words, setWords] = useState(editing.lang === '' ? '' : languageName(editing.lang))
  const [refusal, setRefusal] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const list = useId()
  const refusalId = useId()

  useEffect(() => {
    input.current?.select()
    input.current?.focus()
  }, [])

  const close = () => {
    editor.view.dispatch(endLanguageEditing(editor.state))
    editor.view.focus()
  }
  const put = (lang: string) => {
    editor.view.dispatch(setLanguage(editor.state, editing, lang))
    editor.view.focus()
  }
  const apply = (event: FormEvent) => {
    event.preventDefault()
    const lang = tagOf(words)
    if (lang === null) {
      setRefusal('Galley does not know a language of that name. A tag such as “cy” or “pt-BR” works, too.')
      input.current?.focus()
    } else put(lang)
  }

  return (
    <Floating editor={editor} place="below" anchor={() => posToDOMRect(editor.view, editing.from, editing.to)}>
      <form
        ref={form}
        aria-label="Language of the words"
        className={styles.form}
        onSubmit={apply}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          close()
        }}
        onBlur={(event) => {
          const next = event.relatedTarget
          if (next instanceof Node && !form.current?.contains(next))
            editor.view.dispatch(endLanguageEditing(editor.state))
        }}
      >
        <div className={styles.row}>
          <TextInput
            ref={input}
            aria-label="Language"
            placeholder="French, cy, pt-BR…"
            list={list}
            spellCheck={false}
            autoComplete="off"
            value={words}
            aria-invalid={refusal !== ''}
            {...(refusal === '' ? {} : { 'aria-describedby': refusalId })}
            onChange={(event) => {
              setWords(event.target.value)
              setRefusal('')
            }}
          />
          <datalist id={list}>
            {COMMON_LANGUAGES.map((tag) => (
              <option key={tag} value={languageName(tag)} />
            ))}
          </datalist>
          <Button kind="primary" type="submit">
            Set
          </Button>
          {editing.lang !== '' && <Button onClick={() => put('')}>As the essay</Button>}
        </div>
        {refusal !== '' && (
          <p id={refusalId} role="alert" className={styles.refusal}>
            {refusal}
          </p>
        )}
      </form>
    </Floating>
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
