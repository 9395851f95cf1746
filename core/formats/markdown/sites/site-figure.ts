import type { NodeJson } from '../../../essay/json.ts'
import type { Wording } from '../../../publication/wording.ts'
import { creditLine } from '../../credit-line.ts'
import { figureParts } from '../../html/write/figures.ts'
import type { Variant } from '../write/variant.ts'

/**
 * A figure for a site's page: its credit says what creator, source and licence it has in fields of their own, as the page that Galley writes
 * does, because no theme reads the fields.
 */
export function siteFigure({ words }: Wording): NonNullable<Variant['figure']> {
  return (node, { usual }) => {
    const { content } = creditLine(figureParts(node), words)
    const credit: NodeJson = { type: 'figcredit', ...(content.length > 0 ? { content } : {}) }
    const children = (node.content ?? []).map((child) => (child.type === 'figcredit' ? credit : child))
    const alt = node.attrs?.decorative === true ? { alt: '' } : {}
    return usual({ ...node, attrs: { ...node.attrs, ...alt }, content: children })
  }
}
