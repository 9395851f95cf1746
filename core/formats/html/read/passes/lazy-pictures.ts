import {
  attribute,
  element,
  find,
  type HastElement,
  type HastNode,
  type HastParent,
  isBlank,
  isElement,
  plainTextOf,
  rewrite,
} from '../hast.ts'
import type { ImportContext } from '../import-context.ts'
import { excerpt } from '../walk.ts'
import type { Pass } from './pass.ts'

const LAZY = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-orig-file',
  'data-actualsrc',
  'data-url',
  'data-hi-res-src',
  'data-large-file',
]

/**
 * Pictures that a page only loads when they come into sight: the real address stands in `data-src`, `srcset` or a `noscript` beside a placeholder.
 */
export const lazyPictures: Pass = (root, context) => {
  // The sources beside a picture are its own; a second picture there has none, and a long row of pictures is not searched for each.
  const searched = new WeakSet<HastParent>()
  rewrite(root, (node, parent) => {
    if (node.tagName !== 'img' || !isPlaceholder(attribute(node, 'src'))) return undefined
    reveal(node, searched.has(parent) ? [] : parent.children.filter((child) => isElement(child, 'source')))
    searched.add(parent)
    return undefined
  })
  takeNoscripts(root, context)
}

function reveal(image: HastElement, sources: readonly HastElement[]): void {
  const lazy = LAZY.map((name) => attribute(image, name)).find((address) => address !== '' && !isPlaceholder(address))
  const found =
    lazy ??
    [image, ...sources]
      .flatMap((node) => [attribute(node, 'srcset'), attribute(node, 'data-srcset')])
      .map(largestOf)
      .find((address) => address !== '')
  if (found !== undefined) image.properties.src = found
}

/** True for no address, a small drawing inside the page, or a file name that says so. */
function isPlaceholder(address: string): boolean {
  return (
    address === '' ||
    (/^data:image\/(?:gif|svg\+xml|png)[;,]/i.test(address) && address.length < 1_500) ||
    /(?:^|\/)(?:placeholder|blank|spacer|transparent|lazy|grey|pixel|1x1)[\w.-]*\.(?:gif|png|svg|jpe?g)$/i.test(address)
  )
}

/** The widest candidate of a srcset (HTML, "Parse a srcset attribute", without its rarest forms). */
function largestOf(srcset: string): string {
  let best = ''
  let most = -1
  for (const candidate of srcset.trim().split(/,\s+/)) {
    const [address = '', descriptor = '1x'] = candidate.trim().split(/\s+/)
    const size = Number.parseFloat(descriptor)
    if (address !== '' && (Number.isNaN(size) ? 0 : size) > most) {
      best = address.replace(/,$/, '')
      most = Number.isNaN(size) ? 0 : size
    }
  }
  return best
}

/** A noscript with a picture gives its picture to the placeholder beside it, or stands in for it; others say what readers with scripts never saw. */
function takeNoscripts(parent: HastParent, context: ImportContext): void {
  if (!parent.children.some((child) => isElement(child, 'noscript'))) {
    for (const child of parent.children) if (child.type === 'element') takeNoscripts(child, context)
    return
  }
  const out: HastNode[] = []
  const shown = parent.children.filter((child) => !isBlank(child))
  let index = -1
  for (const child of parent.children) {
    if (!isBlank(child)) index++
    if (!isElement(child, 'noscript')) {
      if (child.type === 'element') takeNoscripts(child, context)
      out.push(child)
      continue
    }
    const image = find(child, (one) => one.tagName === 'img')
    const beside = image && (pictureIn(shown[index - 1]) ?? pictureIn(shown[index + 1]))
    tellWords(child, context)
    if (!image) continue
    if (!beside) out.push(imageOnly(image))
    else if (isPlaceholder(attribute(beside, 'src'))) {
      beside.properties.src = attribute(image, 'src')
      if (attribute(beside, 'alt') === '') beside.properties.alt = attribute(image, 'alt')
    }
  }
  parent.children = out
}

function tellWords(node: HastElement, context: ImportContext): void {
  const text = plainTextOf(node)
  if (text !== '') context.losses.add('hidden-text', 'Text for readers without scripts was left out.', excerpt(text))
}

function pictureIn(node: HastNode | undefined): HastElement | undefined {
  if (!isElement(node) || node.tagName === 'noscript') return undefined
  return find({ type: 'root', children: [node] }, (one) => one.tagName === 'img')
}

function imageOnly(image: HastElement): HastNode {
  return element('img', image.properties)
}
