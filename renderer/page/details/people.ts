import type { Credit, Person, Role } from '../../../core/essay/essay.ts'
import { slugify } from '../../../core/essay/slug.ts'

/** Everyone named in an essay and what they did. */
export interface Credits {
  readonly people: readonly Person[]
  readonly credits: readonly Credit[]
}

/** Adds a credit in a role. A person of that name who is there already is credited again, not made twice. */
export function addCredit(all: Credits, name: string, role: Role): Credits {
  const known = name.trim() === '' ? undefined : all.people.find((person) => person.name.trim() === name.trim())
  const person = known ?? {
    id: freshPersonId(all.people, name),
    name: name.trim(),
    sortName: '',
    url: '',
    bio: '',
    portrait: '',
  }
  const credit: Credit = { person: person.id, role, label: '', visible: true }
  // Authors stand before all others, and among themselves in the order in which they came.
  const at =
    role === 'author'
      ? all.credits.findLastIndex((one) => one.role === 'author' || one.role === 'co-author') + 1
      : all.credits.length
  return {
    people: known ? all.people : [...all.people, person],
    credits: [...all.credits.slice(0, at), credit, ...all.credits.slice(at)],
  }
}

/** Takes a credit away, and the person too where nothing else names them. */
export function removeCredit(all: Credits, index: number): Credits {
  const gone = all.credits[index]
  const credits = all.credits.filter((_, at) => at !== index)
  const named = gone !== undefined && credits.some(({ person }) => person === gone.person)
  return { credits, people: named ? all.people : all.people.filter(({ id }) => id !== gone?.person) }
}

/** Moves a credit one place up (-1) or down (1); the first and the last stay where they are. */
export function moveCredit(all: Credits, index: number, by: -1 | 1): Credits {
  const to = index + by
  const moved = all.credits[index]
  const other = all.credits[to]
  if (!moved || !other) return all
  const credits = [...all.credits]
  credits[index] = other
  credits[to] = moved
  return { ...all, credits }
}

/** Changes a credit. */
export function changeCredit(all: Credits, index: number, changes: Partial<Credit>): Credits {
  return { ...all, credits: all.credits.map((credit, at) => (at === index ? { ...credit, ...changes } : credit)) }
}

/** Changes a person wherever they are named. */
export function changePerson(all: Credits, id: string, changes: Partial<Person>): Credits {
  return { ...all, people: all.people.map((person) => (person.id === id ? { ...person, ...changes } : person)) }
}

function freshPersonId(people: readonly Person[], name: string): string {
  const base =
    slugify(name)
      .replace(/[^a-z0-9-]/g, '')
      .replace(/^-+/, '')
      .slice(0, 40) || 'person'
  const taken = new Set(people.map(({ id }) => id))
  if (!taken.has(base)) return base
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`
}
