import type { Profile } from './profile.ts'

/** The profile with everyone's names, or without; the very same where nothing is asked. */
export function withAnonymity(profile: Profile, anonymous: boolean | undefined): Profile {
  return anonymous === undefined ? profile : { ...profile, rules: { ...profile.rules, anonymous } }
}
