import type { Editor } from '@tiptap/core'
import { posToDOMRect } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { type ComponentProps, type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { Floating } from './floating.tsx'
import styles from './words-form.module.css'

interface WordsFormProps {
  readonly editor: Editor
  /** Where the words are that the form is about; it stands below them. */
  readonly from: number
  readonly to: number
  /** The spoken name of the form. */
  readonly label: string
  readonly initial: string
  readonly input: Omit<ComponentProps<'input'>, 'value' | 'onChange'>
  readonly submitLabel: string
  /** Does what was asked, or returns the sentence that says why not. */
  readonly onSubmit: (value: string) => string | null
  /** What ends the form when it is left: by Escape, and by focus that goes elsewhere. */
  readonly end: () => Transaction
  /** What stands after the submit button, for the value as it is typed. */
  readonly children?: (value: string) => ReactNode
}

/** One field about some words of the text, at the words: the address of a link, their language. A refusal is said in place. */
export function WordsForm({
  editor,
  from,
  to,
  label,
  initial,
  input,
  submitLabel,
  onSubmit,
  end,
  children,
}: WordsFormProps) {
  const [value, setValue] = useState(initial)
  const [refusal, setRefusal] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const refusalId = useId()

  useEffect(() => {
    field.current?.select()
    field.current?.focus()
  }, [])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const refused = onSubmit(value)
    setRefusal(refused)
    if (refused === null) editor.view.focus()
    else field.current?.focus()
  }

  return (
    <Floating editor={editor} place="below" anchor={() => posToDOMRect(editor.view, from, to)}>
      <form
        ref={form}
        aria-label={label}
        className={styles.form}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          editor.view.dispatch(end())
          editor.view.focus()
        }}
        onBlur={(event) => {
          const next = event.relatedTarget
          if (next instanceof Node && !form.current?.contains(next)) editor.view.dispatch(end())
        }}
      >
        <div className={styles.row}>
          <TextInput
            ref={field}
            spellCheck={false}
            autoComplete="off"
            {...input}
            value={value}
            aria-invalid={refusal !== null}
            {...(refusal === null ? {} : { 'aria-describedby': refusalId })}
            onChange={(event) => {
              setValue(event.target.value)
              setRefusal(null)
            }}
          />
          <Button kind="primary" type="submit">
            {submitLabel}
          </Button>
          {children?.(value)}
        </div>
        {refusal !== null && (
          <p id={refusalId} role="alert" className={styles.refusal}>
            {refusal}
          </p>
        )}
      </form>
    </Floating>
  )
}
