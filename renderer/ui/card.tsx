import type { ReactNode } from 'react'
import styles from './card.module.css'

/** A group of things on the surface material, with a heading where it has a title. */
export function Card({ title, actions, children }: { title?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.card}>
      {title && (
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}
