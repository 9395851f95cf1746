import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { type ComponentProps, type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/text-input.tsx'
import styles from './words-form.module.css'

/** The text or a small editor, as far as a form about words of it asks. */
export type WordsView = Pick<EditorView, 'state' | 'dispatch' | 'focus'>

interface WordsFormProps {
  /** Where the words are that the form is about. */
  readonly view: WordsView
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

/** One field about some words: the address of a link, their language. A refusal is said in place. Where it stands is for whoever shows it. */
export function WordsForm({ view, label, initial, input, submitLabel, onSubmit, end, children }: WordsFormProps) {
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
    if (refused === null) view.focus()
    else field.current?.focus()
  }

  return (
    <form
      ref={form}
      aria-label={label}
      className={styles.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        // Around a small editor arrows lead to other cells.
        if (event.key.startsWith('Arrow')) event.stopPropagation()
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        view.dispatch(end())
        view.focus()
      }}
      onBlur={(event) => {
        const next = event.relatedTarget
        if (next instanceof Node && !form.current?.contains(next)) view.dispatch(end())
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
  )
}
