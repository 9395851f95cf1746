import type { Essay, Person } from '../essay/essay.ts'

/** How the people of an essay can be recognised in a text or an address. */
export interface NamePatterns {
  /** Whole names in all their usual forms; global, Unicode, any case. null where nobody is named. */
  readonly whole: RegExp | null
  /** Surnames of authors, standing alone, as written with capitals. */
  readonly surnames: readonly { readonly word: string; readonly pattern: RegExp }[]
  /** Names as addresses and file names spell them: `mira-holt`, `miraholt`, `mira.holt`. */
  readonly spelt: RegExp | null
  /** Beginnings of addresses that belong to someone. */
  readonly addresses: readonly string[]
}

const GAP = '[\\s\\u00a0.,_-]+'

/** The patterns for everyone whom an essay names, contributors without a credit too. */
export function namePatterns(essay: Pick<Essay, 'people' | 'credits'>): NamePatterns {
  const whole = new Set<string>()
  const spelt = new Set<string>()
  const addresses = new Set<string>()
  const surnames = new Map<string, RegExp>()
  const authors = new Set(
    essay.credits.filter(({ role }) => role === 'author' || role === 'co-author').map(({ person }) => person),
  )
  for (const person of essay.people) {
    for (const form of formsOf(person)) whole.add(form)
    const parts = partsOf(person.name)
    if (parts.length > 1) {
      spelt.add(parts.map((part) => literal(bare(part))).join('[-_.+\\s]?(?:%20)?'))
      spelt.add(
        [...parts]
          .reverse()
          .map((part) => literal(bare(part)))
          .join('[-_.+\\s]?(?:%20)?'),
      )
    }
    const address = person.url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/+$/, '')
    if (address !== '') addresses.add(address.toLowerCase())
    const surname = surnameOf(person)
    if (authors.has(person.id) && parts.length > 1 && surname.length > 2)
      surnames.set(surname, new RegExp(`(?<![\\p{L}\\p{M}])${literal(surname)}(?![\\p{L}\\p{M}])`, 'gu'))
  }
  return {
    whole:
      whole.size === 0 ? null : new RegExp(`(?<![\\p{L}\\p{M}])(?:${longestFirst(whole)})(?![\\p{L}\\p{M}])`, 'giu'),
    surnames: [...surnames].map(([word, pattern]) => ({ word, pattern })),
    spelt: spelt.size === 0 ? null : new RegExp(longestFirst(spelt), 'iu'),
    addresses: [...addresses],
  }
}

/** “Mira Holt”, “Holt, Mira”, “M. Holt”, “Holt, M.”; a name of one word as it is. */
function formsOf({ name, sortName }: Person): readonly string[] {
  const forms: string[] = []
  for (const parts of [partsOf(name), partsOf(sortName)]) {
    if (parts.length === 0) continue
    forms.push(parts.map(literal).join(GAP))
    if (parts.length > 1) forms.push([...parts.slice(-1), ...parts.slice(0, -1)].map(literal).join(GAP))
  }
  const surname = surnameOf({ name, sortName })
  const given = partsOf(name).filter((part) => part !== surname)
  if (surname !== '' && given.length > 0) {
    const initials = given.map((part) => `${literal([...part][0] ?? '')}\\.`).join('\\s*')
    forms.push(`${initials}${GAP}${literal(surname)}`, `${literal(surname)},\\s*${initials}`)
  }
  return forms
}

function surnameOf({ name, sortName }: Pick<Person, 'name' | 'sortName'>): string {
  const [before, after] = sortName.split(',')
  if (after !== undefined && before !== undefined && before.trim() !== '') return before.trim()
  return partsOf(name).at(-1) ?? ''
}

function partsOf(name: string): readonly string[] {
  return name.split(/[\s\u00a0,]+/).filter((part) => /[\p{L}\p{N}]/u.test(part))
}

/** As an address spells it: without accents and dots. */
function bare(part: string): string {
  return part.normalize('NFD').replace(/[\p{M}.’']/gu, '')
}

function longestFirst(forms: ReadonlySet<string>): string {
  return [...forms].sort((a, b) => b.length - a.length).join('|')
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
