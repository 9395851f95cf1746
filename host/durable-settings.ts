import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { fail, ok, type Result } from '../core/result.ts'
import { diskProblem } from './disk-problem.ts'
import { durableWrite } from './durable-write.ts'
import { type Io, nodeIo } from './io.ts'

/** Small settings by key; JSON values. */
export type StoredSettings = Readonly<Record<string, unknown>>

/** Small settings in a file that a full disk, a crash or a damaged byte cannot turn into nothing. */
export interface DurableSettings {
  /** All that is stored; from the version before when the file is damaged or gone, and `{}` when there is neither. */
  readonly all: () => StoredSettings
  /**
   * Changes one key from what it is by then to what `next` makes of it, durably and read back, one change after the other.
   * Nothing is changed when it fails.
   */
  readonly change: (key: string, next: (old: unknown) => unknown) => Promise<Result<null>>
}

/**
 * Settings in `settings.json` of a folder, with the version before in `settings.prev.json`. Reading is the caller's (`read` names a
 * file of the folder without `.json`, gives `{}` when it is not there, throws a SyntaxError when it is no JSON); writing is `durableWrite`. A file that
 * is no JSON is set aside as `settings.bad-<time>.json` before the first write replaces it.
 */
export function durableSettings(options: {
  readonly folder: string
  readonly read: (name: string) => StoredSettings
  readonly now: () => number
  readonly io?: Io
}): DurableSettings {
  const io = options.io ?? nodeIo
  const path = (name: string): string => join(options.folder, `${name}.json`)
  const readable = (name: string): StoredSettings | null => {
    try {
      return options.read(name)
    } catch {
      return null
    }
  }
  const all = (): StoredSettings => {
    const stored = readable('settings') ?? {}
    return Object.keys(stored).length > 0 ? stored : (readable('settings.prev') ?? {})
  }
  const put = (name: string, value: StoredSettings): Promise<Result<unknown>> =>
    durableWrite(path(name), new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`), { mode: 'replace', io })

  const change = async (key: string, nextValue: (old: unknown) => unknown): Promise<Result<null>> => {
    try {
      options.read('settings')
    } catch (error) {
      // Unreadable is not damaged: a file that may not be read now may be read tomorrow.
      if (!(error instanceof SyntaxError)) return diskProblem(error, 'settings.json', 'Your settings are unchanged.')
      await io.rename(path('settings'), path(`settings.bad-${options.now()}`)).catch(() => {})
    }
    const old = all()
    const next = { ...old, [key]: nextValue(old[key]) }
    if (isDeepStrictEqual(readable('settings'), next)) return ok(null)
    const kept = Object.keys(old).length > 0 ? await put('settings.prev', old) : ok(null)
    if (!kept.ok) return kept
    const written = await put('settings', next)
    if (!written.ok) return written
    if (isDeepStrictEqual(readable('settings'), next)) return ok(null)
    return fail('io', 'The settings did not read back as they were written.', {
      subject: 'settings.json',
      next: 'Try again; if it happens again, the disk may be failing.',
    })
  }

  let last: Promise<unknown> = Promise.resolve()
  return {
    all,
    change: (key, next) => {
      const turn = last.then(() => change(key, next))
      last = turn.catch(() => {})
      return turn
    },
  }
}
