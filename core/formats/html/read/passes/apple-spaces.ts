import { hasClass, hastText, hastTextOf, rewrite } from '../hast.ts'
import type { Pass } from './pass.ts'

/** Safari, Notes and Pages keep spaces in a row by no-break spaces in `span.Apple-converted-space`, and tabs in `span.Apple-tab-span`; both become plain white space again. */
export const appleSpaces: Pass = (root) => {
  rewrite(root, (node) => {
    if (!hasClass(node, 'Apple-converted-space', 'Apple-tab-span'))
      return hasClass(node, 'Apple-interchange-newline') ? [] : undefined
    return [hastText(hastTextOf(node).replaceAll('\u00a0', ' '))]
  })
}
