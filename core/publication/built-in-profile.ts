import { PROFILE_VERSION, type Profile } from './profile.ts'

/** A built-in profile, with what most of them have in common. */
export function builtIn(parts: Pick<Profile, 'id' | 'name' | 'description' | 'format'> & Partial<Profile>): Profile {
  return {
    version: PROFILE_VERSION,
    options: {},
    rules: {},
    credits: {},
    publication: null,
    look: 'magazine',
    stylesheet: '',
    source: null,
    ...parts,
  }
}
