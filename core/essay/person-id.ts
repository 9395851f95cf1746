import type { Person } from './essay.ts'
import { slugify } from './slug.ts'

/** An id for a person of this name that nobody among `people` has: `mira-holt`, `mira-holt-2`. */
export function personId(name: string, people: readonly Pick<Person, 'id'>[]): string {
  const stem =
    slugify(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'person'
  let id = stem
  for (let count = 2; people.some((person) => person.id === id); count++) id = `${stem}-${count}`
  return id
}
