import { DEFAULT_PREFERENCES, type Preferences } from '../contract/host.ts'
import { preferencesParser } from '../contract/inputs.ts'
import { ok } from '../core/result.ts'
import { jsonFile } from './json-file.ts'
import type { PreferencesStore } from './ports.ts'

/**
 * Preferences in a JSON file of the data folder (`jsonFile`). A value that is missing or not as agreed has its default; keys of a newer Galley
 * are kept.
 */
export function preferencesFile(path: string, now: () => number = Date.now): PreferencesStore {
  const file = jsonFile(path, now)
  const read = async () => preferencesOf(await file.read())
  return {
    read: async () => ok(await read()),
    async write(changes) {
      const changed = await file.change((old) => ({ ...objectOf(old), ...preferencesOf(old), ...changes }))
      return changed.ok ? ok(await read()) : changed
    },
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** Each preference is judged alone, so that one bad value does not reset the others. */
function preferencesOf(stored: unknown): Preferences {
  const known = Object.entries(objectOf(stored)).filter(
    ([key, value]) => Object.hasOwn(DEFAULT_PREFERENCES, key) && preferencesParser.safeParse({ [key]: value }).success,
  )
  return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(known) }
}
