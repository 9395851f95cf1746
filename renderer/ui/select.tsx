import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import styles from './field.module.css'
import { useFieldAttributes } from './field.tsx'

interface SelectProps<Value extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

/** A choice of one from a short list; the system's own list, dressed. */
export function Select<Value extends string>({
  value,
  options,
  onChange,
  className = '',
  ...rest
}: SelectProps<Value>) {
  return (
    <span className={styles.selectBox}>
      <select
        {...useFieldAttributes()}
        {...rest}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        className={`${styles.input} ${styles.select} ${className}`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  )
}
