import { type NodeJson, stringAttr, textOf, walk } from '../essay/json.ts'
import { cleanText } from './clean-text.ts'

/** Longest place of a loss, in UTF-16 units. */
const LONGEST = 60

/** The beginning of some text on one line and without control characters, to say where something happened. */
export function excerpt(text: string): string {
  const line = cleanText(text.slice(0, 1_000)).text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
}

/** Where a node is, for a loss: the beginning of its words, else of a picture's description or address in it, else what kind of node it is. */
export function placeOf(node: NodeJson): string {
  const words = excerpt(textOf(node))
  if (words !== '') return words
  let picture = ''
  walk(node, (one) => {
    if (picture === '') picture = excerpt(stringAttr(one, 'alt') || stringAttr(one, 'src'))
  })
  return picture || node.type
}

/** The first line of some text that holds a character which no text may hold: "line 3: two and more". */
export function placeOfBad(text: string): string {
  const lines = text.split(/\r\n?|\n/)
  const at = lines.findIndex((line) => cleanText(line).bad > 0)
  return `line ${at + 1}: ${excerpt(lines[at] ?? '')}`.trim()
}
