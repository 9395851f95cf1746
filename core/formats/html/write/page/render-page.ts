import { differingBlocks } from '../../../../essay/differing-blocks.ts'
import type { Essay } from '../../../../essay/essay.ts'
import { type NodeJson, stringAttr } from '../../../../essay/json.ts'
import { countEssay, type EssayCount } from '../../../../essay/word-count.ts'
import { wordingFor } from '../../../../publication/wording.ts'
import { type Loss, LossLedger } from '../../../conversion.ts'
import { sameAsked } from '../numbering.ts'
import type { HtmlPageOptions } from '../to-html.ts'
import type { BlockCache, Writing, WrittenBlock } from '../writing.ts'
import { citationsJson } from './citations.ts'
import { type EssayLists, imagesJson, mayHoldPictures } from './json-ld.ts'
import { type PageParts, pageWriting, writeAbove, writeBelow } from './page.ts'

/**
 * A page in parts: all that stands above the body, every top-level block, all that stands below. The page of `toHtml` is
 * `${parts.join('\n')}\n`. To be given back to `renderPage` with the essay's next state.
 */
export interface PageRendering {
  readonly parts: readonly string[]
  /** What has to be done to the parts of the rendering before this one, from the last to the first, to have these. Everything, where there was none. */
  readonly changes: readonly PageChange[]
  /** What the page could not say; the losses of `toHtml`. */
  readonly losses: () => readonly Loss[]
}

/** `remove` parts from `index` on give way to `html`, which may be more or fewer. */
export interface PageChange {
  readonly index: number
  readonly remove: number
  readonly html: readonly string[]
}

interface State extends EssayLists {
  readonly essay: Essay
  readonly parts: PageParts
  readonly cache: BlockCache
  readonly count: EssayCount
  readonly above: WrittenBlock
  readonly blocks: readonly WrittenBlock[]
  readonly below: WrittenBlock
}

/** What the next rendering needs of this one. */
const states = new WeakMap<PageRendering, State>()

/**
 * Renders a page anew after the essay changed. A top-level block whose node is the same object, and to which the blocks before it have given the same numbers and
 * ids, is not written again, so that a key pressed costs one block and a comparison of the others. Pictures, words and options other than those of `before` make
 * everything new; `address` must give the same answer for the same picture as long as it is the same function.
 */
export function renderPage(essay: Essay, options: HtmlPageOptions, before?: PageRendering): PageRendering {
  const parts: PageParts = {
    look: options.look,
    address: options.address,
    publicAddress: options.publicAddress,
    wording: options.wording ?? wordingFor(essay.metadata.language),
    publication: options.publication ?? null,
  }
  const known = before && states.get(before)
  const last = known && sameSurroundings(known, essay, parts) ? known : null
  const stretch = last && writeStretch(last, essay)
  const state = stretch ?? writeAll(last, essay, parts)
  const old = before?.parts ?? []
  const html = (last && stretch && htmlOfStretch(last, stretch, old)) ?? htmlOfAll(state)
  const rendering: PageRendering = {
    parts: html,
    changes: last
      ? changesBetween(last.essay, essay, old, html, stretch !== null)
      : [{ index: 0, remove: old.length, html }],
    losses: () => lossesOf(state),
  }
  states.set(rendering, state)
  return rendering
}

/** Writes the blocks that have come alone; null where they or those that are gone may change the numbers of others. */
function writeStretch(last: State, essay: Essay): State | null {
  const { parts, cache } = last
  const [gone, come, start] = differingBlocks(last.essay.body, essay.body)
  const old = last.blocks.slice(start, start + gone.length)
  const [only] = old
  const isOne = old.length === 1 && come.length === 1 && sameNoteIds(gone[0], come[0])
  if (!isOne && old.some(asksSomething)) return null
  const writing = pageWriting(essay, parts, cache)
  if (isOne && only) writing.resume(only)
  const blocks = come.map((node) => writing.known(node, cache.get(node)))
  if (isOne ? !sameAsked(only?.asked ?? [], blocks[0]?.asked ?? []) : blocks.some(asksSomething)) return null
  const around = writeAround(last, essay, { parts, cache }, writing)
  if ([last.above, around.above, last.below, around.below].some(asksSomething)) return null
  return { essay, parts, cache, ...around, blocks: last.blocks.toSpliced(start, gone.length, ...blocks) }
}

/** False where other blocks' references may lead nowhere now, or somewhere. */
function sameNoteIds(one: NodeJson | undefined, other: NodeJson | undefined): boolean {
  const ids = (node: NodeJson | undefined) =>
    node?.type === 'footnotes' ? (node.content ?? []).map((note) => stringAttr(note, 'id')) : []
  const old = ids(one)
  const now = ids(other)
  return old.length === now.length && old.every((id, index) => id === now[index])
}

/** Asks every block whether it is still right and writes those that are not. */
function writeAll(last: State | null, essay: Essay, parts: PageParts): State {
  const cache: BlockCache = last?.cache ?? new WeakMap()
  const writing = pageWriting(essay, parts, cache)
  const content = essay.body.content ?? []
  const [gone, , start, end] = last ? differingBlocks(last.essay.body, essay.body) : [[], content, 0, 0]
  let blocks: readonly WrittenBlock[] = []
  const around = writeAround(last, essay, { parts, cache }, writing, () => {
    blocks = content.map((node, index) => {
      if (index < start) return writing.known(node, last?.blocks[index])
      const behind = index - (content.length - end)
      return writing.known(node, behind < 0 ? cache.get(node) : last?.blocks[start + gone.length + behind])
    })
  })
  return { essay, parts, cache, ...around, blocks }
}

/** What stands around the body, which `between` writes. */
function writeAround(
  last: State | null,
  essay: Essay,
  { parts, cache }: Pick<State, 'parts' | 'cache'>,
  writing: Writing,
  between: () => void = () => {},
): Pick<State, 'count' | keyof EssayLists | 'above' | 'below'> {
  const count = countEssay(essay)
  const images = last && samePictures(last.essay, essay) ? last.images : imagesJson(essay, parts.publicAddress, cache)
  const citations = citationsJson(essay)
  const same = last && sameDetails(last.essay, essay) ? last : null
  const above =
    same &&
    sameCount(same.count, count) &&
    same.images === images &&
    same.citations === citations &&
    writing.again(same.above)
      ? same.above
      : writing.record(() => writeAbove(essay, parts, { count, images, citations }, writing))
  between()
  const below = same && writing.again(same.below) ? same.below : writing.record(() => writeBelow(essay, writing))
  return { count, images, citations, above, below }
}

const htmlOf = ({ html }: WrittenBlock) => html

function htmlOfAll({ above, blocks, below }: State): readonly string[] {
  return [above.html, ...(blocks.length === 0 ? [''] : blocks.map(htmlOf)), below.html]
}

/** The parts of the last page with those of the stretch in their place; null where a page without a block has a part that is no block. */
function htmlOfStretch(last: State, state: State, old: readonly string[]): readonly string[] | null {
  if (last.blocks.length === 0 || state.blocks.length === 0) return null
  const [gone, come, start] = differingBlocks(last.essay.body, state.essay.body)
  const parts = old.toSpliced(start + 1, gone.length, ...state.blocks.slice(start, start + come.length).map(htmlOf))
  parts[0] = state.above.html
  parts[parts.length - 1] = state.below.html
  return parts
}
const asksSomething = ({ asked }: WrittenBlock) => asked.length > 0

/** From the last change to the first. Parts before and behind the one stretch where nodes came or went are compared one by one, unless it alone was written. */
function changesBetween(
  last: Essay,
  essay: Essay,
  old: readonly string[],
  parts: readonly string[],
  isStretch: boolean,
): readonly PageChange[] {
  const [gone, come, start, end] = differingBlocks(last.body, essay.body)
  const changes: PageChange[] = []
  const compare = (from: number, to: number): void => {
    const shift = parts.length - old.length
    for (let index = to - 1; index >= from; index--) {
      const html = parts[index + (from > start ? shift : 0)] as string
      if (old[index] !== html) changes.push({ index, remove: 1, html: [html] })
    }
  }
  const behind = old.length - 1 - end
  compare(isStretch ? old.length - 1 : behind, old.length)
  if (gone.length === come.length) compare(start + 1, behind)
  else changes.push({ index: start + 1, remove: gone.length, html: parts.slice(start + 1, start + 1 + come.length) })
  compare(0, isStretch ? 1 : start + 1)
  return changes
}

function sameSurroundings(last: State, essay: Essay, parts: PageParts): boolean {
  return (
    last.essay.assets === essay.assets &&
    last.parts.look === parts.look &&
    last.parts.address === parts.address &&
    last.parts.publicAddress === parts.publicAddress &&
    last.parts.wording === parts.wording &&
    last.parts.publication === parts.publication
  )
}

function sameDetails(last: Essay, essay: Essay): boolean {
  return last.metadata === essay.metadata && last.people === essay.people && last.credits === essay.credits
}

/** Whether the cover and the blocks that can hold pictures are the same. */
function samePictures(last: Essay, essay: Essay): boolean {
  const [gone, come] = differingBlocks(last.body, essay.body)
  return last.metadata.cover === essay.metadata.cover && !gone.some(mayHoldPictures) && !come.some(mayHoldPictures)
}

/** Whether a page says the same of both counts. */
function sameCount(one: EssayCount, other: EssayCount): boolean {
  return one.body.words === other.body.words && one.readingMinutes === other.readingMinutes
}

function lossesOf({ above, blocks, below }: State): readonly Loss[] {
  const ledger = new LossLedger()
  for (const { losses } of [above, ...blocks, below])
    for (const { kind, message, place } of losses) ledger.add(kind, message, place)
  return ledger.list()
}
