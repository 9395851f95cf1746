import {
  attribute,
  element,
  find,
  findAll,
  type HastElement,
  type HastNode,
  hasClass,
  hastText,
  keepsWords,
  plainTextOf,
  rewrite,
} from '../hast.ts'
import { excerpt } from '../walk.ts'
import type { Pass } from './pass.ts'

/**
 * Films, sounds and posts that a page shows from another place become links to them in a paragraph, so that the writer can decide; nothing is ever
 * loaded. Frames of unknown places are left to the element table, which drops and counts them.
 */
export const embeds: Pass = (root, context) => {
  const linked = (node: HastElement, address: string, words: string): readonly HastNode[] => {
    context.losses.add('embed', 'Something embedded from another place became a link to it.', excerpt(address))
    const caption = find(node, (child) => child.tagName === 'figcaption')
    const link = element('p', {}, [element('a', { href: address }, [hastText(words || address)])])
    return caption && plainTextOf(caption) !== '' ? [link, element('p', {}, caption.children)] : [link]
  }
  rewrite(root, (node) => {
    if (node.tagName === 'iframe') {
      const address = viewAddress(absolute(attribute(node, 'src') || attribute(node, 'data-src')))
      return address === null ? undefined : linked(node, address, attribute(node, 'title'))
    }
    if (hasClass(node, 'kg-bookmark-card')) {
      const link = find(node, (child) => child.tagName === 'a')
      const title = find(node, (child) => hasClass(child, 'kg-bookmark-title'))
      return link && /^https?:/i.test(attribute(link, 'href'))
        ? linked(node, attribute(link, 'href'), title ? plainTextOf(title) : plainTextOf(link))
        : undefined
    }
    if (node.tagName !== 'figure' || find(node, (child) => child.tagName === 'img' || child.tagName === 'blockquote'))
      return undefined
    if (hasClass(node, 'wp-block-embed')) {
      const text = find(node, (child) => hasClass(child, 'wp-block-embed__wrapper'))
      const address = text ? plainTextOf(text) : ''
      return /^https?:\/\/\S+$/.test(address) ? linked(node, address, '') : unwrapped(node)
    }
    return unwrapped(node)
  })
}

/** A figure around a frame that has become a paragraph is no figure any more. */
function unwrapped(node: HastElement): readonly HastNode[] | undefined {
  const only = findAll(
    node,
    (child) => child.tagName === 'p' && find(child, (one) => one.tagName === 'a') !== undefined,
  )
  if (
    only.length === 0 ||
    !hasClass(node, 'wp-block-embed', 'kg-embed-card', 'kg-card', 'graf--iframe', 'graf--figure')
  )
    return undefined
  const caption = find(node, (child) => child.tagName === 'figcaption')
  const instead = [...only, ...(caption && plainTextOf(caption) !== '' ? [element('p', {}, caption.children)] : [])]
  return keepsWords(node, instead) ? instead : undefined
}

function absolute(address: string): string {
  return address.startsWith('//') ? `https:${address}` : address
}

/** The page that shows what a player of a known service plays, or null. */
function viewAddress(address: string): string | null {
  for (const [pattern, view] of PLAYERS) {
    const match = pattern.exec(address)
    if (match) return view.replace('$1', match[1] ?? '').replace('$0', address)
  }
  return null
}

const PLAYERS: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]{6,20})/i, 'https://www.youtube.com/watch?v=$1'],
  [/^https?:\/\/player\.vimeo\.com\/video\/(\d+)/i, 'https://vimeo.com/$1'],
  [/^https?:\/\/(?:www\.)?dailymotion\.com\/embed\/video\/(\w+)/i, 'https://www.dailymotion.com/video/$1'],
  [/^https?:\/\/open\.spotify\.com\/embed\/([\w/]+)/i, 'https://open.spotify.com/$1'],
  [/^https?:\/\/archive\.org\/embed\/([\w.-]+)/i, 'https://archive.org/details/$1'],
  [
    /^https?:\/\/(?:w\.soundcloud\.com\/player|bandcamp\.com\/EmbeddedPlayer|platform\.twitter\.com\/embed|www\.ted\.com|embed\.ted\.com)\/.*/i,
    '$0',
  ],
]
