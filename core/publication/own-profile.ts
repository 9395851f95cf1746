import type { Profile } from './profile.ts'
import { profileById } from './profiles.ts'

/** A profile to start one's own from: the same in all but id and name. `taken` are the ids of a person's own profiles. */
export function duplicateOf(profile: Profile, taken: readonly string[]): Profile {
  const id = freeProfileId(`${profile.id.replace(/-own(-\d+)?$/, '')}-own`, taken)
  const number = /-(\d+)$/.exec(id.slice(profile.id.length))?.[1]
  return { ...profile, id, name: `${profile.name}, own${number ? ` ${number}` : ''}` }
}

/** The id itself where no profile has it, else with the first number from 2 that makes it free. Built-in ids are never free. */
export function freeProfileId(wish: string, taken: readonly string[]): string {
  const stem = wish.slice(0, 54)
  const isTaken = (id: string) => taken.includes(id) || profileById(id) !== undefined
  if (!isTaken(stem)) return stem
  let number = 2
  while (isTaken(`${stem}-${number}`)) number++
  return `${stem}-${number}`
}
