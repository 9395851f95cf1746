import { useEffect, useState } from 'react'
import { readWrittenDate } from '../../core/formats/page-lines/read-written-date.ts'
import styles from './field.module.css'
import { Field } from './field.tsx'
import { TextInput } from './text-input.tsx'

interface DateFieldProps {
  readonly label: string
  /** `YYYY-MM-DD`, or '' for none. */
  readonly value: string
  readonly onChange: (value: string) => void
}

interface Draft {
  readonly text: string
  /** The field's value while this is typed; another one came from elsewhere (an undo), and the draft ends. */
  readonly value: string
}

/** A day, shown as “1 June 2026” and typed like that, in the person's own language, or as 2026-06-01. What is no day is refused in place. */
export function DateField({ label, value, onChange }: DateFieldProps) {
  const [draft, setDraft] = useState<Draft | null>(null)
  const [refused, setRefused] = useState('')
  const shown = draft?.value === value ? draft : null
  useEffect(() => {
    if (draft !== null && draft.value !== value) {
      setDraft(null)
      setRefused('')
    }
  }, [draft, value])

  const type = (text: string) => {
    const day = dayOf(text)
    setRefused('')
    setDraft({ text, value: day ?? value })
    if (day !== null && day !== value) onChange(day)
  }
  const finish = () => {
    if (shown === null) return
    if (dayOf(shown.text) === null) setRefused(shown.text)
    else setDraft(null)
  }
  return (
    <Field
      label={label}
      hint={
        refused && (
          <span role="alert" className={styles.refusal}>
            Write the day as 1 June 2026 or 2026-06-01.
            {value === '' ? '' : ` It is still ${inWords(value)}.`}
          </span>
        )
      }
    >
      <TextInput
        value={shown?.text ?? inWords(value)}
        placeholder="Day month year"
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        aria-invalid={refused !== ''}
        {...(shown !== null && dayOf(shown.text) === null ? { 'data-draft': '' } : {})}
        onChange={(event) => type(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish()
        }}
      />
    </Field>
  )
}

/** `YYYY-MM-DD`; '' for nothing, null for what is no day. */
function dayOf(text: string): string | null {
  if (text.trim() === '') return ''
  return readWrittenDate(text, 'en') || readWrittenDate(text, navigator.language) || null
}

function inWords(day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(time)) return day
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Date(time).toLocaleDateString('en-GB', format)
}
