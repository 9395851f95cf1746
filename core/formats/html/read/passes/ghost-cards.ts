import { element, find, hasClass, hastText, keepsWords, rewrite } from '../hast.ts'
import type { Pass } from './pass.ts'

/** Ghost's cards without a picture: a callout becomes a paragraph that begins with its sign, a toggle its heading and text. */
export const ghostCards: Pass = (root) => {
  rewrite(root, (node) => {
    if (!hasClass(node, 'kg-callout-card')) return undefined
    const sign = find(node, (child) => hasClass(child, 'kg-callout-emoji'))
    const words = find(node, (child) => hasClass(child, 'kg-callout-text'))
    if (!words) return undefined
    const callout = [element('p', {}, [...(sign ? [...sign.children, hastText(' ')] : []), ...words.children])]
    return keepsWords(node, callout) ? callout : undefined
  })
}
