import { cleanText } from '../../clean-text.ts'

// Whatever may not stand in text as it is; newlines too, so that a block stays on one line. Pairs of surrogates are looked at again by `cleanText`: an
// expression that tells them from halves takes twice the time for every text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SPECIAL = /[&<>"\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/

/** True for text that stands in an element as it is, without signs, tabs and newlines. */
export function isPlain(text: string): boolean {
  return !SPECIAL.test(text)
}

/**
 * Text as the content of an element, on one line. `onBad` hears how many characters had to go that no page may hold (control
 * characters, halves of a surrogate pair).
 */
export function escapeText(text: string, onBad?: (count: number) => void): string {
  if (isPlain(text)) return text
  return clean(text, onBad).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '&#10;')
}

/** Text as the value of an attribute in double quotes. */
export function escapeAttribute(text: string, onBad?: (count: number) => void): string {
  if (isPlain(text)) return text
  return clean(text, onBad)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;')
}

/** ` name="value"`, or '' for an empty value. */
export function attribute(name: string, value: string | number | null | undefined): string {
  return value === '' || value === null || value === undefined ? '' : ` ${name}="${escapeAttribute(String(value))}"`
}

/** JSON for a script element: no `<` that could end it. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}

function clean(text: string, onBad: ((count: number) => void) | undefined): string {
  const cleaned = cleanText(text)
  if (cleaned.bad > 0) onBad?.(cleaned.bad)
  return cleaned.text
}
