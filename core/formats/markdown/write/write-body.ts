import type { Asset } from '../../../essay/essay.ts'
import type { BodyJson, NodeJson } from '../../../essay/json.ts'
import { paragraphOf } from '../nodes.ts'
import { readBack } from '../read/read-markdown.ts'
import { sameNodes } from '../same-body.ts'
import { acceptReview } from './accept-review.ts'
import { listClass, writeBlock } from './block-table.ts'
import type { Dialect } from './dialect.ts'
import { withSpacesOutside } from './spaces-outside.ts'
import type { Variant } from './variant.ts'
import { type Stage, writeInline } from './write-inline.ts'
import type { Writing } from './writing.ts'

/** How a body is written. */
export interface BodyWriting {
  readonly dialect: Dialect
  readonly variant?: Variant | undefined
  /** The address to write for a picture's `src`. */
  readonly address: (src: string) => string
  /** The picture behind a written address. */
  readonly picture: (address: string) => Asset | null
}

interface Cached {
  readonly text: string
  /** Addresses that the text holds, by `src`; the text stands as long as they do. */
  readonly addresses: ReadonlyMap<string, string>
}

const caches: Readonly<Record<Dialect, readonly [WeakMap<NodeJson, Cached>, WeakMap<NodeJson, Cached>]>> = {
  portable: [new WeakMap(), new WeakMap()],
  plain: [new WeakMap(), new WeakMap()],
  pandoc: [new WeakMap(), new WeakMap()],
}

/**
 * Writes a body, block by block: pretty, then verified by our own reader, then safe (essay-model.md). Blocks that were written before are taken
 * from a cache, so that one keystroke costs one block. An empty line belongs between every two of them.
 */
export function writeBlocks(body: BodyJson, writing: BodyWriting): readonly string[] {
  const texts: string[] = []
  let turn: 0 | 1 = 0
  let before: NodeJson | undefined
  for (const node of body.content ?? []) {
    if (node.type === 'footnotes') {
      const notes = node.content ?? []
      if (writing.variant?.notes) texts.push(writing.variant.notes(notes, (note) => writeNote(note, writing)))
      else for (const note of notes) texts.push(writeOne(note, writing, 0))
      continue
    }
    turn = listClass(node) !== '' && listClass(node) === listClass(before) ? ((1 - turn) as 0 | 1) : 0
    const text = writeOne(node, writing, turn)
    if (text !== '') texts.push(text)
    before = node
  }
  return texts
}

/** The same as one text. */
export function writeBody(body: BodyJson, writing: BodyWriting): string {
  return writeBlocks(body, writing).join('\n\n')
}

/** Writes inline content as one line of Markdown, proved like a block. */
export function writeMarkdownLine(content: readonly NodeJson[], writing: BodyWriting): string {
  const accepted = acceptReview(paragraphOf(content)).content ?? []
  let text = ''
  for (const stage of [0, 1, 2] as const) {
    const place = { dialect: writing.dialect, stage, kind: 'caption', address: writing.address } as const
    text = writeInline(accepted, place).text
    if (isReadAs(paragraphOf(accepted), text, writing)) break
  }
  return text
}

function writeOne(node: NodeJson, writing: BodyWriting, listTurn: 0 | 1): string {
  // A variant may number what it writes, and is written once.
  if (writing.variant) return writeVerified(readyToWrite(node, writing.dialect), writing, listTurn)
  const cache = caches[writing.dialect][listTurn]
  const cached = cache.get(node)
  if (cached && holds(cached, writing)) return cached.text
  const addresses = new Map<string, string>()
  const address = (src: string) => {
    const written = writing.address(src)
    addresses.set(src, written)
    return written
  }
  const text = writeVerified(readyToWrite(node, writing.dialect), { ...writing, address }, listTurn)
  cache.set(node, { text, addresses })
  return text
}

/** The node without its review; outside the portable dialect also with spaces taken out of emphasis, where they would need tags. */
function readyToWrite(node: NodeJson, dialect: Dialect): NodeJson {
  const accepted = acceptReview(node)
  return dialect === 'portable' ? accepted : withSpacesOutside(accepted)
}

function holds(cached: Cached, writing: BodyWriting): boolean {
  for (const [src, address] of cached.addresses) if (writing.address(src) !== address) return false
  return true
}

/** A note's blocks without its mark. */
function writeNote(note: NodeJson, writing: BodyWriting): string {
  return (note.content ?? []).map((block) => writeOne(block, writing, 0)).join('\n\n')
}

function writeVerified(node: NodeJson, writing: BodyWriting, listTurn: 0 | 1): string {
  const write = (stageOf: (textblock: NodeJson) => Stage, variant?: Variant): { text: string; plain: boolean } => {
    const state: Writing = { dialect: writing.dialect, variant, address: writing.address, stageOf, plain: true }
    const text = writeBlock(node, state, { listTurn, afterMarker: false })
    return { text, plain: state.plain }
  }
  const { variant } = writing
  if (!variant) return proved(node, writing, write)
  // What is proved is the dialect's text; the variant says the same at the stage that it needed.
  let stage: (textblock: NodeJson) => Stage = () => 0
  proved(node, { ...writing, variant: undefined }, (stageOf) => {
    stage = stageOf
    return write(stageOf)
  })
  return write(stage, variant).text
}

/** The text of the first attempt that is read back as the node. */
function proved(
  node: NodeJson,
  writing: BodyWriting,
  attempt: (stageOf: (textblock: NodeJson) => Stage) => { text: string; plain: boolean },
): string {
  const pretty = attempt(() => 0)
  // The plain dialect says less than the body holds, so there is nothing to compare.
  if (pretty.plain || writing.dialect === 'plain' || isReadAs(node, pretty.text, writing)) return pretty.text
  const stages = new Map<NodeJson, Stage>()
  const mixed = attempt((textblock) => {
    const known = stages.get(textblock) ?? stageOfTextblock(textblock, writing)
    stages.set(textblock, known)
    return known
  }).text
  // Pandoc has blocks that our reader leaves to it (line blocks), so there the text alone is proved.
  if (writing.dialect === 'pandoc' || isReadAs(node, mixed, writing)) return mixed
  return attempt(() => 2).text
}

/** The least careful stage at which a textblock's content, alone in a paragraph, is read as it is. */
function stageOfTextblock(textblock: NodeJson, writing: BodyWriting): Stage {
  const paragraph = paragraphOf(textblock.content ?? [])
  for (const stage of [0, 1] as const) {
    const text = writeBlock(paragraph, { ...writing, stageOf: () => stage, plain: true })
    if (isReadAs(paragraph, text, writing)) return stage
  }
  return 2
}

function isReadAs(node: NodeJson, text: string, writing: BodyWriting): boolean {
  const read = readBack(text, writing.dialect === 'pandoc' ? 'pandoc' : 'galley', writing.picture)
  return read !== null && sameNodes(read, [node])
}
