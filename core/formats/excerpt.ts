import { cleanText } from './clean-text.ts'

/** Longest place of a loss, in UTF-16 units. */
const LONGEST = 60

/** The beginning of some text on one line and without control characters, to say where something happened. */
export function excerpt(text: string): string {
  const line = cleanText(text.slice(0, 1_000)).text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
}
