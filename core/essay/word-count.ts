import type { Essay } from './essay.ts'
import { type NodeJson, textOf } from './json.ts'

/** Words and characters of some text. */
export interface TextCount {
  readonly words: number
  /** Unicode code points with spaces, line breaks not counted. */
  readonly characters: number
}

/** The counts of an essay by part; a house rule says which parts it adds up. */
export interface EssayCount {
  /** Paragraphs, headings, lists, quotations, tables. */
  readonly body: TextCount
  readonly notes: TextCount
  /** Captions and credits of figures. */
  readonly captions: TextCount
  /** Minutes to read the body, at least 1 where there is any word. */
  readonly readingMinutes: number
}

const WORDS_PER_MINUTE = 230
const SPACED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{N}\p{P}\p{S}\s]*$/u
const segmenters = new Map<string, Intl.Segmenter>()

/**
 * Counts text by Unicode's word boundaries (Intl.Segmenter, UAX #29) for a language. "film's" is one word,
 * "well-made" two. An unknown language counts by the root locale's rules.
 */
export function countText(text: string, language: string): TextCount {
  let characters = 0
  for (const char of text) if (char !== '\n') characters++
  return { words: countWords(text, language), characters }
}

/** Counts an essay by parts. */
export function countEssay(essay: Pick<Essay, 'body' | 'metadata'>): EssayCount {
  const parts = { body: [] as string[], notes: [] as string[], captions: [] as string[] }
  collect(essay.body, parts.body, parts)
  const count = (texts: string[]) => countText(texts.join('\n'), essay.metadata.language)
  const body = count(parts.body)
  return {
    body,
    notes: count(parts.notes),
    captions: count(parts.captions),
    readingMinutes: body.words === 0 ? 0 : Math.max(1, Math.round(body.words / WORDS_PER_MINUTE)),
  }
}

function collect(node: NodeJson, into: string[], parts: { notes: string[]; captions: string[] }): void {
  for (const child of node.content ?? []) {
    if (child.type === 'footnotes') collect(child, parts.notes, parts)
    else if (child.type === 'figcaption' || child.type === 'figcredit') parts.captions.push(textOf(child))
    else if (isTextblock(child)) into.push(textOf(child))
    else collect(child, into, parts)
  }
}

function isTextblock(node: NodeJson): boolean {
  const first = node.content?.[0]?.type
  return first === 'text' || first === 'hardBreak' || first === 'image' || first === 'footnoteRef'
}

function countWords(text: string, language: string): number {
  if (text === '') return 0
  // Intl.Segmenter is slow; for scripts that part words by spaces one expression finds the same boundaries.
  if (SPACED.test(text)) return text.match(WORD)?.length ?? 0
  let words = 0
  for (const segment of segmenterFor(language).segment(text)) if (segment.isWordLike) words++
  return words
}

const WORD = /[\p{L}\p{M}\p{N}_]+(?:(?:['’.:·](?=\p{L})|[.,'’;](?=\p{N}))[\p{L}\p{M}\p{N}_]+)*/gu

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language)
  if (!segmenter) {
    try {
      segmenter = new Intl.Segmenter(language || undefined, { granularity: 'word' })
    } catch {
      segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
    }
    segmenters.set(language, segmenter)
  }
  return segmenter
}
