import type { ComponentProps } from 'react'
import styles from './field.module.css'
import { useFieldAttributes } from './field.tsx'

/** A field of one line. */
export function TextInput({ className = '', ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...useFieldAttributes()} {...rest} className={`${styles.input} ${className}`} />
}

/** A field of several lines that grows with its text. */
export function TextArea({ className = '', ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={2} {...useFieldAttributes()} {...rest} className={`${styles.input} ${className}`} />
}
