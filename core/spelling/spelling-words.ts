/** One word of a text that a spelling dictionary can judge. Offsets are UTF-16 units into the text. */
export interface SpellingWord {
  readonly from: number
  readonly to: number
  readonly word: string
}

/** Web and mail addresses, file names, hashtags and names of accounts: no words of a language. */
const NO_WORDS = /\b[a-z][a-z0-9+.-]*:\/\/\S+|\bwww\.\S+|\S+@\S+\.\S+|[#@][\p{L}\p{N}_]+|\b[\w-]+\.[a-z]{2,5}\b/giu
/** Letters with their marks, with apostrophes inside (UAX #29, MidLetter). A hyphen parts words, and so do digits. */
const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu
/** Scripts that write no spaces between words have no dictionaries of words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/**
 * The words of a text that a dictionary may judge, in order. Left out: addresses, words with digits beside them, words in
 * capitals only (abbreviations), single letters, and scripts without spaces.
 */
export function spellingWords(text: string): readonly SpellingWord[] {
  const masked = text.replace(NO_WORDS, (address) => ' '.repeat(address.length))
  const words: SpellingWord[] = []
  for (const match of masked.matchAll(WORD)) {
    const [word] = match
    const from = match.index
    const to = from + word.length
    const beside = `${masked[from - 1] ?? ''}${masked[to] ?? ''}`
    if (/[\p{N}_]/u.test(beside) || UNSPACED.test(word)) continue
    if ([...word].length < 2 || (word === word.toUpperCase() && word !== word.toLowerCase())) continue
    words.push({ from, to, word })
  }
  return words
}

/**
 * The form in which a word is looked up and kept: composed letters (NFC), the typewriter's apostrophe, without an English
 * possessive, so that one entry covers "Tarrant" and "Tarrant’s".
 */
export function spellingKey(word: string): string {
  return word.normalize('NFC').replace(/’/g, "'").replace(/'s$/i, '')
}
