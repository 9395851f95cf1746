import { useEffect, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { COMMON_LANGUAGES, LANGUAGE_TAG, languageName } from './languages.ts'

const OTHER = 'other'
const OPTIONS = [...COMMON_LANGUAGES]
  .map((tag) => ({ value: tag, label: languageName(tag) }))
  .sort((one, other) => one.label.localeCompare(other.label, 'en'))

/** The language of the text: one of the common ones, or any BCP 47 tag. */
export function LanguageField({
  language,
  onChange,
}: {
  readonly language: string
  readonly onChange: (tag: string) => void
}) {
  const listed = COMMON_LANGUAGES.includes(language)
  const [other, setOther] = useState(false)
  const [draft, setDraft] = useState(language)
  useEffect(() => setDraft(language), [language])
  const shown = other || (!listed && language !== '') ? OTHER : language
  const bad = draft !== '' && !LANGUAGE_TAG.test(draft)
  return (
    <div data-field="language">
      <Field label="Language">
        <Select
          value={shown}
          options={[{ value: '', label: 'Not set' }, ...OPTIONS, { value: OTHER, label: 'Another…' }]}
          onChange={(value) => {
            setOther(value === OTHER)
            setDraft(language)
            if (value !== OTHER) onChange(value)
          }}
        />
      </Field>
      {shown === OTHER && (
        <Field
          label="Language tag"
          hint={
            bad
              ? 'A tag looks like “pt” or “pt-BR”.'
              : draft === ''
                ? 'For example “gd” or “de-LI”.'
                : languageName(draft)
          }
        >
          <TextInput
            value={draft}
            data-draft={draft === language ? undefined : ''}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={bad}
            onChange={(event) => {
              const tag = event.target.value.trim()
              setDraft(tag)
              if (LANGUAGE_TAG.test(tag)) onChange(tag)
            }}
          />
        </Field>
      )}
    </div>
  )
}
