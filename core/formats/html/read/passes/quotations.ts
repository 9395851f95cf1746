import {
  element,
  find,
  type HastElement,
  type HastNode,
  hasClass,
  hastTextOf,
  isBlank,
  isElement,
  keepsWords,
  plainTextOf,
  rewrite,
} from '../hast.ts'
import { isAttribution } from '../read-quote.ts'
import type { Pass } from './pass.ts'

const PULLED = [
  'wp-block-pullquote',
  'graf--pullquote',
  'kg-blockquote-alt',
  'pullquote',
  'pull-quote',
  'pullQuote',
  'has-pullquote',
] as const

/**
 * Brings quotations into one form: `blockquote` or `aside.pullquote` whose last child `p.attribution` names the source. Sources come as `cite`, `footer`,
 * `figcaption`, or as a last paragraph that begins with a dash.
 */
export const quotations: Pass = (root) => {
  rewrite(root, (node) => {
    if (node.tagName === 'figure') return quotedFigure(node)
    if (node.tagName === 'blockquote') {
      markSource(node)
      return hasClass(node, ...PULLED) ? [pulled(node)] : undefined
    }
    if (
      isElement(node, 'div', 'aside') &&
      hasClass(node, ...PULLED) &&
      !find(node, (child) => isElement(child, 'aside', 'img'))
    ) {
      const quote = find(node, (child) => child.tagName === 'blockquote')
      if (quote && keepsWords(node, [quote])) return [pulled(quote)]
      markSource(node)
      return [pulled(node)]
    }
    return undefined
  })
}

/** A figure that holds a quotation, its source in the figcaption. */
function quotedFigure(node: HastElement): readonly HastNode[] | undefined {
  if (find(node, (child) => isElement(child, 'img', 'table', 'pre', 'video', 'iframe'))) return undefined
  const shown = node.children.filter((child) => !isBlank(child) && !isElement(child, 'figcaption'))
  const quote = shown[0]
  if (
    shown.length !== 1 ||
    !isElement(quote, 'blockquote', 'aside') ||
    (quote.tagName === 'aside' && !hasClass(quote, 'pullquote'))
  )
    return undefined
  const caption = node.children
    .filter((child) => isElement(child, 'figcaption'))
    .flatMap((child) => (isElement(child) ? child.children : []))
  if (caption.some((child) => plainTextOf(child) !== ''))
    quote.children.push(element('p', { class: 'attribution' }, withoutDash(caption)))
  return [hasClass(node, ...PULLED) || quote.tagName === 'aside' ? pulled(quote, node) : quote]
}

function pulled(quote: HastElement, box = quote): HastElement {
  const align = ['left', 'right', 'wide'].find((side) => hasClass(box, `align${side}`))
  return element('aside', { class: 'pullquote', ...(align ? { 'data-align': align } : {}) }, quote.children)
}

const DASH = /^[\s\u00a0]*(?:[—–―]|--?(?=\s))[\s\u00a0]*/u

/** Names the element that says the source, so that every later step knows it. */
function markSource(quote: HastElement): void {
  const shown = quote.children.filter((child) => !isBlank(child))
  const last = shown.at(-1)
  if (!isElement(last)) return
  if (isAttribution(last)) {
    last.children = withoutDash(last.children)
    return
  }
  if (last.tagName !== 'p') return
  const source = last.children.findLast((child) => !isBlank(child))
  if (isElement(source, 'cite') && shown.length >= 1 && breakBefore(last, source)) {
    last.children = last.children.slice(0, last.children.indexOf(source))
    quote.children.push(element('p', { class: 'attribution' }, withoutDash(source.children)))
    return
  }
  const before = shown.at(-2)
  const text = hastTextOf(last)
  // Two dashes in a row are a dialogue, a long paragraph is more than a name.
  if (
    shown.length > 1 &&
    DASH.test(text) &&
    text.length < 200 &&
    !(before?.type === 'element' && DASH.test(hastTextOf(before)))
  ) {
    last.properties = { class: 'attribution' }
    last.children = withoutDash(last.children)
  }
}

function breakBefore(paragraph: HastElement, source: HastElement): boolean {
  const before = paragraph.children.slice(0, paragraph.children.indexOf(source)).findLast((child) => !isBlank(child))
  return isElement(before, 'br')
}

function withoutDash(nodes: readonly HastNode[]): HastNode[] {
  const [first, ...rest] = nodes.filter((node, index) => index > 0 || !isBlank(node))
  if (first === undefined) return []
  if (first.type === 'text') return [{ ...first, value: first.value.replace(DASH, '') }, ...rest]
  if (first.type === 'element' && DASH.test(hastTextOf(first)))
    return [{ ...first, children: withoutDash(first.children) }, ...rest]
  return [first, ...rest]
}
