import {
  attribute,
  element,
  type HastElement,
  type HastNode,
  type HastParent,
  hasClass,
  hastTextOf,
  isBlank,
  isElement,
} from '../hast.ts'
import { type FlatItem, nestLists } from './nest-lists.ts'
import type { Pass } from './pass.ts'

/**
 * Word for the desktop writes list items as paragraphs: `p.MsoListParagraph` with `mso-list:l0 level2 lfo1`, the sign before the text in
 * `span[style*="mso-list:Ignore"]` or between conditional comments. This pass rebuilds the lists, their nesting and their first numbers.
 */
export const wordLists: Pass = (root) => rebuild(root)

function rebuild(parent: HastParent): void {
  for (const child of parent.children) if (child.type === 'element') rebuild(child)
  if (!parent.children.some((child) => isElement(child) && listPlace(child) !== null)) return
  const out: HastNode[] = []
  let items: FlatItem[] = []
  let list = ''
  const close = () => {
    out.push(...nestLists(items))
    items = []
  }
  for (const child of parent.children) {
    const place = isElement(child) ? listPlace(child) : null
    if (place !== null && isElement(child)) {
      if (place.list !== list && place.level === 1) close()
      list = place.list
      const { sign, rest } = partSign(child)
      items.push({ level: place.level, ...readSign(sign), children: [element('p', child.properties, rest)] })
    } else if (isBlank(child) && items.length > 0) continue
    else if (isElement(child, 'p') && items.length > 0 && continues(child)) {
      const last = items.pop() as FlatItem
      items.push({ ...last, children: [...last.children, child] })
    } else {
      close()
      out.push(child)
    }
  }
  close()
  parent.children = out
}

/** List and level of a paragraph: `mso-list:l3 level2 lfo4`. Headings keep their numbers out of lists. */
function listPlace(node: HastElement): { readonly list: string; readonly level: number } | null {
  if (node.tagName !== 'p' && node.tagName !== 'div') return null
  const match = /mso-list:\s*(l\d+)\s+level(\d+)\s*(lfo\d+)?/i.exec(attribute(node, 'style'))
  return match ? { list: `${match[1]} ${match[3] ?? ''}`, level: Math.min(9, Number(match[2])) } : null
}

/** A further paragraph of the item before: Word gives it the list's paragraph style and no number. */
function continues(node: HastElement): boolean {
  return (
    hasClass(
      node,
      'MsoListParagraph',
      'MsoListParagraphCxSpFirst',
      'MsoListParagraphCxSpMiddle',
      'MsoListParagraphCxSpLast',
    ) && hastTextOf(node).trim() !== ''
  )
}

/** Parts the sign from the text. */
function partSign(node: HastElement): { readonly sign: string; readonly rest: HastNode[] } {
  let sign = ''
  const strip = (nodes: readonly HastNode[]): HastNode[] => {
    const kept: HastNode[] = []
    let inSign = false
    for (const child of nodes) {
      if (child.type === 'comment') {
        if (/\[if\s+!supportLists\]/i.test(child.value)) inSign = true
        else if (/\[endif\]/i.test(child.value)) inSign = false
      } else if (inSign || (isElement(child) && /mso-list:\s*ignore/i.test(attribute(child, 'style'))))
        sign += hastTextOf(child)
      else if (isElement(child)) kept.push({ ...child, children: strip(child.children) })
      else kept.push(child)
    }
    return kept
  }
  const rest = strip(node.children)
  return { sign: sign.replace(/[\s\u00a0]+/g, ''), rest }
}

function readSign(sign: string): { readonly ordered: boolean; readonly number: number | null } {
  const match = /^\(?(?:(\d{1,9})|([a-z])|([ivxlcdm]+))[.):]?\)?$/i.exec(sign)
  // A lone "o" is Word's second bullet, drawn in Courier New.
  if (!match || sign === 'o') return { ordered: /^(\d+\.)+\d*$/.test(sign), number: null }
  return { ordered: true, number: match[1] === undefined ? null : Number(match[1]) }
}
