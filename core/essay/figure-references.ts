import { type NodeJson, stringAttr, walk } from './json.ts'
import { FIGURE_ID } from './schema.ts'

/**
 * A reference to a figure is a link whose address is `#figure-<id of the figure>`; its words are the writer's, and a number in them follows the
 * figure's place. So every format has references by its links, and whoever reads the file without Galley has the words.
 */
const ANCHOR = '#figure-'

/** The address of a reference to the figure with this id. */
export function figureHref(id: string): string {
  return ANCHOR + id
}

/** The id of the figure that an address refers to, or null for any other address. */
export function figureIdOf(href: string): string | null {
  if (!href.startsWith(ANCHOR)) return null
  const id = href.slice(ANCHOR.length)
  return FIGURE_ID.test(id) ? id : null
}

/** The id of a figure that a published file gives back: of `figure-harbour` it is `harbour`; '' for ids that are no figure's. */
export function figureIdFrom(elementId: string): string {
  return figureIdOf(`#${elementId}`) ?? ''
}

/** The number of every figure that has an id, in reading order from 1; of two with one id the first counts. */
export function figureNumbers(body: NodeJson): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  let number = 0
  walk(body, (node) => {
    if (node.type !== 'figure') return
    number++
    const id = stringAttr(node, 'id')
    if (id !== '' && !numbers.has(id)) numbers.set(id, number)
  })
  return numbers
}

/** The id of the figure that a piece of text refers to, or null. */
export function referenceIn(node: NodeJson): string | null {
  const link = node.marks?.find(({ type }) => type === 'link')
  return link ? figureIdOf(stringAttr(link, 'href')) : null
}
