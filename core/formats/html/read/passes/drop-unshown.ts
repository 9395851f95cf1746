import { attribute, type HastElement, hasAttribute, hasClass, plainTextOf, rewrite } from '../hast.ts'
import { styleOf } from '../inline-style.ts'
import { excerpt } from '../walk.ts'
import type { Pass } from './pass.ts'

/** Takes out what a browser does not show: `hidden`, `display:none`, and words for screen readers only. */
export const dropUnshown: Pass = (root, context) => {
  rewrite(root, (node) => {
    if (!isUnshown(node)) return undefined
    const text = plainTextOf(node)
    if (text !== '') context.losses.add('hidden-text', 'Text that the page does not show was left out.', excerpt(text))
    return []
  })
}

function isUnshown(node: HastElement): boolean {
  if (hasAttribute(node, 'hidden') && attribute(node, 'hidden') !== 'until-found') return true
  if (
    hasClass(
      node,
      'screen-reader-text',
      'sr-only',
      'visually-hidden',
      'visuallyhidden',
      'show-for-sr',
      'assistive-text',
    )
  )
    return true
  const style = styleOf(node)
  return style.get('display') === 'none' || style.get('mso-hide') === 'all'
}
