import { useEffect, useState } from 'react'
import styles from './proof.module.css'

interface ProofFramesProps {
  /** Address of the page, with the place to begin at. */
  readonly url: string
  readonly width: number
  readonly height: number
  readonly scale: number
  /** Told when a page is in sight. */
  readonly onShown?: (url: string) => void
}

/**
 * The proof's frame. A new page loads behind the one that is shown and takes its place when it is there, at its own place in the text: nothing flickers and nothing is
 * white. The frames have no scripts and no origin.
 */
export function ProofFrames({ url, width, height, scale, onShown }: ProofFramesProps) {
  const [shown, setShown] = useState('')
  const urls = shown === '' || shown === url ? [url] : [shown, url]
  useEffect(() => {
    if (shown !== '') onShown?.(shown)
  }, [shown, onShown])
  return (
    <div className={styles.frames} style={{ width: width * scale, height }}>
      {urls.map((address) => {
        const waits = address !== shown && shown !== ''
        return (
          <iframe
            key={address}
            className={styles.frame}
            title={waits ? 'The next proof' : 'Proof of the published essay'}
            aria-hidden={waits}
            tabIndex={waits ? -1 : 0}
            data-waits={waits}
            sandbox=""
            src={address}
            style={{ width, height: height / scale, scale: String(scale) }}
            onLoad={() => setShown(address)}
          />
        )
      })}
    </div>
  )
}
