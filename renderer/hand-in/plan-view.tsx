import { useMemo } from 'react'
import type { Profile } from '../../core/publication/profile.ts'
import { Lost } from '../session/lost.tsx'
import { Losses } from '../ui/losses.tsx'
import { Segments } from '../ui/segments.tsx'
import styles from './hand-in.module.css'
import { fileSize } from './receipt-view.tsx'
import type { Plan } from './use-plan.ts'

const STRIPS: ReadonlySet<string> = new Set(['anonymous', 'name-withheld'])

/** Whose names go along, what is lost and which files will be written. */
export function PlanView({
  plan,
  profile,
  onNames,
}: {
  readonly plan: Plan
  readonly profile: Profile
  readonly onNames: (anonymous: boolean) => void
}) {
  const stripped = plan.losses.filter(({ kind }) => STRIPS.has(kind))
  const lost = useMemo(() => plan.losses.filter(({ kind }) => !STRIPS.has(kind)), [plan])
  const bytes = plan.files.reduce((sum, file) => sum + file.bytes, 0)
  return (
    <>
      {profile.rules.anonymous === undefined ? (
        <div className={styles.names}>
          <Segments
            label="Names"
            value={plan.anonymous ? 'anonymous' : 'credited'}
            options={[
              { value: 'credited', label: 'Credited' },
              { value: 'anonymous', label: 'Anonymous' },
            ]}
            onChange={(value) => onNames(value === 'anonymous')}
          />
        </div>
      ) : (
        <p className={styles.where}>
          {profile.rules.anonymous ? 'This profile always leaves names out.' : 'This profile always names everyone.'}
        </p>
      )}
      {plan.anonymous && (
        <>
          <p className={styles.strips}>
            Left out: byline, biographies, portraits and credits; names in the text, links and pictures’ own data.
          </p>
          {stripped.length > 0 && <Losses rows={stripped.map((loss) => ({ loss }))} none="" />}
        </>
      )}
      {lost.length > 0 && (
        <>
          <h2 className={styles.label}>What is lost on the way</h2>
          <Lost losses={lost} profile={profile} none="" />
        </>
      )}
      <h2 className={styles.label}>
        Will be written: {plan.files.length === 1 ? 'one file' : `${plan.files.length} files`}, {fileSize(bytes)}
      </h2>
      <ul className={styles.files}>
        {plan.files.map((file, index) => {
          const path = plan.place?.paths[index] ?? file.path
          // The folder is told below; in a site each file has a place of its own.
          const shown = plan.place?.site ? path : file.path
          return (
            <li key={file.path}>
              <span>{shown}</span>
              <span className={styles.size}>
                {plan.place?.taken.includes(path) && <em>there already · </em>}
                {fileSize(file.bytes)}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
