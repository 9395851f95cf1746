import { join } from 'node:path'
import type { OwnProfiles } from '../../contract/host.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { profileById } from '../../core/publication/profiles.ts'
import { readProfile } from '../../core/publication/read-profile.ts'
import { writeProfile } from '../../core/publication/write-profile.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errnoOf, onDisk } from '../disk-problem.ts'
import { durableWrite } from '../durable-write.ts'
import { readStamped } from '../file-stamp.ts'
import { type Io, nodeIo } from '../io.ts'

/** A person's own publication profiles: one JSON file each, named by its id, below the data folder. */
export interface ProfileShelf {
  /** All of them by name, and those that cannot be read with the reason. */
  list(): Promise<Result<OwnProfiles>>
  /** A built-in profile or one's own. `not-found`, or why the file cannot be read. */
  find(id: string): Promise<Result<Profile>>
  /** Keeps a profile, durably. `exists` where one of that id is there and `replace` is false, and for every built-in id. */
  keep(json: string, replace: boolean): Promise<Result<Profile>>
  /** Removes one's own. `not-found`. */
  remove(id: string): Promise<Result<null>>
}

/** The largest file of a profile that is read, in bytes. */
const LARGEST = 2_000_000
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*\.json$/

/** The shelf in a data folder: `profiles/<id>.json`. */
export function profileShelf(dataFolder: string, io: Io = nodeIo): ProfileShelf {
  const folder = join(dataFolder, 'profiles')
  const pathOf = (id: string): string => join(folder, `${id}.json`)

  const namesOf = async (): Promise<readonly string[]> => {
    const names = await io.readdir(folder).catch((error: unknown) => {
      if (errnoOf(error) === '') throw error
      return []
    })
    return names.filter((name) => NAME.test(name)).sort()
  }
  const read = async (name: string): Promise<Result<Profile>> => {
    const bytes = await readStamped(join(folder, name), LARGEST, io)
    if (!bytes.ok) return bytes
    const profile = readProfile(new TextDecoder().decode(bytes.value.bytes))
    if (!profile.ok || `${profile.value.id}.json` === name) return profile
    return fail('bad-input', `The profile in ${name} calls itself ${profile.value.id}.`, { subject: name })
  }

  return {
    async list() {
      const profiles: Profile[] = []
      const refused: { name: string; message: string }[] = []
      for (const name of await namesOf()) {
        const one = await read(name)
        if (one.ok) profiles.push(one.value)
        else refused.push({ name, message: one.problem.message })
      }
      return ok({ profiles: profiles.sort((a, b) => a.name.localeCompare(b.name, 'en')), refused })
    },
    async find(id) {
      const standing = profileById(id)
      if (standing) return ok(standing)
      const name = `${id}.json`
      if (!(await namesOf()).includes(name))
        return fail('not-found', `There is no profile called ${id}.`, {
          subject: id,
          next: 'Choose another one, or import its file.',
        })
      return read(name)
    },
    async keep(json, replace) {
      const profile = readProfile(json)
      if (!profile.ok) return profile
      const { id, name } = profile.value
      if (profileById(id) || (!replace && (await namesOf()).includes(`${id}.json`)))
        return fail('exists', `There is a profile called ${id} already.`, { subject: id, safe: 'It was not changed.' })
      return onDisk(`the profile “${name}”`, 'Nothing was changed.', async () => {
        await io.mkdir(folder)
        const bytes = new TextEncoder().encode(writeProfile(profile.value))
        const written = await durableWrite(pathOf(id), bytes, { mode: 'replace', io })
        return written.ok ? profile : written
      })
    },
    async remove(id) {
      if (!(await namesOf()).includes(`${id}.json`))
        return fail('not-found', `There is no profile of yours called ${id}.`, { subject: id })
      return onDisk(`the profile ${id}`, 'It is still there.', async () => {
        await io.unlink(pathOf(id))
        return ok(null)
      })
    },
  }
}
