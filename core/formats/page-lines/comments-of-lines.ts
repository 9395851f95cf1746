import type { Message } from '../../essay/essay.ts'
import type { Taken } from '../conversion.ts'
import { readWrittenDate } from './read-written-date.ts'

/** The comments of a copied page, and what each of its lines was taken for. */
export interface CommentsOfLines {
  readonly messages: readonly Message[]
  readonly fields: readonly Taken['field'][]
}

const LONGEST_NAME = 60
const SAYS =
  /\s+(?:says|said|sagt|schreibt|dit|a dit|dice|dijo|scrive|ha scritto|zegt|schreef|diz|disse|pisze|napisał|napisała)\s*:?$|:$/iu
const TIME = /(?:,|\s(?:at|um|à|a las|alle|om|às|o))?\s+\d{1,2}(?:[:.h]\d{2}){1,2}\s*(?:[ap]\.?m\.?|uhr)?$/iu
const REPLY = /^(?:reply|log in to reply|antworten|répondre|responder|rispondi|beantwoorden|reageren|odpowiedz)$/iu

/**
 * The readers' comments of copied text (publishing.md 1.7 as a browser copies it: name, day, words, "Reply"). Where the lines do not stand so from the
 * first on, each is a comment of its own and nobody's, so that no word is given to the wrong person. A short line above a day is a name only where it
 * says so ("Joon Park says:") or where "Reply" ends the comment above it.
 */
export function commentsOfLines(blocks: readonly string[], language: string): CommentsOfLines {
  const lines = blocks.map((block) => block.trim())
  const days = lines.map((line) => dayOf(line, language))
  const heads = lines.flatMap((line, index) => (isName(line) && days[index] === '' && days[index + 1] ? [index] : []))
  const ends = heads.map((_, place) => heads[place + 1] ?? lines.length)
  const texts = heads.map((head, place) => wordsOf(lines.slice(head + 2, ends[place])))
  const isSure = heads.every(
    (head, place) => place === 0 || SAYS.test(lines[head] ?? '') || REPLY.test(above(lines, head)),
  )
  if (heads[0] !== 0 || !isSure || texts.some((words) => words.length === 0))
    return {
      messages: lines.filter((text) => text !== '').map((text) => ({ author: '', time: '', text })),
      fields: lines.map(() => 'comments'),
    }
  return {
    messages: heads.map((head, place) => ({
      author: (lines[head] ?? '').replace(SAYS, ''),
      time: `${days[head + 1]}T00:00:00Z`,
      text: (texts[place] ?? []).join('\n\n'),
    })),
    fields: lines.map((line) => (REPLY.test(line) ? 'label' : 'comments')),
  }
}

const above = (lines: readonly string[], index: number) => lines.slice(0, index).findLast((line) => line !== '') ?? ''

const wordsOf = (lines: readonly string[]) => lines.filter((line) => line !== '' && !REPLY.test(line))

function isName(line: string): boolean {
  const name = line.replace(SAYS, '')
  return name !== '' && name.length <= LONGEST_NAME && !/[.!?…]$/u.test(name) && !REPLY.test(name)
}

/** The day that a line names, with or without the time of day, and nothing else; else ''. */
function dayOf(line: string, language: string): string {
  return line.length > LONGEST_NAME ? '' : readWrittenDate(line.replace(TIME, ''), language || 'en')
}
