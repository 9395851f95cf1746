import { createContext, type ReactNode, useContext, useId } from 'react'
import styles from './field.module.css'

interface FieldIds {
  readonly control: string
  readonly hint: string | undefined
}

const FieldContext = createContext<FieldIds | null>(null)

/** A label above a control of renderer/ui, wired to it, with a hint below. */
export function Field({ label, hint, children }: { label: string; hint?: ReactNode; children: ReactNode }) {
  const id = useId()
  const ids: FieldIds = { control: id, hint: hint ? `${id}-hint` : undefined }
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={ids.control}>
        {label}
      </label>
      <FieldContext.Provider value={ids}>{children}</FieldContext.Provider>
      {hint && (
        <div className={styles.hint} id={ids.hint}>
          {hint}
        </div>
      )}
    </div>
  )
}

/** The attributes that tie a control to the `Field` around it; none outside of one. */
export function useFieldAttributes(): { id?: string; 'aria-describedby'?: string } {
  const ids = useContext(FieldContext)
  if (!ids) return {}
  return { id: ids.control, ...(ids.hint ? { 'aria-describedby': ids.hint } : {}) }
}
