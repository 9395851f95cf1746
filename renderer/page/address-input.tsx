import { type ComponentProps, useEffect, useId, useState } from 'react'
import { normaliseHref } from '../../core/essay/url.ts'
import { withScheme } from '../editor/link/link.ts'
import { TextInput } from '../ui/text-input.tsx'
import styles from './panel.module.css'

interface AddressInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  readonly value: string
  /** Called with an address that the essay may hold, or ''. */
  readonly onChange: (address: string) => void
}

/** A field for a web address. It is taken over when the field is left or Enter is pressed; what is not allowed is said below. */
export function AddressInput({ value, onChange, ...rest }: AddressInputProps) {
  const [draft, setDraft] = useState(value)
  const [refused, setRefused] = useState(false)
  const refusal = useId()
  useEffect(() => {
    setDraft(value)
    setRefused(false)
  }, [value])
  const commit = () => {
    const address = draft.trim() === '' ? '' : normaliseHref(withScheme(draft))
    setRefused(address === null)
    if (address === null) return
    setDraft(address)
    if (address !== value) onChange(address)
  }
  return (
    <>
      <TextInput
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        placeholder="example.org"
        {...rest}
        value={draft}
        data-draft={draft === value ? undefined : ''}
        aria-invalid={refused}
        {...(refused ? { 'aria-describedby': refusal } : {})}
        onChange={(event) => {
          setDraft(event.target.value)
          setRefused(false)
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
        }}
      />
      {refused && (
        <p id={refusal} role="alert" className={styles.refusal}>
          Only web, mail and telephone addresses can be kept here.
        </p>
      )}
    </>
  )
}
