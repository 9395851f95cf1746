import { cleanText } from '../../clean-text.ts'

/** How many characters a text held that XML cannot say. */
export type OnBad = (count: number) => void

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SPECIAL = /[&<>"\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff\u2028]|\p{Surrogate}/u

/** Text as content of an element or as a value in double quotes (XML 1.0); characters that XML forbids are left out, and `onBad` hears how many. */
export function xmlText(text: string, onBad?: OnBad): string {
  if (!SPECIAL.test(text)) return text
  const cleaned = cleanText(text)
  const plain = cleaned.text.replaceAll('\f', '')
  const bad = cleaned.bad + cleaned.text.length - plain.length
  if (bad > 0) onBad?.(bad)
  return (
    plain
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      // Some readers take the line separator for the end of a line of the file.
      .replaceAll('\u2028', '&#x2028;')
  )
}

/** Text as an attribute's value: white space is written so that a reader keeps it. */
export function xmlAttribute(text: string, onBad?: OnBad): string {
  return xmlText(text, onBad).replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')
}

/** The first line of every part. */
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
