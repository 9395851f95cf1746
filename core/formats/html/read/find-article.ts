import {
  attribute,
  childElements,
  find,
  findAll,
  type HastElement,
  type HastNode,
  type HastParent,
  type HastRoot,
  hasClass,
  hastTextOf,
  isElement,
  plainTextOf,
  visit,
} from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { excerpt } from './walk.ts'

/** The part of a page that is the article. */
export interface FoundArticle {
  readonly nodes: readonly HastNode[]
  /** The picture that the page shows above the text: featured by name, or standing between the title and the text. */
  readonly cover: HastElement | null
}

/** Where publishing systems put the text of an article. */
const CONTENT_CLASSES = [
  'entry-content',
  'post-content',
  'gh-content',
  'article-content',
  'article-body',
  'article__body',
  'post-body',
  'available-content',
  'e-content',
  'postArticle-content',
  'story-body',
  'wp-block-post-content',
  'single-content',
  'td-post-content',
] as const
const COVER_CLASSES = [
  'wp-block-post-featured-image',
  'post-thumbnail',
  'featured-image',
  'gh-article-image',
  'gh-feature-image',
  'article-image',
  'entry-thumbnail',
  'post-feature-image',
  'hero-image',
  'article-hero',
  'featured-media',
] as const

/**
 * Finds the article of a web page: the element named as the text by publishing systems, else the smallest element that holds nine tenths of the page's prose.
 * What stands outside is left out and counted.
 */
export function findArticle(root: HastRoot, context: ImportContext): FoundArticle {
  const body = find(root, (node) => node.tagName === 'body')
  const top: HastParent = body ?? root
  const weights = new Map<HastParent, number>()
  const whole = weigh(top, weights)
  const content = namedContent(top, weights, whole) ?? densest(top, weights)
  const featured = find(
    top,
    (node) =>
      hasClass(node, ...COVER_CLASSES) &&
      find({ type: 'root', children: [node] }, (one) => one.tagName === 'img') !== undefined,
  )
  const cover = featured ?? leadPicture(top, content)
  countOutside(top, content, cover, context)
  return { nodes: cover ? withoutNode(content.children, cover) : content.children, cover }
}

const PROSE: ReadonlySet<string> = new Set([
  'p',
  'li',
  'blockquote',
  'pre',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'td',
  'dd',
  'dt',
  'figcaption',
])
const CONTAINERS: ReadonlySet<string> = new Set([
  'div',
  'section',
  'article',
  'main',
  'body',
  'center',
  'html',
  'span',
  'font',
  'header',
])
const PICTURE = 120

/** How much prose stands below a node, in characters; a picture counts as a sentence. */
function weigh(node: HastParent, weights: Map<HastParent, number>): number {
  let weight = 0
  for (const child of node.children) {
    if (child.type === 'text') weight += child.value.trim().length > 80 ? child.value.trim().length : 0
    else if (child.type === 'element') {
      if (child.tagName === 'img') weight += PICTURE
      weight += PROSE.has(child.tagName) ? plainTextOf(child).length : weigh(child, weights)
    }
  }
  weights.set(node, weight)
  return weight
}

function namedContent(
  top: HastParent,
  weights: ReadonlyMap<HastParent, number>,
  whole: number,
): HastElement | undefined {
  const candidates = findAll(
    top,
    (node) => hasClass(node, ...CONTENT_CLASSES) || attribute(node, 'itemprop') === 'articleBody',
  )
  const best = [...candidates].sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0))[0]
  return best && (weights.get(best) ?? 0) >= whole / 2 ? best : undefined
}

function densest(top: HastParent, weights: ReadonlyMap<HastParent, number>): HastParent {
  let best: HastElement | undefined
  let most = 0
  visit(top, (node, ancestors) => {
    if (node.tagName !== 'article' && node.tagName !== 'main' && attribute(node, 'role') !== 'main') return
    const weight = weights.get(node) ?? 0
    // An article that holds as much as the element around it says more exactly where the text is.
    if (weight > most || (weight === most && best !== undefined && ancestors.includes(best))) {
      best = node
      most = weight
    }
  })
  let node: HastParent = best && most >= (weights.get(top) ?? 0) / 2 ? best : top
  for (;;) {
    const weight = weights.get(node) ?? 0
    const next: HastElement | undefined = childElements(node).find(
      (child) => CONTAINERS.has(child.tagName) && (weights.get(child) ?? 0) >= weight * 0.9,
    )
    if (!next || weight === 0) return node
    node = next
  }
}

/** A figure between the title and the text, outside the text. */
function leadPicture(top: HastParent, content: HastParent): HastElement | null {
  if (content === top) return null
  let titleSeen = false
  let lead: HastElement | null = null
  visit(top, (node) => {
    if (node === content) return 'stop'
    if (node.tagName === 'h1') titleSeen = true
    if (
      node.tagName === 'figure' &&
      titleSeen &&
      lead === null &&
      find(node, (one) => one.tagName === 'img') &&
      !findAll(node, (one) => one === content).length
    )
      lead = node
    return undefined
  })
  return lead
}

function withoutNode(nodes: readonly HastNode[], gone: HastElement): readonly HastNode[] {
  return nodes.flatMap((node): HastNode[] => {
    if (node === gone) return []
    return isElement(node) && find(node, (one) => one === gone)
      ? [{ ...node, children: [...withoutNode(node.children, gone)] }]
      : [node]
  })
}

function countOutside(top: HastParent, content: HastParent, cover: HastElement | null, context: ImportContext): void {
  const count = (parent: HastParent): void => {
    if (parent === content) return
    for (const child of parent.children) {
      if (child === cover || child === content || (child.type !== 'element' && child.type !== 'text')) continue
      if (child.type === 'element' && find(child, (one) => one === content)) count(child)
      else if (
        hastTextOf(child).trim() !== '' &&
        !(child.type === 'element' && ['script', 'style', 'noscript', 'template', 'h1'].includes(child.tagName))
      )
        context.losses.add(
          'page-chrome',
          'A part of the page that is not the article (menu, share buttons, comments, related links) was left out.',
          excerpt(plainTextOf(child)),
        )
    }
  }
  if (content !== top) count(top)
}
