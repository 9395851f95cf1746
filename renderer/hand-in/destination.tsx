import { Folder } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import styles from './hand-in.module.css'
import type { Plan } from './use-plan.ts'

const SITES = { hugo: 'Hugo site', jekyll: 'Jekyll site', eleventy: 'Eleventy site', astro: 'Astro site' } as const

/** Where the files go: the folder, the site in it, and what the site lacks. */
export function Destination({
  place,
  onChoose,
}: {
  readonly place: Plan['place']
  /** Left out where there is no dialog for folders. */
  readonly onChoose?: () => void
}) {
  return (
    <>
      <h2 className={styles.label}>Where to</h2>
      <div className={styles.place}>
        <Folder aria-hidden="true" />
        <span className={styles.destinationName}>
          {place === null ? 'No folder is chosen yet.' : <b>{place.destination}</b>}
          {place?.site && <small>Straight into the {SITES[place.site]}</small>}
        </span>
        {onChoose && (
          <Button kind="outline" onClick={onChoose}>
            {place === null ? 'Choose a folder…' : 'Another folder…'}
          </Button>
        )}
      </div>
      {place?.missing && (
        <p className={styles.caution}>
          <b>The site lacks something.</b> {place.missing}
        </p>
      )}
    </>
  )
}
