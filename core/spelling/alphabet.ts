/** Letters of the scripts in which dictionaries are written, by the script's code (ISO 15924). */
const LETTERS: Readonly<Record<string, RegExp>> = {
  Arab: /\p{Script=Arabic}/u,
  Armn: /\p{Script=Armenian}/u,
  Beng: /\p{Script=Bengali}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Deva: /\p{Script=Devanagari}/u,
  Geor: /\p{Script=Georgian}/u,
  Grek: /\p{Script=Greek}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Kore: /\p{Script=Hangul}/u,
  Latn: /\p{Script=Latin}/u,
}

const known = new Map<string, RegExp | null>()

/**
 * Whether a dictionary of a language can say anything about a word: it is written in that language's alphabet. A Hebrew word in an English essay is
 * not misspelt English. True where the alphabet of the language is not known.
 */
export function isInAlphabetOf(language: string, word: string): boolean {
  let letters = known.get(language)
  if (letters === undefined) {
    letters = lettersOf(language)
    known.set(language, letters)
  }
  return letters === null || letters.test(word)
}

function lettersOf(language: string): RegExp | null {
  try {
    return LETTERS[new Intl.Locale(language).maximize().script ?? ''] ?? null
  } catch {
    return null
  }
}
