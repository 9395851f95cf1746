import { X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { LONGEST_LINE } from '../../../core/essay/limits.ts'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import styles from './tags-input.module.css'

/** Tags as chips. Enter or a comma takes what is typed; Backspace in the empty field takes the last one away. */
export function TagsInput({
  tags,
  onChange,
}: {
  readonly tags: readonly string[]
  readonly onChange: (tags: readonly string[]) => void
}) {
  const [draft, setDraft] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const add = (text: string) => {
    const fresh = text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '')
    setDraft('')
    if (fresh.length > 0) onChange([...new Set([...tags, ...fresh])])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      add(draft)
    } else if (event.key === 'Backspace' && draft === '' && tags.length > 0) {
      onChange(tags.slice(0, -1))
    }
  }
  return (
    <div data-field="tags">
      <Field label="Tags">
        <TextInput
          maxLength={LONGEST_LINE}
          ref={input}
          value={draft}
          data-draft={draft === '' ? undefined : ''}
          placeholder={tags.length === 0 ? 'film, lighthouses' : 'Another tag'}
          autoComplete="off"
          onChange={(event) => {
            if (event.target.value.includes(',')) add(event.target.value)
            else setDraft(event.target.value)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => add(draft)}
        />
        {tags.length > 0 && (
          <ul className={styles.tags} aria-label="Tags of the essay">
            {tags.map((tag) => (
              <li key={tag} className={styles.tag}>
                <span className={styles.word}>{tag}</span>
                <button
                  type="button"
                  className={styles.remove}
                  aria-label={`Remove the tag ${tag}`}
                  onClick={() => {
                    onChange(tags.filter((one) => one !== tag))
                    input.current?.focus()
                  }}
                >
                  <X aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </Field>
    </div>
  )
}
