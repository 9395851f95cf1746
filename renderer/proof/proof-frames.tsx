import { useEffect, useRef, useState } from 'react'
import styles from './proof.module.css'

interface ProofFramesProps {
  readonly url: string
  readonly width: number
  readonly height: number
  readonly scale: number
  /** Told when a page has come and before it is seen, and with null when there is none any more. The answer ends what was begun with it. */
  readonly onPage: (frame: Window, url: string) => () => void
}

/**
 * The proof's frame. A new page loads behind the one that is shown and takes its place when it is there, at the same place in the text: nothing flickers and nothing is
 * white. The frames have no scripts; they are of the window's own origin, so that it can scroll them and bring them up to date (decision 12).
 */
export function ProofFrames({ url, width, height, scale, onPage }: ProofFramesProps) {
  const [shown, setShown] = useState('')
  const end = useRef<(() => void) | null>(null)
  useEffect(() => () => end.current?.(), [])
  const urls = shown === '' || shown === url ? [url] : [shown, url]
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
            sandbox="allow-same-origin"
            src={address}
            style={{ width, height: height / scale, scale: String(scale) }}
            onLoad={(event) => {
              const frame = event.currentTarget.contentWindow
              end.current?.()
              end.current = frame ? onPage(frame, address) : null
              setShown(address)
            }}
          />
        )
      })}
    </div>
  )
}
