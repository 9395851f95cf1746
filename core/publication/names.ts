import type { Essay, Person } from '../essay/essay.ts'

/** How the people of an essay can be recognised in a text or an address. All patterns are global and Unicode. */
export interface NamePatterns {
  /** Whole names in all their usual forms, handles and mail addresses made of them, and addresses that are someone's own; any case. */
  readonly inText: readonly RegExp[]
  /** Surnames of authors, standing alone, as names are written: with a capital, or in capitals. */
  readonly surnames: readonly Surname[]
  /** Whole names as addresses and file names spell them, too: `mira-holt`, `miraholt`, `mira%20holt`. */
  readonly inAddress: readonly RegExp[]
  /** Addresses of someone, without scheme and `www.`, in small letters. */
  readonly addresses: readonly string[]
}

/** The surname of an author. */
export interface Surname {
  readonly word: string
  readonly pattern: RegExp
  /** The same in small letters: where an essay has it so, it is an ordinary word. null where the name itself is. */
  readonly ordinary: RegExp | null
}

const GAP = '[\\s\\u00a0.,_-]+'
/** Not in the middle of a word. */
const START = '(?<![\\p{L}\\p{M}])'
const END = '(?![\\p{L}\\p{M}])'

/** What may stand before the `@` of a mail address. */
const MAIL = '[\\p{L}\\p{M}\\p{N}._%+-]'

/** The patterns for everyone whom an essay names, contributors without a credit too. */
export function namePatterns(essay: Pick<Essay, 'people' | 'credits'>): NamePatterns {
  const inText: RegExp[] = []
  const inAddress: RegExp[] = []
  const addresses = new Set<string>()
  const surnames = new Map<string, Surname>()
  const authors = new Set(
    essay.credits.filter(({ role }) => role === 'author' || role === 'co-author').map(({ person }) => person),
  )
  for (const person of essay.people) {
    const forms = formsOf(person)
    if (forms.length > 0) inText.push(new RegExp(`${START}(?:${forms.join('|')})${END}`, 'giu'))
    const parts = partsOf(person.name)
    const surname = surnameOf(person)
    if (parts.length > 1) {
      const spelt = spellingsOf(parts, surname)
      inText.push(...spelt.inText)
      inAddress.push(spelt.inAddress)
    }
    const address = person.url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/+$/, '')
    if (address !== '') {
      addresses.add(address.toLowerCase())
      inText.push(new RegExp(`(?<![\\p{L}\\p{N}-])${plain(address)}`, 'giu'))
    }
    if (authors.has(person.id) && parts.length > 1 && surname.length > 2) surnames.set(surname, surnamePattern(surname))
  }
  return { inText, surnames: [...surnames.values()], inAddress: [...inText, ...inAddress], addresses: [...addresses] }
}

/** As addresses, handles and files spell a name: in one word, or with a sign between; a text has such a word only beside an `@` or a dot. */
function spellingsOf(
  parts: readonly string[],
  surname: string,
): { readonly inText: readonly RegExp[]; readonly inAddress: RegExp } {
  const orders = [parts, [...parts].reverse()].map((order) => order.map((part) => literal(part.replaceAll('.', ''))))
  const joined = (gap: string) => orders.map((order) => order.join(gap)).join('|')
  const inText = [
    `${START}(?:${joined('[-_.+]')})${END}`,
    `${START}(?:${joined('')})\\d*(?:@[\\p{L}\\p{N}.-]{1,255}|(?=\\.\\p{L}{2}))`,
    `@(?:${joined('')})`,
  ]
  // A shorter one stands in too many words. Lengths are bounded: no text can make the search slow.
  if (surname.length > 2) {
    const family = `(?:\\p{L}[._-]?)?${literal(surname)}\\p{L}?[_-]?\\d*`
    inText.push(
      `(?<!${MAIL})(?:${MAIL}{0,64}[._%+-])?${family}(?:[._%+-]${MAIL}{0,64})?@[\\p{L}\\p{N}.-]{1,255}`,
      `@${family}(?![\\p{L}\\p{N}_])`,
    )
  }
  return {
    inText: inText.map((pattern) => new RegExp(pattern, 'giu')),
    inAddress: new RegExp(joined('[-_.+\\s]?(?:%20)?'), 'giu'),
  }
}

function surnamePattern(word: string): Surname {
  const lower = word.toLocaleLowerCase()
  const pattern = new RegExp(`${START}(?:${literal(word)}|${literal(word.toLocaleUpperCase())})${END}`, 'gu')
  return { word, pattern, ordinary: lower === word ? null : new RegExp(`${START}${literal(lower)}${END}`, 'u') }
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

/**
 * A piece of a name however it may be written: any apostrophe, letters with their accents composed, in pieces or left out. Names are typed in a plain
 * field and in a text whose quotes are set as typed; both must be the same name.
 */
function literal(text: string): string {
  return [...text.normalize('NFC')].map(letter).join('')
}

function letter(char: string): string {
  if (/['’ʼ‘´`]/u.test(char)) return "['’ʼ‘´`]?"
  const pieces = char.normalize('NFD')
  if (pieces === char) return plain(char)
  return `(?:${char}|${[...pieces][0] ?? ''}\\p{M}*)`
}

function plain(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
