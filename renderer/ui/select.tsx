import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import styles from './field.module.css'
import { useFieldAttributes } from './field.tsx'

/** One row of the list; neighbours of one `group` stand under its heading. */
interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly group?: string
}

interface SelectProps<Value extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
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
        {grouped(options).map(({ group, rows }) =>
          group === undefined ? (
            rows.map(row)
          ) : (
            <optgroup key={group} label={group}>
              {rows.map(row)}
            </optgroup>
          ),
        )}
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  )
}

function row({ value, label }: SelectOption<string>) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  )
}

function grouped(options: readonly SelectOption<string>[]) {
  const groups: { group: string | undefined; rows: SelectOption<string>[] }[] = []
  for (const option of options) {
    const last = groups.at(-1)
    if (last && last.group === option.group) last.rows.push(option)
    else groups.push({ group: option.group, rows: [option] })
  }
  return groups
}
