/** What the window asks of the spelling worker. Each question has a number that its answer repeats. */
export type SpellingQuestion =
  /** takes a dictionary. The worker fetches nothing itself: the policy of its script allows it none. */
  | { readonly kind: 'load'; readonly id: number; readonly language: string; readonly source: DictionarySource }
  /** which of these words the dictionary does not know */
  | { readonly kind: 'check'; readonly id: number; readonly language: string; readonly words: readonly string[] }
  /** what may have been meant */
  | { readonly kind: 'suggest'; readonly id: number; readonly language: string; readonly word: string }

/** The two texts of a Hunspell dictionary. */
export interface DictionarySource {
  readonly aff: string
  readonly dic: string
}

/** The answer: words, or why there are none. */
export type SpellingAnswer =
  | { readonly id: number; readonly ok: true; readonly words: readonly string[] }
  | { readonly id: number; readonly ok: false; readonly why: string }
