/** The direction in which lines run. */
export type Direction = 'ltr' | 'rtl'

/** Languages and scripts that run from right to left (unicode.org/iso15924; CLDR `characterOrder`). */
const RIGHT_TO_LEFT =
  /^(ar|arc|ckb|dv|fa|he|iw|ji|nqo|prs|ps|sd|syr|ug|ur|yi)(-|$)|-(arab|aran|hebr|mand|nkoo|rohg|samr|syrc|thaa)(-|$)/i

/** Scripts of which every letter runs from right to left (Bidi_Class R and AL of the Unicode Character Database, as far as JavaScript names them). */
const RIGHT_TO_LEFT_LETTER =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}]/u

/** The direction in which a language is written, by its BCP 47 tag. */
export function directionOf(language: string): Direction {
  return RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr'
}

/** The direction of words by their first letter, as browsers take `dir="auto"` (Unicode Bidirectional Algorithm, P2 and P3); null without letters. */
export function directionOfWords(words: string): Direction | null {
  const letter = /\p{L}/u.exec(words)
  return letter ? (RIGHT_TO_LEFT_LETTER.test(letter[0]) ? 'rtl' : 'ltr') : null
}
