import { app } from 'electron'
import ElectronStore from 'electron-store'
import { z } from 'zod'
import { DEFAULT_PREFERENCES, type Preferences } from '../contract/host.ts'
import { preferencesParser } from '../contract/inputs.ts'
import { ok, type Result } from '../core/result.ts'
import type { PreferencesStore } from '../host/create-host.ts'
import { durableSettings } from '../host/durable-settings.ts'
import type { Io } from '../host/io.ts'
import { readWindowPlace, type WindowPlace } from '../host/window-place.ts'

/** The small settings of the desktop shell: the person's preferences and where the window stood. */
export interface Settings extends PreferencesStore {
  /** null before the first closing, or when what is stored is no place. */
  readonly place: () => WindowPlace | null
  readonly keepPlace: (place: WindowPlace) => Promise<Result<null>>
}

/**
 * Settings in the user's data folder. electron-store reads them and never writes: on a full disk its write cuts the file and
 * reports success (safety.md 0.1), so `durableSettings` writes, and electron-store reads back what was written.
 */
export function openSettings(io?: Io): Settings {
  // No defaults, schema or migrations: with any of them electron-store would write when it opens.
  const read = (name: string) => ({ ...new ElectronStore({ name, clearInvalidConfig: false }).store })
  const settings = durableSettings({ folder: app.getPath('userData'), read, now: Date.now, ...(io && { io }) })
  return {
    read: async () => ok(preferencesFrom(settings.all().preferences)),
    write: async (changes) => {
      const written = await settings.change('preferences', (old) => ({ ...preferencesFrom(old), ...changes }))
      return written.ok ? ok(preferencesFrom(settings.all().preferences)) : written
    },
    place: () => readWindowPlace(settings.all().window),
    keepPlace: (place) => settings.change('window', () => place),
  }
}

function preferencesFrom(stored: unknown): Preferences {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(stored)
  const good = Object.entries(fields).filter(([key, value]) => preferencesParser.safeParse({ [key]: value }).success)
  return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(good) }
}
