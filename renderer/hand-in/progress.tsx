import { useEffect, useState } from 'react'
import { useApp } from '../app-store.ts'
import { Button } from '../ui/button.tsx'
import styles from './hand-in.module.css'

/** How often it is asked how far a publication is (milliseconds). */
const EVERY = 250

/** A publication under way, with a button that stops it. */
export function Progress({ operation, what }: { readonly operation: string; readonly what: string }) {
  const app = useApp()
  const [done, setDone] = useState({ written: 0, total: 0 })
  const [isStopping, setStopping] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => {
      void app.host.publicationProgress({ operation }).then((told) => {
        if (told.ok && told.value) setDone(told.value)
      })
    }, EVERY)
    return () => clearInterval(timer)
  }, [app, operation])
  const { written, total } = done
  return (
    <div className={styles.progress}>
      <label>
        <span>{isStopping ? 'Stopping…' : total === 0 ? what : `Writing file ${written + 1} of ${total}…`}</span>
        <progress {...(total === 0 ? {} : { value: written, max: total })} />
      </label>
      <Button
        kind="outline"
        aria-disabled={isStopping}
        onClick={() => {
          setStopping(true)
          void app.host.cancelPublication({ operation })
        }}
      >
        Cancel
      </Button>
    </div>
  )
}
