import type { Role } from '../../essay/essay.ts'
import { type NamedRole, WORDS } from '../../publication/wording-table.ts'
import { readWrittenDate } from './read-written-date.ts'

/** What a line of a published page says of people and dates. */
export interface CreditLine {
  /** `YYYY-MM-DD`, or '' where the line has none. */
  readonly date: string
  readonly people: readonly { readonly name: string; readonly role: Role }[]
  /** The language of the wording table in whose words the line is. */
  readonly language: string
}

interface Template {
  readonly pattern: RegExp
  readonly places: readonly string[]
  readonly role: Role
  readonly language: string
  /** `posted` has a date, `by` is a bare byline, `role` names other work. */
  readonly kind: 'posted' | 'by' | 'role'
}

const LONGEST = 300
const SEPARATORS = /\s*[,;&]\s*(?:(?:and|und|et|y|e|en|i|oraz)\s+)?|\s+(?:and|und|et|y|e|en|i|oraz)\s+/u

/** Lines by the wording table, those with a date first: "Posted on … by …" would else be a longer way of saying "by". */
const TEMPLATES: readonly Template[] = Object.entries(WORDS).flatMap(([language, words]) => [
  template(words.postedOnBy, 'author', language, 'posted'),
  template(words.postedOn, 'author', language, 'posted'),
  template(words.editedBy, 'editor', language, 'role'),
  ...Object.entries(words.roles).map(([role, text]) => template(text, role as NamedRole, language, 'role')),
  template(words.by, 'author', language, 'by'),
])

/**
 * Reads a line by the wording table: when and by whom a page was posted, its byline, its editors and everyone else who is named with a part in it. Null where the line is
 * none of these as a whole, or its names do not look like names. `kinds` says which are looked for.
 */
export function creditLineOf(line: string, kinds: readonly Template['kind'][]): CreditLine | null {
  if (line.length > LONGEST) return null
  for (const { pattern, places, role, language, kind } of TEMPLATES) {
    if (!kinds.includes(kind)) continue
    const match = pattern.exec(line)
    if (!match) continue
    const value = (name: string) => match[places.indexOf(name) + 1] ?? ''
    const date = places.includes('date') ? readWrittenDate(value('date'), language) : ''
    const names = places.filter((place) => place !== 'date').flatMap((place) => namesIn(value(place), kind === 'by'))
    const isWhole =
      (!places.includes('date') || date !== '') && (places.every((place) => place === 'date') || names.length > 0)
    if (isWhole)
      return {
        date,
        people: names.map((name, index) => ({ name, role: role === 'author' && index > 0 ? 'co-author' : role })),
        language,
      }
  }
  return null
}

/** Names in a row; none at all where one of them does not look like a name. */
function namesIn(text: string, strict: boolean): readonly string[] {
  const names = text
    .replace(/\.$/, '')
    .split(SEPARATORS)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.length <= 20 && names.every((name) => isName(name, strict)) ? names : []
}

/** Few words, none of which ends a sentence; in a bare byline, which any sentence may begin like, capitals as well. */
function isName(name: string, strict: boolean): boolean {
  const words = name.split(/\s+/)
  if (words.length > 5 || name.length > 60 || !/\p{L}/u.test(name) || /[!?:()“”"]|\p{L}{3,}\.\s/u.test(name))
    return false
  return (
    !strict ||
    words.every(
      (word) => /^\p{Lu}/u.test(word) || /^(?:de|da|di|du|del|van|von|der|den|la|le|af|ter|bin|al|y|zu)$/u.test(word),
    )
  )
}

function template(text: string, role: Role, language: string, kind: Template['kind']): Template {
  const places = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
  const pattern = text
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\}/g, '(.+?)')
    .replace(/:\s*/g, '\\s?:\\s*')
    .replace(/ /g, '\\s+')
  return { pattern: new RegExp(`^\\s*${pattern}\\s*$`, 'iu'), places, role, language, kind }
}
