import type { Credit, Person, Role } from '../../essay/essay.ts'
import { personId } from '../../essay/person-id.ts'
import { normaliseHref } from '../../essay/url.ts'
import type { LossLedger } from '../conversion.ts'
import { limitedLine, limitedText } from '../html/read/limited-text.ts'

/** Someone whom a blog names for a post. */
export interface PostPerson {
  readonly name: string
  readonly role: Role
  readonly label: string
  readonly url: string
  readonly bio: string
}

/** People once each, with all that they did, in the order in which they are named. */
export function staffOf(
  named: readonly PostPerson[],
  losses: LossLedger,
): { readonly people: readonly Person[]; readonly credits: readonly Credit[] } {
  const people: Person[] = []
  const credits: Credit[] = []
  for (const one of named.slice(0, 200)) {
    const name = limitedLine(one.name, 'name', losses)
    if (name === '') continue
    let person = people.find((known) => known.name === name)
    if (!person) {
      person = {
        id: personId(name, people),
        name,
        sortName: '',
        url: /^https?:/i.test(one.url) ? (normaliseHref(one.url) ?? '') : '',
        bio: limitedText(one.bio.trim(), 'biography', losses),
        portrait: '',
      }
      people.push(person)
    }
    const id = person.id
    if (!credits.some((credit) => credit.person === id && credit.role === one.role))
      credits.push({ person: id, role: one.role, label: limitedLine(one.label, 'label', losses), visible: true })
  }
  return { people, credits }
}
