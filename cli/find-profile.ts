import { resolve } from 'node:path'
import type { Profile } from '../core/publication/profile.ts'
import { PROFILES, profileById } from '../core/publication/profiles.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { readProfileFile } from '../host/files.ts'
import { profileShelf } from '../host/profiles/profile-shelf.ts'
import { knownDataFolders } from '../host/standard-folders.ts'
import { shown, type Terminal } from './terminal.ts'

/** The ids of the built-in profiles, for messages. */
export const PROFILE_IDS = PROFILES.map(({ id }) => id).join(', ')

/**
 * The profile that `--profile` names: built in, a JSON file (`.json`), or one that the person made in Galley, looked for in `dataFolder` or where Galley
 * keeps its data. Problems: `not-found`, and those of reading a profile.
 */
export async function findProfile(
  word: string,
  terminal: Pick<Terminal, 'folder'>,
  dataFolder?: string,
): Promise<Result<Profile>> {
  if (word.endsWith('.json')) return readProfileFile(resolve(terminal.folder, word))
  const standing = profileById(word)
  if (standing) return ok(standing)
  const folders = dataFolder === undefined ? knownDataFolders() : [resolve(terminal.folder, dataFolder)]
  for (const folder of folders) {
    const found = await profileShelf(folder).find(word)
    if (found.ok || found.problem.code !== 'not-found') return found
  }
  return fail('not-found', `there is no profile ${shown(word)}; there are ${PROFILE_IDS}, and those of your own.`)
}
