import { attribute, hasClass, hastText, rewrite } from '../hast.ts'
import type { Pass } from './pass.ts'

/** Emoji that a site draws as pictures (WordPress, GitHub, Twitter) become the characters that they stand for. */
export const emojiPictures: Pass = (root) => {
  rewrite(root, (node) => {
    if (node.tagName === 'g-emoji') return node.children
    const drawn = node.tagName === 'img' && hasClass(node, 'emoji', 'wp-smiley', 'emoticon', 'twemoji', 'js-emoji')
    return drawn && attribute(node, 'alt') !== '' ? [hastText(attribute(node, 'alt'))] : undefined
  })
}
