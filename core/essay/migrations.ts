/** Turns parsed JSON of one format version into the next one's. Named, so that a report can say what was done. */
export interface Migration {
  /** What changed, e.g. `credits-get-visibility`. */
  readonly name: string
  readonly migrate: (essay: unknown) => unknown
}

/**
 * Migrations by the version that they start from. Version 1 is the first, so there are none yet; each one that comes brings
 * a frozen fixture under tests/fixtures/essays/ that must open for ever.
 */
export const migrations: ReadonlyMap<number, Migration> = new Map()
