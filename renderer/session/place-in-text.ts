import type { EssaySession } from './essay-session.ts'

/** A scrolled text: where its blocks stand, and how far it is scrolled (CSS pixels, from the top of all that scrolls). */
export interface ScrolledText {
  /** Top-level blocks of the body. */
  readonly count: number
  readonly scrolled: number
  /** How far it can be scrolled. */
  readonly most: number
  topOf(block: number): number
  /** Where the last block ends. */
  readonly end: number
  scrollTo(top: number): void
}

/**
 * What stands at the upper edge: the block by its index with the part of it that is above the edge, so `3.5` is the middle of the fourth block and `-0.5` the middle of what
 * stands above the first. `part` is how much of the way was scrolled, for texts whose blocks are not the same.
 */
export interface PlaceInText {
  readonly block: number
  readonly count: number
  readonly part: number
}

/** The place at which a text is scrolled. */
export function placeIn(text: ScrolledText): PlaceInText {
  const { count, scrolled, most } = text
  const part = most <= 0 ? 0 : Math.min(1, scrolled / most)
  if (scrolled <= 0 || count === 0) return { block: -1, count, part: 0 }
  // The blocks stand below one another, so their upper edges are in order.
  let from = 0
  let to = count
  while (from < to) {
    const middle = (from + to) >> 1
    if (text.topOf(middle) > scrolled) to = middle
    else from = middle + 1
  }
  const block = from - 1
  const [top, next] = around(text, block)
  return { block: block + Math.min(1, Math.max(0, (scrolled - top) / Math.max(1, next - top))), count, part }
}

/** Scrolls a text so that what stands at the upper edge of another stands at its own. */
export function scrollToPlace(text: ScrolledText, { block, count, part }: PlaceInText): void {
  if (part >= 0.999) text.scrollTo(text.most)
  else if (count !== text.count) text.scrollTo(part * text.most)
  else {
    const whole = Math.floor(block)
    const [top, next] = around(text, whole)
    text.scrollTo(Math.min(text.most, top + (block - whole) * (next - top)))
  }
}

function around(text: ScrolledText, block: number): readonly [top: number, next: number] {
  const { count, end } = text
  return [
    block < 0 ? 0 : block < count ? text.topOf(block) : end,
    block + 1 < count ? text.topOf(block + 1) : Math.max(end, block < count ? 0 : text.most),
  ]
}

/** The text of the Page; null while the Page is not shown. */
export function pageText(session: EssaySession): ScrolledText | null {
  const { dom } = session.editor.view
  const scroller = dom.closest<HTMLElement>('[data-scroller]')
  if (!scroller || scroller.clientHeight === 0) return null
  const { doc } = session.editor.state
  // Marks of the editor may stand between the blocks.
  const drawn = [...dom.querySelectorAll(':scope > :not(.reach), :scope > .reach > .stretch > *')]
  const blocks = doc.childCount === drawn.length ? drawn : blocksOf(session)
  const { top } = scroller.getBoundingClientRect()
  const below = (edge: number) => edge - top + scroller.scrollTop
  return {
    count: doc.childCount,
    scrolled: scroller.scrollTop,
    most: scroller.scrollHeight - scroller.clientHeight,
    topOf: (block) => below(blocks[block]?.getBoundingClientRect().top ?? 0),
    end: below(dom.getBoundingClientRect().bottom),
    scrollTo: (to) => {
      scroller.scrollTop = to
    },
  }
}

function blocksOf({ editor }: EssaySession): readonly (Element | undefined)[] {
  const blocks: (Element | undefined)[] = []
  editor.state.doc.forEach((_node, offset) => {
    const element = editor.view.nodeDOM(offset)
    blocks.push(element instanceof Element ? element : undefined)
  })
  return blocks
}

const places = new WeakMap<EssaySession, PlaceInText>()
const moved = new WeakSet<EssaySession>()

/** Notes where the Page is scrolled, for the Proof that is shown next. */
export function notePage(session: EssaySession): void {
  const text = pageText(session)
  if (text) places.set(session, placeIn(text))
  moved.delete(session)
}

/** Notes where the person scrolled the Proof to, for the Page that is shown next. */
export function noteProof(session: EssaySession, text: ScrolledText): void {
  places.set(session, placeIn(text))
  moved.add(session)
}

/** What was noted last; null where nothing was. */
export function notedPlace(session: EssaySession): PlaceInText | null {
  return places.get(session) ?? null
}

/** Scrolls the Page, which is just shown, to where the person scrolled the Proof; leaves it as it was where they did not. */
export function showProofsPlace(session: EssaySession): void {
  const place = places.get(session)
  const text = place && moved.has(session) ? pageText(session) : null
  moved.delete(session)
  if (place && text) scrollToPlace(text, place)
}
