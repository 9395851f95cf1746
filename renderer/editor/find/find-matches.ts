import type { Node } from '@tiptap/pm/model'
import type { Metadata } from '../../../core/essay/essay.ts'
import type { NodeJson } from '../../../core/essay/json.ts'
import type { FindPattern, Found } from '../../../core/find/find-pattern.ts'

/** Fields beside the text in which words are looked for, too. */
export const FIELDS = ['title', 'standfirst', 'coverAlt', 'coverCaption'] as const
/** One of those fields. */
export type FoundField = (typeof FIELDS)[number]
/** What those fields are part of. */
export type FoundFields = Pick<Metadata, 'title' | 'standfirst' | 'cover'>

/** The words of a field; a caption's as the text blocks' are, with its marks aside. */
export function wordsOf(fields: FoundFields, field: FoundField): string {
  if (field === 'coverAlt') return fields.cover?.alt ?? ''
  return field === 'coverCaption' ? (fields.cover?.caption ?? []).map(wordsIn).join('') : fields[field]
}

/** What a piece of a line is in the words of its field. */
export function wordsIn({ type, text }: NodeJson): string {
  return type === 'hardBreak' ? '\n' : (text ?? '')
}

/** A place that was found. */
export type Match =
  /** in a text block: caption, credit, note and table cell as well as paragraph */
  | { readonly kind: 'text'; readonly from: number; readonly to: number; readonly found: Found }
  /** in the alternative text of the picture that begins at `from` */
  | { readonly kind: 'alt'; readonly from: number; readonly to: number; readonly found: Found }
  | { readonly kind: 'field'; readonly field: FoundField; readonly found: Found }

/** A range of the document. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** All places in the fields beside the text. */
export function matchesInFields(pattern: FindPattern, fields: FoundFields): readonly Match[] {
  return FIELDS.flatMap((field) =>
    pattern.find(wordsOf(fields, field)).map((found) => ({ kind: 'field' as const, field, found })),
  )
}

/** All places in the text blocks and pictures of a range, in order. */
export function matchesInRange(pattern: FindPattern, doc: Node, { from, to }: Range): readonly Match[] {
  const matches: Match[] = []
  if (to <= from) return matches
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock) matches.push(...matchesInBlock(pattern, node, pos + 1))
    else if (node.type.name === 'figure') matches.push(...matchesInAlt(pattern, node, pos))
    return !node.isTextblock
  })
  return matches
}

function matchesInAlt(pattern: FindPattern, node: Node, pos: number): readonly Match[] {
  const alt = String(node.attrs.alt ?? '')
  return pattern.find(alt).map((found) => ({ kind: 'alt', from: pos, to: pos + node.nodeSize, found }))
}

/**
 * Text is one whole across marks. References to notes and pictures in the line are passed over, as if they were not there; `starts` says at
 * which place of the text each piece begins and where it stands in the document.
 */
function matchesInBlock(pattern: FindPattern, block: Node, start: number): readonly Match[] {
  const starts: { readonly at: number; readonly pos: number }[] = []
  const pictures: Match[] = []
  let text = ''
  block.forEach((child, offset) => {
    const words = child.isText ? (child.text ?? '') : child.type.name === 'hardBreak' ? '\n' : ''
    if (child.type.name === 'image') pictures.push(...matchesInAlt(pattern, child, start + offset))
    if (words === '') return
    starts.push({ at: text.length, pos: start + offset })
    text += words
  })
  let piece = 0
  const posOf = (index: number): number => {
    while (piece + 1 < starts.length && (starts[piece + 1]?.at ?? 0) <= index) piece++
    const { at = 0, pos = start } = starts[piece] ?? {}
    return pos + index - at
  }
  const found = pattern
    .find(text)
    .map((one): Match => ({ kind: 'text', from: posOf(one.from), to: posOf(one.to - 1) + 1, found: one }))
  return pictures.length === 0 ? found : [...found, ...pictures].sort((a, b) => startOf(a) - startOf(b))
}

function startOf(match: Match): number {
  return match.kind === 'field' ? -1 : match.from
}
