import { FileInput } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { freeProfileId } from '../../core/publication/own-profile.ts'
import { profileById } from '../../core/publication/profiles.ts'
import { useApp, useAppState } from '../app-store.ts'
import { keepProfile, profileIn, useProfileSections } from '../profiles/own-profiles.ts'
import { useSessionState } from '../session/session-context.ts'
import { Button } from '../ui/button.tsx'
import styles from './hand-in.module.css'

/** Where an essay can go: what is kept for this essay, one's own profiles, and the built-in ones by their groups. */
export function ProfileList({
  chosen,
  onChoose,
}: {
  readonly chosen: string
  readonly onChoose: (id: string) => void
}) {
  const app = useApp()
  const own = useAppState((state) => state.ownProfiles)
  const short = useSessionState((state) => state.settings.profiles) ?? []
  const file = useRef<HTMLInputElement>(null)
  const kept = short.flatMap((id) => profileIn(own, id) ?? [])
  const sections = [{ heading: 'For this essay', profiles: kept }, ...useProfileSections()]

  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is brought into view
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])
  // Some thirty rows: the Tab key stops at the chosen one alone, arrows go from row to row.
  const isKnown = profileIn(own, chosen) !== undefined
  const move = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = rows.indexOf(event.target as HTMLButtonElement)
    const next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[
      event.key
    ]
    if (at < 0 || next === undefined) return
    event.preventDefault()
    rows.at(next % rows.length)?.focus()
  }
  const importFile = async (picked: File) => {
    // The reader knows every format and its options; it is fetched when a file is to be read.
    const { readProfile } = await import('../../core/publication/read-profile.ts')
    const read = readProfile(await picked.text())
    if (!read.ok) {
      app.tell({ problem: read.problem })
      return
    }
    // A profile of that id stays as it is: what comes from outside stands beside it.
    const id = freeProfileId(
      read.value.id,
      own.map((profile) => profile.id),
    )
    const isSame = profileById(read.value.id) !== undefined || id !== read.value.id
    const profile = await keepProfile(app, { ...read.value, id }, false)
    if (!profile.ok) {
      app.tell({ problem: profile.problem })
      return
    }
    app.tell({ news: `“${profile.value.name}” was added${isSame ? ` as ${id}, beside the one of that id` : ''}.` })
    onChoose(profile.value.id)
  }
  return (
    <nav className={styles.destinations} aria-label="Hand in to">
      <h2>Hand in to</h2>
      <div
        ref={list}
        role="toolbar"
        aria-orientation="vertical"
        aria-label="Profiles"
        className={styles.profiles}
        onKeyDown={move}
      >
        {sections.map(
          ({ heading, profiles }) =>
            profiles.length > 0 && (
              <section key={heading} className={styles.group} aria-label={heading}>
                <h3>{heading}</h3>
                {profiles.map(({ id, name }) => (
                  <button
                    key={id}
                    type="button"
                    className={styles.destination}
                    tabIndex={id === chosen || !isKnown ? 0 : -1}
                    {...(id === chosen ? { 'aria-current': 'true' as const } : {})}
                    onClick={() => onChoose(id)}
                  >
                    {name}
                  </button>
                ))}
              </section>
            ),
        )}
      </div>
      <Button icon={FileInput} className={styles.import ?? ''} onClick={() => file.current?.click()}>
        Import a profile…
      </Button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="File of a profile"
        onChange={(event) => {
          const picked = event.target.files?.[0]
          event.target.value = ''
          if (picked) void importFile(picked)
        }}
      />
    </nav>
  )
}
