import type { EssaySession } from './essay-session.ts'

const tops = new WeakMap<EssaySession, number>()

/** Notes which block of the text stands at the top of the Page, while the Page is shown. 0 where the title is. */
export function noteTopBlock(session: EssaySession): void {
  const text = session.editor.view.dom
  const scroller = text.closest('[data-scroller]')
  if (!scroller || scroller.clientHeight === 0) return
  const edge = scroller.getBoundingClientRect().top + 1
  const blocks = [...text.children]
  // The blocks stand below one another, so their lower edges are in order.
  let from = 0
  let to = blocks.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) > edge) to = middle
    else from = middle + 1
  }
  const element = blocks[from]
  if (!element || text.getBoundingClientRect().top >= edge) {
    tops.set(session, 0)
    return
  }
  const { doc } = session.editor.state
  const position = session.editor.view.posAtDOM(element, 0)
  tops.set(session, doc.resolve(Math.min(position, doc.content.size)).index(0))
}

/** The block that `noteTopBlock` noted last; 0 where it never did. */
export function topBlockOf(session: EssaySession): number {
  return tops.get(session) ?? 0
}
