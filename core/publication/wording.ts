import { escapeText } from '../formats/html/write/escape.ts'
import type { HouseRules } from './house-rules.ts'
import type { CreditWording } from './profile.ts'
import { WORDS, type Words } from './wording-table.ts'

export type { NamedRole, Words } from './wording-table.ts'

/** Fixed words with the ways in which the essay's language writes lists, dates and durations. */
export interface Wording {
  readonly words: Words
  /** True where Galley does not speak the essay's language, so that the words are English in a text that is not. */
  readonly foreign: boolean
  /** Fills `{name}` places of a template; unknown places stay. */
  readonly fill: (template: string, values: Readonly<Record<string, string>>) => string
  /** "A, B and C" in the language of `words`. `names` are the plain words where the items are markup. */
  readonly list: (items: readonly string[], names?: readonly string[]) => string
  /** `YYYY-MM-DD` in the essay's language, or as it is where it is no date of the calendar. */
  readonly date: (date: string) => string
  /** The same in the language of `words`, to stand in a sentence of theirs. */
  readonly dateInWords: (date: string) => string
  /** "10 minutes" in the essay's language. */
  readonly minutes: (count: number) => string
  /** Caption and credit, both markup, as the one line that a destination has for them; either may be ''. */
  readonly captionLine: (caption: string, credit: string) => string
}

/** What a profile says about wording. */
export interface WordingOfProfile {
  readonly credits: CreditWording
  readonly rules: Pick<HouseRules, 'pictures'>
}

const known = new Map<string, Wording>()

/**
 * The wording for a BCP 47 language tag. Words fall back to English, with everything that stands in their sentences; a date or a
 * duration by itself is the language's own where the platform's Intl knows it. Plain `en` is written as in `en-GB` ("1 June 2026", "A, B and C").
 * A profile's credit wording takes the place of the language's own words, and its template that of the plain line of caption and credit.
 */
export function wordingFor(language: string, profile?: WordingOfProfile): Wording {
  const own = wordingOf(language)
  const { credits = {}, rules } = profile ?? {}
  const worded = Object.keys(credits).length === 0 ? own : { ...own, words: { ...own.words, ...credits } }
  const template = rules?.pictures?.caption
  return template === undefined ? worded : { ...worded, captionLine: lineBy(template) }
}

/** Fills a house's template (`{caption} ({credit})`), whose own words are plain text; what it has no place for goes to the end. */
function lineBy(template: string): Wording['captionLine'] {
  const parts = template.split(/(\{caption\}|\{credit\})/).map((part) => (PLACES.has(part) ? part : escapeText(part)))
  return (caption, credit) => {
    if (caption === '' || credit === '') return plainLine(caption, credit)
    const values: Readonly<Record<string, string>> = { '{caption}': caption, '{credit}': credit }
    const missing = [...PLACES].filter((place) => !parts.includes(place)).map((place) => values[place])
    return [parts.map((part) => values[part] ?? part).join(''), ...missing].join(' ')
  }
}

const PLACES: ReadonlySet<string> = new Set(['{caption}', '{credit}'])

function plainLine(caption: string, credit: string): string {
  return [caption, credit].filter((part) => part !== '').join(' ')
}

function wordingOf(language: string): Wording {
  let wording = known.get(language)
  if (!wording) {
    wording = makeWording(language)
    known.set(language, wording)
  }
  return wording
}

function makeWording(language: string): Wording {
  const primary = language.split('-')[0]?.toLowerCase() ?? ''
  const spoken = Object.hasOwn(WORDS, primary)
  const words: Words = spoken ? WORDS[primary as keyof typeof WORDS] : WORDS.en
  const locale = intlLocale(language)
  const wordsLocale = spoken ? locale : 'en-GB'
  const list = new Intl.ListFormat(wordsLocale, { type: 'conjunction', style: 'long' })
  const minutes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' })
  return {
    words,
    captionLine: plainLine,
    foreign: !spoken && language !== '',
    fill: (template, values) =>
      template.replace(/\{(\w+)\}/g, (place, name: string) =>
        Object.hasOwn(values, name) ? (values[name] as string) : place,
      ),
    list: (items, names = items) => {
      // Some languages choose the joining word by what follows it (Spanish "e Irene"), so Intl sees the names.
      let next = 0
      return list
        .formatToParts(names)
        .map((part) => (part.type === 'element' ? items[next++] : part.value))
        .join('')
    },
    date: dateFormat(locale),
    dateInWords: dateFormat(wordsLocale),
    minutes: (count) => minutes.format(count),
  }
}

function dateFormat(locale: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return (date) => {
    const time = Date.parse(`${date}T00:00:00Z`)
    return Number.isNaN(time) ? date : format.format(time)
  }
}

/** A tag that Intl takes: the language's own, or British English. */
function intlLocale(language: string): string {
  if (language === '' || language.toLowerCase() === 'en') return 'en-GB'
  try {
    return Intl.ListFormat.supportedLocalesOf(language).length > 0 ? language : 'en-GB'
  } catch {
    return 'en-GB'
  }
}
