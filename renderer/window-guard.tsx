import { Component, type ReactNode } from 'react'
import { Button } from './ui/button.tsx'
import styles from './window-guard.module.css'

interface Props {
  /** Tries to write what the file does not hold yet; runs when the window fails. */
  readonly onFailure: () => void
  readonly children: ReactNode
}

/**
 * Stands around the window: a defect in drawing it must not leave an empty page. What is open is saved, and one sentence says so
 * with the way back. A class, because React has no other form for this.
 */
export class WindowGuard extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(): void {
    this.props.onFailure()
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main className={styles.failed} role="alert">
        <h1>Galley could not draw this window</h1>
        <p>This is a defect of Galley. Your essay is not lost: what you wrote was sent to be kept.</p>
        <Button kind="primary" autoFocus onClick={() => window.location.reload()}>
          Show the window again
        </Button>
      </main>
    )
  }
}
