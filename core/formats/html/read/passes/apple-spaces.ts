import { type HastElement, hasClass, hastText, hastTextOf, rewrite } from '../hast.ts'
import type { Pass } from './pass.ts'

/**
 * WebKit and its kin keep spaces at the edges of copied elements by no-break spaces: Safari, Notes and Pages in `span.Apple-converted-space` (and tabs in
 * `span.Apple-tab-span`), Chromium in a bare `span`. They become plain white space again.
 */
export const appleSpaces: Pass = (root) => {
  rewrite(root, (node) => {
    if (hasClass(node, 'Apple-interchange-newline')) return []
    if (!hasClass(node, 'Apple-converted-space', 'Apple-tab-span') && !isBareSpace(node)) return undefined
    return [hastText(hastTextOf(node).replaceAll('\u00a0', ' '))]
  })
}

function isBareSpace(node: HastElement): boolean {
  return node.tagName === 'span' && Object.keys(node.properties).length === 0 && hastTextOf(node) === '\u00a0'
}
