import type { NodeJson } from '../../../essay/json.ts'
import { fail, ok, type Result } from '../../../result.ts'
import { LossLedger, type PictureSource } from '../../conversion.ts'
import { excerpt, placeOf } from '../../excerpt.ts'
import { makeNode } from '../nodes.ts'
import { tokensOf } from './grammar.ts'
import { readInlineIsland, readIsland } from './html-island.ts'
import { NoteNames } from './note-names.ts'
import { readTokens } from './read-blocks.ts'
import { COMMENT_LOSS, readInline } from './read-inline.ts'
import type { Reading } from './reading.ts'
import { settled } from './settle.ts'
import { DEEPEST_BLOCK, type Flavour, type GrammarNotes, type Token } from './tokens.ts'

/** Longest Markdown text that is read, in UTF-16 units. */
export const LONGEST_MARKDOWN = 5_000_000

/** Most nodes of the body, texts among them; more could not be stored (`ESSAY_JSON_LIMITS.values`). */
export const MOST_NODES = 150_000

/** How a Markdown text is to be read. */
export interface MarkdownReading {
  readonly flavour: Flavour
  readonly picture: PictureSource
  readonly losses: LossLedger
}

/** What a text of Markdown holds, without its front matter. */
export interface MarkdownBody {
  /** At least one block. */
  readonly blocks: readonly NodeJson[]
  /** The `footnotes` node, or null where there are no notes. */
  readonly footnotes: NodeJson | null
  readonly reading: Reading
}

/** Reads a text without front matter. Problem: `too-large`, for a text that is longer, nested deeper or made of more nodes than the limits. */
export function readMarkdownBody(text: string, options: MarkdownReading): Result<MarkdownBody> {
  if (text.length > LONGEST_MARKDOWN)
    return fail('too-large', `The text has more than ${LONGEST_MARKDOWN / 1_000_000} million characters.`, {
      safe: 'Nothing was imported.',
      next: 'Split it into several files.',
    })
  const { tokens, env } = tokensOf(text, options.flavour, new Set())
  // A paragraph is three tokens, a row of a table may be more; the nodes are counted below.
  if (env.tooMany || tokens.length > MOST_NODES * 6) return tooMany()
  // A second reading starts with clean notes, and counts its losses afresh.
  const losses = new LossLedger()
  const first = newReading({ ...options, losses })
  const { blocks, reading } = env.tooDeep
    ? { blocks: [], reading: first }
    : readWhole(tokens, first, () => newReading(options))
  if (env.tooDeep || reading.tooDeep)
    return fail('too-large', `Quotations or lists are nested deeper than ${DEEPEST_BLOCK} levels.`, {
      safe: 'Nothing was imported.',
    })
  if (reading.problem) return { ok: false, problem: reading.problem }
  const footnotes = firstOfEach(reading)
  if (reading === first) for (const loss of losses.list()) options.losses.addAll(loss)
  tellUnused(env, options.losses)
  if (countNodes(blocks) + countNodes(footnotes) > MOST_NODES) return tooMany()
  return ok({
    blocks: settled(blocks),
    footnotes: footnotes.length > 0 ? makeNode('footnotes', {}, footnotes) : null,
    reading,
  })
}

/** Reads one line of inline Markdown (a caption in front matter). */
export function readMarkdownLine(text: string, options: MarkdownReading): readonly NodeJson[] {
  const { tokens } = tokensOf(text.slice(0, 100_000), options.flavour, new Set())
  const reading = newReading(options)
  const inline = tokens.length === 3 && tokens[0]?.type === 'paragraph_open' ? tokens[1] : undefined
  const content = inline ? readInline(inline.children ?? [], reading) : []
  return inline && !reading.unbalanced && !reading.problem
    ? content
    : text.trim() === ''
      ? []
      : [{ type: 'text', text: text.trim() }]
}

/**
 * Reads what the writer has just written for one block, in the way that the whole file will be read: every `[^label]` counts as defined.
 * Null where the text would not even be read directly.
 */
export function readBack(text: string, flavour: Flavour, picture: PictureSource): readonly NodeJson[] | null {
  const { tokens, env } = tokensOf(text, flavour, null)
  const reading = newReading({ flavour, picture, losses: new LossLedger() })
  const blocks = readTokens(tokens, reading)
  return env.tooDeep || env.tooMany || reading.tooDeep || reading.unbalanced || reading.problem
    ? null
    : [...blocks, ...reading.footnotes]
}

function newReading(options: MarkdownReading): Reading {
  return {
    ...options,
    assets: new Map(),
    notes: new NoteNames(),
    footnotes: [],
    inlineImages: new WeakSet(),
    linkify: options.flavour !== 'commonmark',
    unbalanced: false,
    tooDeep: false,
    problem: null,
    island: readIsland,
    inlineIsland: readInlineIsland,
  }
}

/** Reads tokens directly, or, where HTML in them does not close block by block, through HTML as a whole. */
function readWhole(
  tokens: readonly Token[],
  reading: Reading,
  again: () => Reading,
): { blocks: readonly NodeJson[]; reading: Reading } {
  const blocks = readTokens(tokens, reading)
  if (!reading.unbalanced) return { blocks, reading }
  const slow = again()
  return { blocks: readIsland(tokens, slow), reading: slow }
}

function tooMany() {
  return fail('too-large', `The text holds more than ${MOST_NODES} paragraphs, cells and marked words.`, {
    safe: 'Nothing was imported.',
    next: 'Split it into several files.',
  })
}

function countNodes(nodes: readonly NodeJson[]): number {
  let count = nodes.length
  for (const node of nodes) if (node.content) count += countNodes(node.content)
  return count
}

/** Of definitions with one label the first counts, as in GFM. */
function firstOfEach(reading: Reading): readonly NodeJson[] {
  const byId = new Map<unknown, NodeJson>()
  for (const note of reading.footnotes) {
    if (byId.has(note.attrs?.id))
      reading.losses.add('double-note', 'A second note with the same label was left out.', placeOf(note))
    else byId.set(note.attrs?.id, note)
  }
  return [...byId.values()]
}

/** Definitions of links that nothing refers to show nowhere. `[//]: # (words)` is how comments are written that no reader prints. */
function tellUnused({ unusedDefinitions }: GrammarNotes, losses: LossLedger): void {
  for (const [label, { href, title }] of unusedDefinitions)
    if (label === '//') losses.add('comment', COMMENT_LOSS, excerpt(title || href))
    else
      losses.add(
        'unused-definition',
        'An address for links that no link in the text uses was left out.',
        excerpt(`[${label.toLowerCase()}]: ${href}${title === '' ? '' : ` "${title}"`}`),
      )
}
