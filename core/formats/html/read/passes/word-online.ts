import {
  attribute,
  childElements,
  find,
  type HastElement,
  type HastNode,
  type HastParent,
  hasClass,
  isBlank,
  isElement,
  rewrite,
} from '../hast.ts'
import { type FlatItem, nestLists } from './nest-lists.ts'
import type { Pass } from './pass.ts'

/**
 * Word on the web: every list item stands in a list of its own inside `div.ListContainerWrapper` and knows its level by
 * `data-aria-level`; every paragraph ends in a `span.EOP` that holds a no-break space.
 */
export const wordOnline: Pass = (root) => {
  if (find(root, (node) => hasClass(node, 'EOP', 'ListContainerWrapper', 'TextRun')) === undefined) return
  rewrite(root, (node) => (hasClass(node, 'EOP') ? [] : undefined))
  joinLists(root)
}

function joinLists(parent: HastParent): void {
  for (const child of parent.children) if (child.type === 'element') joinLists(child)
  if (!parent.children.some(isWrapper)) return
  const out: HastNode[] = []
  let items: FlatItem[] = []
  const close = () => {
    out.push(...nestLists(items))
    items = []
  }
  for (const child of parent.children) {
    if (isWrapper(child)) for (const list of childElements(child as HastElement)) items.push(...itemsOf(list))
    else if (!isBlank(child) || items.length === 0) {
      close()
      out.push(child)
    }
  }
  close()
  parent.children = out
}

function isWrapper(node: HastNode): boolean {
  return (
    isElement(node, 'div') &&
    hasClass(node, 'ListContainerWrapper') &&
    node.children.every(
      (child) =>
        isBlank(child) ||
        (isElement(child, 'ul', 'ol') && child.children.every((item) => isBlank(item) || isElement(item, 'li'))),
    )
  )
}

function itemsOf(list: HastElement): readonly FlatItem[] {
  return childElements(list)
    .filter((item) => item.tagName === 'li')
    .map((item) => ({
      level: Math.max(
        1,
        Math.min(9, Number(attribute(item, 'data-aria-level') || attribute(item, 'aria-level') || '1') || 1),
      ),
      ordered: list.tagName === 'ol',
      number: Number(attribute(list, 'start')) || null,
      children: item.children,
    }))
}
