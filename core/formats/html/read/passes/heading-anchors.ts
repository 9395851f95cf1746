import { attribute, type HastElement, type HastNode, hasClass, isElement, plainTextOf, visit } from '../hast.ts'
import type { Pass } from './pass.ts'

/** Takes the signs that link to a heading (`#`, `¶`, a chain) out of headings, and links around a whole heading to itself. */
export const headingAnchors: Pass = (root) => {
  visit(root, (node) => {
    if (/^h[1-6]$/.test(node.tagName)) node.children = node.children.flatMap(withoutAnchor)
  })
}

function withoutAnchor(node: HastNode): readonly HastNode[] {
  if (!isElement(node, 'a', 'span')) return [node]
  if (hasClass(node, 'mw-editsection')) return []
  if (node.tagName === 'span') {
    const only = node.children.find((child) => isElement(child, 'a'))
    return isElement(only, 'a') && plainTextOf(only) === plainTextOf(node) && isSign(only) ? [] : [node]
  }
  if (isSign(node)) return []
  return attribute(node, 'href').startsWith('#') ? node.children : [node]
}

function isSign(link: HastElement): boolean {
  const text = plainTextOf(link)
  const named = hasClass(
    link,
    'anchor',
    'header-anchor',
    'headerlink',
    'anchorjs-link',
    'hash-link',
    'heading-anchor',
    'heading-link',
  )
  return /^(?:#|¶|§|🔗|⚓|link|permalink|)$/iu.test(text) && (named || attribute(link, 'href').includes('#'))
}
