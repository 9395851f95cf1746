import { Copy, Pencil, Pin, Share, Trash2 } from 'lucide-react'
import type { Profile } from '../../core/publication/profile.ts'
import { profileById } from '../../core/publication/profiles.ts'
import { writeProfile } from '../../core/publication/write-profile.ts'
import { useApp } from '../app-store.ts'
import { download } from '../navigation.ts'
import { duplicateProfile, removeProfile } from '../profiles/own-profiles.ts'
import { VenueNote } from '../profiles/venue-note.tsx'
import { useSession, useSessionState } from '../session/session-context.ts'
import { Button } from '../ui/button.tsx'
import styles from './hand-in.module.css'

/** The chosen profile: what it is, how sure its rules are, and what can be done with it. */
export function ProfileHead({
  profile,
  onChoose,
  onEdit,
}: {
  readonly profile: Profile
  readonly onChoose: (id: string) => void
  readonly onEdit: (profile: Profile) => void
}) {
  const app = useApp()
  const session = useSession()
  const settings = useSessionState((state) => state.settings)
  const short = settings.profiles ?? []
  const isKept = short.includes(profile.id)
  const isOwn = profileById(profile.id) === undefined

  const duplicate = async () => {
    const made = await duplicateProfile(app, profile)
    if (!made.ok) {
      app.tell({ problem: made.problem })
      return
    }
    onChoose(made.value.id)
    onEdit(made.value)
  }
  const remove = async () => {
    const removed = await removeProfile(app, profile.id)
    if (removed.ok) app.tell({ news: `“${profile.name}” was deleted. Essays that are meant for it keep its name.` })
    else app.tell({ problem: removed.problem })
  }
  const exportIt = async () => {
    if (!app.store.getState().info.dialogs) {
      download(`${profile.id}.json`, new TextEncoder().encode(writeProfile(profile)), 'application/json')
      return
    }
    const written = await app.host.exportProfile({ id: profile.id })
    if (written.ok) app.tell({ news: `The profile was written as “${written.value.name}”.` })
    else if (written.problem.code !== 'cancelled') app.tell({ problem: written.problem })
  }
  const keep = () => {
    const { profiles: _, ...others } = settings
    const next = isKept ? short.filter((id) => id !== profile.id) : [...short, profile.id]
    session.change({ settings: next.length === 0 ? others : { ...others, profiles: next } })
  }
  return (
    <header>
      <h1>{profile.name}</h1>
      <p className={styles.description}>{profile.description}</p>
      {profile.source && <VenueNote source={profile.source} />}
      <div className={styles.profileActions} role="toolbar" aria-label="Profile">
        <Button icon={Pin} aria-pressed={isKept} onClick={keep}>
          Keep for this essay
        </Button>
        <Button icon={Copy} onClick={() => void duplicate()}>
          {isOwn ? 'Duplicate' : 'Duplicate and edit'}
        </Button>
        {isOwn && (
          <Button icon={Pencil} onClick={() => onEdit(profile)}>
            Edit
          </Button>
        )}
        <Button icon={Share} onClick={() => void exportIt()}>
          Export
        </Button>
        {isOwn && (
          <Button icon={Trash2} onClick={() => void remove()}>
            Delete
          </Button>
        )}
      </div>
    </header>
  )
}
