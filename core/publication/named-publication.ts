import type { Profile, PublicationSite } from './profile.ts'

/** Where the page of this profile says that it stands: nowhere where names are left out, because a site of one's own is a name, too. */
export function namedPublication(profile: Profile): PublicationSite | null {
  return profile.rules.anonymous === true ? null : profile.publication
}
