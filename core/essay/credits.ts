import type { Credit, Essay, Person, Role } from './essay.ts'

/** A credit with the person it names. */
export interface NamedCredit extends Credit {
  readonly who: Person
}

type Credited = Pick<Essay, 'people' | 'credits'>

const AUTHOR_ROLES: ReadonlySet<Role> = new Set(['author', 'co-author'])

/** Credits in order, each with its person; credits of unknown people are left out (`readEssay` keeps them, a check names them). */
export function namedCredits(essay: Credited): readonly NamedCredit[] {
  const people = new Map(essay.people.map((person) => [person.id, person]))
  return essay.credits.flatMap((credit) => {
    const who = people.get(credit.person)
    return who ? [{ ...credit, who }] : []
  })
}

/** The authors and co-authors, in order, each once. */
export function authorsOf(essay: Credited): readonly Person[] {
  return distinct(namedCredits(essay).filter((credit) => credit.visible && AUTHOR_ROLES.has(credit.role)))
}

/** The people who are named under "Edited by": role `editor`, in order, each once. */
export function editorsOf(essay: Credited): readonly Person[] {
  return distinct(
    namedCredits(essay).filter((credit) => credit.visible && credit.role === 'editor' && credit.label === ''),
  )
}

/** Every other visible credit (fact checker, translator …, and editors with a label of their own), in order. */
export function otherCreditsOf(essay: Credited): readonly NamedCredit[] {
  return namedCredits(essay).filter(
    (credit) => credit.visible && !AUTHOR_ROLES.has(credit.role) && !(credit.role === 'editor' && credit.label === ''),
  )
}

function distinct(credits: readonly NamedCredit[]): readonly Person[] {
  return [...new Map(credits.map((credit) => [credit.who.id, credit.who])).values()]
}
