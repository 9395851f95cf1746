import type { PreferencesStore } from './ports.ts'

/** Preferences in a JSON file of the data folder, written durably. */
export declare function preferencesFile(path: string): PreferencesStore
