import type { Metadata } from './essay.ts'

/** The details with the day of the last revision, `YYYY-MM-DD`; '' takes it away. */
export function withUpdated(metadata: Metadata, day: string): Metadata {
  if (day !== '') return { ...metadata, updated: day }
  const { updated: _gone, ...others } = metadata
  return others
}
