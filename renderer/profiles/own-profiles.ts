import { duplicateOf } from '../../core/publication/own-profile.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { groupOf, PROFILE_GROUPS, type ProfileGroup } from '../../core/publication/profile-groups.ts'
import { PROFILES, profileById } from '../../core/publication/profiles.ts'
import { writeProfile } from '../../core/publication/write-profile.ts'
import type { Result } from '../../core/result.ts'
import { type App, useAppState } from '../app-store.ts'

/** A heading in the list of profiles with what stands below it. */
export interface ProfileSection {
  readonly heading: ProfileGroup | 'Your own'
  readonly profiles: readonly Profile[]
}

/** Reads the person's own profiles again. Files among them that cannot be used are told once, at the start. */
export async function loadProfiles(app: App): Promise<void> {
  const listed = await app.host.listProfiles({})
  if (listed.ok) app.store.setState({ ownProfiles: listed.value.profiles })
  const [refused] = listed.ok ? listed.value.refused : []
  if (refused)
    app.tell({
      problem: { code: 'bad-input', message: refused.message, subject: refused.name, safe: 'The file was left alone.' },
    })
}

/** Keeps a profile of one's own and shows it everywhere. */
export async function keepProfile(app: App, profile: Profile, replace: boolean): Promise<Result<Profile>> {
  const kept = await app.host.keepProfile({ json: writeProfile(profile), replace })
  if (kept.ok) await loadProfiles(app)
  return kept
}

/** Makes a copy of a profile that can be changed. */
export function duplicateProfile(app: App, profile: Profile): Promise<Result<Profile>> {
  const taken = app.store.getState().ownProfiles.map(({ id }) => id)
  return keepProfile(app, duplicateOf(profile, taken), false)
}

/** Removes a profile of one's own. */
export async function removeProfile(app: App, id: string): Promise<Result<null>> {
  const removed = await app.host.removeProfile({ id })
  if (removed.ok) await loadProfiles(app)
  return removed
}

/** A profile by its id, built in or one's own; undefined where it is not on this computer. */
export function profileIn(own: readonly Profile[], id: string): Profile | undefined {
  return profileById(id) ?? own.find((profile) => profile.id === id)
}

/** All profiles under their headings, one's own first. */
export function useProfileSections(): readonly ProfileSection[] {
  const own = useAppState((state) => state.ownProfiles)
  const groups = PROFILE_GROUPS.map((heading) => ({
    heading,
    profiles: PROFILES.filter((profile) => groupOf(profile) === heading),
  }))
  return [{ heading: 'Your own' as const, profiles: own }, ...groups].filter(({ profiles }) => profiles.length > 0)
}
