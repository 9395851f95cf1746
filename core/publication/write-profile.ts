import type { Profile } from './profile.ts'

/** A profile as JSON text for a file, with a newline at its end. `readProfile` gives back the same value. */
export function writeProfile(profile: Profile): string {
  return `${JSON.stringify(profile, null, 2)}\n`
}
