import { element, type HastElement, type HastNode, type HastParent, isBlank, isElement } from '../hast.ts'
import type { Pass } from './pass.ts'

/** List items without a list around them, as a selection inside a list is copied: they get one. */
export const looseItems: Pass = (root) => wrap(root)

function wrap(parent: HastParent): void {
  for (const child of parent.children) if (child.type === 'element') wrap(child)
  if (
    LISTS.has(parent.type === 'element' ? parent.tagName : '') ||
    !parent.children.some((child) => isElement(child, 'li'))
  )
    return
  const out: HastNode[] = []
  let list: HastElement | null = null
  for (const child of parent.children) {
    if (isElement(child, 'li')) {
      if (list === null) {
        list = element('ul')
        out.push(list)
      }
      list.children.push(child)
    } else if (!isBlank(child) || list === null) {
      list = null
      out.push(child)
    }
  }
  parent.children = out
}

const LISTS: ReadonlySet<string> = new Set(['ul', 'ol', 'menu', 'dir'])
