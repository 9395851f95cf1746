import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { keysForPeople } from '../commands/keys.ts'
import styles from './button.module.css'

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` is the one main action of a screen, `outline` a second one, `quiet` all others. */
  readonly kind?: 'primary' | 'outline' | 'quiet'
  readonly icon?: LucideIcon
}

/** A button with words. */
export function Button({ kind = 'quiet', icon: Icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`${styles.button} ${styles[kind]} ${className}`}>
      {Icon && <Icon className={styles.icon} aria-hidden="true" />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** What it does; the spoken name and the tooltip. */
  readonly label: string
  readonly icon: LucideIcon
  /** For toggles: whether it is on. */
  readonly pressed?: boolean
  /** Keys that do the same, in the form of `Command.keys`; shown in the tooltip. */
  readonly keys?: string | undefined
}

/** A button with an icon alone. */
export function IconButton({ label, icon: Icon, pressed, keys, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={keys ? `${label} (${keysForPeople(keys)})` : label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      className={`${styles.button} ${styles.square} ${className}`}
    >
      <Icon className={styles.icon} aria-hidden="true" />
    </button>
  )
}
