/** The part of nspell 2 that the worker uses. */
declare module 'nspell' {
  interface Checker {
    correct(word: string): boolean
    suggest(word: string): string[]
  }
  export default function nspell(dictionary: { readonly aff: string; readonly dic: string }): Checker
}
