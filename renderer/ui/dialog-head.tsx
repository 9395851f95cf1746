import { X } from 'lucide-react'
import { IconButton } from './button.tsx'
import styles from './dialog-head.module.css'

/** The top of a dialog: what it is, and the button that closes it. */
export function DialogHead({ title, onClose }: { readonly title: string; readonly onClose: () => void }) {
  return (
    <header className={styles.head}>
      <h2>{title}</h2>
      <IconButton label="Close" icon={X} onClick={onClose} />
    </header>
  )
}
