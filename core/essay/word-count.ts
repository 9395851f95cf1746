import { differingBlocks } from './differing-blocks.ts'
import type { Essay } from './essay.ts'
import { type BodyJson, type NodeJson, textOf } from './json.ts'
import { countLatin } from './latin-words.ts'
import { worksCitedBlocks } from './works-cited.ts'

/** Words and characters of some text. */
export interface TextCount {
  readonly words: number
  /** Unicode code points with spaces, line breaks not counted. */
  readonly characters: number
}

/** The counts of an essay by part; a house rule says which parts it adds up. */
export interface EssayCount {
  /** Paragraphs, headings, lists, quotations, tables; not those of the works cited. */
  readonly body: TextCount
  readonly notes: TextCount
  /** Captions and credits of figures. */
  readonly captions: TextCount
  /** The section under a heading such as “Works cited” or “References”, its heading too (works-cited.ts). */
  readonly worksCited: TextCount
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
  return countLatin([text]) ?? countAnyText(text, language)
}

function countAnyText(text: string, language: string): TextCount {
  let characters = text.length
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    // A newline is none, a surrogate pair is one.
    if (code === 10) characters--
    else if (code >= 0xd800 && code <= 0xdbff && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) characters--
  }
  return { words: countWords(text, language), characters }
}

/** The counts of bodies that were counted, and the one that was counted last. */
const known = new WeakMap<BodyJson, { readonly language: string; readonly count: EssayCount }>()
let last: WeakRef<BodyJson> | null = null

/** Counts an essay by parts. Of an essay that was counted just before only those blocks are counted again that are other objects now. */
export function countEssay(essay: Pick<Essay, 'body' | 'metadata'>): EssayCount {
  const { body } = essay
  const { language } = essay.metadata
  const mine = known.get(body)
  if (mine?.language === language) return mine.count
  const before = last?.deref()
  const count = (before && recount(before, body, language)) ?? countAll(body, language)
  known.set(body, { language, count })
  last = new WeakRef(body)
  return count
}

function countAll(body: BodyJson, language: string): EssayCount {
  return countPiece(body.content ?? [], 0, body, language)
}

/**
 * Counts a piece of a body, such as a selection, by the same parts. `blocks` are the body's children from index `first` on, whole or cut; which of them are works cited, the
 * body says, whose headings may stand outside of the piece.
 */
export function countPiece(blocks: readonly NodeJson[], first: number, body: BodyJson, language: string): EssayCount {
  const total = { ...emptyParts(), worksCited: { words: 0, characters: 0 } }
  const cited = worksCitedBlocks(body, language)
  blocks.forEach((block, index) => {
    const parts = countBlock(block, language)
    add(cited.has(first + index) ? total.worksCited : total.body, parts.body)
    add(total.notes, parts.notes)
    add(total.captions, parts.captions)
  })
  return withMinutes(total)
}

/** The count by the difference; null where it is another language, another essay, or where headings moved the works cited. */
function recount(before: BodyJson, body: BodyJson, language: string): EssayCount | null {
  const counted = known.get(before)
  if (counted?.language !== language) return null
  const [gone, come, start] = differingBlocks(before, body)
  if (gone.length + come.length > MOST_DIFFERING) return null
  const cited = worksCitedBlocks(body, language)
  if (gone.some(isHeading) || come.some(isHeading))
    if (cited.size > 0 || worksCitedBlocks(before, language).size > 0) return null
  const { count } = counted
  const part = cited.has(start) ? 'worksCited' : 'body'
  const total = {
    body: { ...count.body },
    notes: { ...count.notes },
    captions: { ...count.captions },
    worksCited: { ...count.worksCited },
  }
  for (const [blocks, sign] of [
    [gone, -1],
    [come, 1],
  ] as const)
    for (const block of blocks) {
      const parts = countBlock(block, language)
      // Notes hold no body text, so it does not matter that they are never among the works cited.
      add(total[part], parts.body, sign)
      add(total.notes, parts.notes, sign)
      add(total.captions, parts.captions, sign)
    }
  return withMinutes(total)
}

/** Where more blocks differ, it is quicker to count everything. */
const MOST_DIFFERING = 50

const isHeading = ({ type }: NodeJson) => type === 'heading'

function withMinutes(total: Omit<EssayCount, 'readingMinutes'>): EssayCount {
  const { words } = total.body
  return { ...total, readingMinutes: words === 0 ? 0 : Math.max(1, Math.round(words / WORDS_PER_MINUTE)) }
}

/** Words of blocks by language. */
const wordsOfBlocks = new Map<string, WeakMap<NodeJson, number>>()

/** Words of one block of the body, without those of captions in it; counted once for each block. */
export function countBlockWords(block: NodeJson, language: string): number {
  let counted = wordsOfBlocks.get(language)
  if (!counted) {
    counted = new WeakMap()
    wordsOfBlocks.set(language, counted)
  }
  let words = counted.get(block)
  if (words === undefined) {
    words = countBlock(block, language).body.words
    counted.set(block, words)
  }
  return words
}

interface Parts {
  readonly body: { words: number; characters: number }
  readonly notes: { words: number; characters: number }
  readonly captions: { words: number; characters: number }
}

function countBlock(block: NodeJson, language: string): Parts {
  const parts = emptyParts()
  collect(block, 'body', parts, language)
  return parts
}

function collect(node: NodeJson, part: keyof Parts, parts: Parts, language: string): void {
  const here =
    node.type === 'footnotes' ? 'notes' : node.type === 'figcaption' || node.type === 'figcredit' ? 'captions' : part
  if (isTextblock(node)) add(parts[here], countLatin(node.content.map(textOf)) ?? countAnyText(textOf(node), language))
  else for (const child of node.content ?? []) collect(child, here, parts, language)
}

function emptyParts(): Parts {
  return {
    body: { words: 0, characters: 0 },
    notes: { words: 0, characters: 0 },
    captions: { words: 0, characters: 0 },
  }
}

function add(sum: { words: number; characters: number }, more: TextCount, sign: 1 | -1 = 1): void {
  sum.words += sign * more.words
  sum.characters += sign * more.characters
}

function isTextblock(node: NodeJson): node is NodeJson & { readonly content: readonly NodeJson[] } {
  const first = node.content?.[0]?.type
  return first === 'text' || first === 'hardBreak' || first === 'image' || first === 'footnoteRef'
}

function countWords(text: string, language: string): number {
  // Intl.Segmenter is slow; for other scripts that part words by spaces one expression finds the same boundaries.
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
