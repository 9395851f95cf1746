import { likeness } from './likeness.ts'
import { spellingKey } from './spelling-words.ts'

/** A dictionary that knows the words of one language. */
export interface Dictionary {
  correct(word: string): boolean
  suggest(word: string): readonly string[]
}

/** Most suggestions that are offered for one word. */
const MOST_SUGGESTIONS = 6

/**
 * Whether a dictionary takes a word, in the form in which it stands, without its possessive, or, as English often writes borrowed words,
 * without its accents (naïve, café). `accents` is true for languages in which an accent makes another word.
 */
export function isSpelt(word: string, dictionary: Dictionary, accents: boolean): boolean {
  const composed = word.normalize('NFC').replace(/’/g, "'")
  const key = spellingKey(word)
  if (dictionary.correct(composed) || (key !== composed && dictionary.correct(key))) return true
  return !accents && dictionary.correct(plain(key))
}

/** Words that may have been meant, best first: at most six, with the possessive and the apostrophe of the word. */
export function suggestionsFor(word: string, dictionary: Dictionary): readonly string[] {
  const key = spellingKey(word)
  const ending = word.slice(key.length)
  const curly = word.includes('’')
  const offered = dictionary
    .suggest(key)
    .map((suggestion) => ({ suggestion, far: likeness(key, suggestion) }))
    .sort((a, b) => a.far - b.far)
    .map(({ suggestion }) => suggestion)
    .map((suggestion) => (curly ? suggestion.replace(/'/g, '’') : suggestion) + ending)
  return [...new Set(offered)].filter((suggestion) => suggestion !== word).slice(0, MOST_SUGGESTIONS)
}

/** Whether accents part words in a language; English borrows them. */
export function accentsMatter(language: string): boolean {
  return language.split('-')[0]?.toLowerCase() !== 'en'
}

/**
 * The dictionary for a language among those that are there: the very one, else one of the same language in another region
 * (`en-AU` takes `en-GB`, other English `en-US`), else null.
 */
export function dictionaryFor(language: string, present: readonly string[]): string | null {
  const wanted = language.toLowerCase()
  const exact = present.find((name) => name.toLowerCase() === wanted)
  if (exact !== undefined) return exact
  const [base = '', region = ''] = wanted.split('-')
  const relatives = present.filter((name) => name.toLowerCase().split('-')[0] === base)
  if (base === 'en' && region !== '' && region !== 'us' && relatives.includes('en-GB')) return 'en-GB'
  return (
    relatives.find((name) => name.toLowerCase() === base) ??
    relatives.find((name) => name === 'en-US') ??
    relatives[0] ??
    null
  )
}

/** Without its accents. */
function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '')
}
