import { EMPTY_METADATA, newEssay } from '../../essay/new-essay.ts'
import { essayFromJson } from '../../essay/read-essay.ts'
import { fail, ok, type Result } from '../../result.ts'
import { cleanText } from '../clean-text.ts'
import { LossLedger, type ReadDocument, type ReadOptions } from '../conversion.ts'
import { placeOfBad } from '../excerpt.ts'
import { pageParagraphs, pageText, plainParagraph } from './page-text.ts'

/** Limits on plain text that comes from outside (safety.md section 6). */
export const TEXT_LIMITS = {
  /** UTF-16 units of the whole text. */
  whole: 20_000_000,
  /** Paragraphs; each is a node of the essay. */
  paragraphs: 200_000,
} as const

/** A first line longer than this is a paragraph, not a title. */
const LONGEST_TITLE = 120

/** How plain text is read. */
export interface TextReadOptions extends ReadOptions {
  /** True where nothing is to be recognised but the title: every line stays text. */
  readonly asItStands?: boolean
}

/**
 * Reads plain text: paragraphs are parted by empty lines, lines inside one are joined by spaces. A first paragraph of one short line that does not end like
 * a sentence becomes the title. A byte order mark and control characters are taken out, the latter counted. Text
 * that was copied from a published page and says so (page-lines/recognise-lines.ts) gives its parts to their fields, each told in `taken`; nothing else is guessed.
 * Problem: `too-large`, naming the limit.
 */
export function fromText(text: string, options: TextReadOptions): Result<ReadDocument> {
  if (text.length > TEXT_LIMITS.whole)
    return tooLarge(`it has more than ${TEXT_LIMITS.whole / 1_000_000} million characters`)
  const losses = new LossLedger()
  const whole = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const cleaned = cleanText(whole)
  const place = cleaned.bad > 0 ? placeOfBad(whole) : ''
  for (let count = 0; count < cleaned.bad; count++)
    losses.add('control-character', 'A character that no text may hold was taken out.', place)
  const paragraphs = paragraphsOf(cleaned.text)
  if (paragraphs.length > TEXT_LIMITS.paragraphs)
    return tooLarge(`it has more than ${TEXT_LIMITS.paragraphs} paragraphs`)
  const page = options.asItStands === true ? null : pageText(pageParagraphs(paragraphs))
  if (page) {
    const read = essayFromJson(newEssay(options.id, page.parts))
    if (!read.ok) return read
    return ok({ essay: { ...read.value, threads: page.threads }, losses: losses.list(), taken: page.taken })
  }
  // Who asks for a page's text as it stands wants its lines, which a browser copies without empty lines between them.
  const kept = options.asItStands === true ? pageParagraphs(paragraphs).map((line) => [line]) : paragraphs
  const title = titleOf(kept)
  const body = (title === '' ? kept : kept.slice(1)).map((lines) => plainParagraph(lines.join(' ')))
  const read = essayFromJson(
    newEssay(options.id, {
      metadata: { ...EMPTY_METADATA, title },
      ...(body.length > 0 ? { body: { type: 'doc', content: body } } : {}),
    }),
  )
  return read.ok ? ok({ essay: read.value, losses: losses.list() }) : read
}

function tooLarge(what: string): ReturnType<typeof fail> {
  return fail('too-large', `This text is too large: ${what}.`, {
    safe: 'Nothing was imported and nothing was changed.',
    next: 'Split it into several files.',
  })
}

/** The lines of each paragraph, white space at their ends taken off. */
function paragraphsOf(text: string): readonly (readonly string[])[] {
  const paragraphs: string[][] = []
  let open: string[] | null = null
  for (const line of text.split(/\n|\u2028|\u2029|\f/)) {
    const bare = line.trim()
    if (bare === '') open = null
    else if (open === null) {
      open = [bare]
      paragraphs.push(open)
    } else open.push(bare)
  }
  return paragraphs
}

function titleOf(paragraphs: readonly (readonly string[])[]): string {
  const [first] = paragraphs
  const [line] = first ?? []
  if (line === undefined || first?.length !== 1 || paragraphs.length < 2) return ''
  return line.length <= LONGEST_TITLE && !/[.,;:]["'”’»)]?$/.test(line) ? line : ''
}
