import {
  attribute,
  element,
  find,
  findAll,
  type HastElement,
  type HastNode,
  hasClass,
  isElement,
  keepsWords,
  rewrite,
} from '../hast.ts'
import type { Pass } from './pass.ts'

/**
 * Brings picture galleries into one form, `figure.gallery > figure+ + figcaption`: WordPress' block, its old grid and its shortcode's output, Ghost's
 * rows, Substack's grid, Jetpack's tiles, and any figure of several pictures.
 */
export const galleries: Pass = (root) => {
  rewrite(root, (node) => {
    const gallery = isGallery(node) ? galleryOf(node) : undefined
    // Words that are no caption have no place in a gallery; then the parts stay as they are.
    return gallery && keepsWords(node, [gallery]) ? [gallery] : undefined
  })
}

const NAMES = [
  'wp-block-gallery',
  'kg-gallery-card',
  'blocks-gallery-grid',
  'image-gallery-embed',
  'tiled-gallery',
  'wp-block-jetpack-tiled-gallery',
] as const

function isGallery(node: HastElement): boolean {
  const named =
    hasClass(node, ...NAMES) || (hasClass(node, 'gallery') && (node.tagName === 'div' || node.tagName === 'figure'))
  if (!named && node.tagName !== 'figure') return false
  if (find(node, (child) => hasClass(child, 'gallery') && child.tagName === 'figure')) return false
  return (
    findAll(node, (child) => child.tagName === 'img').length > 1 && !find(node, (child) => child.tagName === 'table')
  )
}

function galleryOf(node: HastElement): HastElement {
  const figures = collect(node)
  const inside = new Set(figures.flatMap((figure) => findAll(figure, (child) => child.tagName === 'figcaption')))
  const caption = find(
    node,
    (child) => (child.tagName === 'figcaption' && !inside.has(child)) || hasClass(child, 'blocks-gallery-caption'),
  )
  const columns = /(?:^| )(?:gallery-)?columns-([1-6])(?: |$)/.exec(attribute(node, 'class'))?.[1]
  const layout = ['alignwide', 'alignfull', 'kg-width-wide', 'kg-width-full'].filter((name) => hasClass(node, name))
  return element('figure', { class: ['gallery', ...(columns ? [`columns-${columns}`] : []), ...layout].join(' ') }, [
    ...figures,
    ...(caption ? [element('figcaption', {}, caption.children)] : []),
  ])
}

/** The figures below a node, and pictures without one in figures of their own. */
function collect(node: HastElement): HastElement[] {
  return node.children.flatMap((child: HastNode): HastElement[] => {
    if (child.type !== 'element' || child.tagName === 'figcaption' || child.tagName === 'noscript') return []
    if (child.tagName === 'img') return [element('figure', {}, [child])]
    const pictures = findAll(child, (one) => one.tagName === 'img').length
    if (pictures === 0) return []
    if (child.tagName === 'figure' && pictures === 1) return [child]
    if (pictures === 1 && hasClass(child, 'gallery-item')) return [galleryItem(child)]
    if (child.tagName === 'a' || child.tagName === 'picture') return [element('figure', {}, [child])]
    return collect(child)
  })
}

/** An item of the shortcode's output: `dl.gallery-item > dt + dd.gallery-caption`. */
function galleryItem(node: HastElement): HastElement {
  const picture = find(node, (child) => child.tagName === 'img') as HastElement
  const caption = find(
    node,
    (child) => hasClass(child, 'gallery-caption', 'wp-caption-text') || isElement(child, 'figcaption'),
  )
  return element('figure', {}, [picture, ...(caption ? [element('figcaption', {}, caption.children)] : [])])
}
