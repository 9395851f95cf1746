import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'
import type { PageChange } from '../../core/formats/html/write/page/render-page.ts'
import { builtFrom, nodesFrom } from '../session/built-from.ts'
import type { ScrolledText } from '../session/place-in-text.ts'

/**
 * The page in the proof's frame as the window sees it: a document without scripts, which the window scrolls and brings up to date (decision 12). Its blocks stand one a
 * line, and a block may have no element at all, so the lines between them tell which is which.
 */

const BODY = '.e-content'
/** Types of nodes, as the DOM numbers them. */
const [ELEMENT, TEXT] = [1, 3]

/** The ends of the lines of the body, each a text of its own from now on: the one before the first block, then one behind each block. */
function lineEnds(body: Element): readonly Text[] {
  const ends: Text[] = []
  for (let node = body.firstChild; node; node = node.nextSibling) {
    if (node.nodeType !== TEXT) continue
    const text = node as Text
    if (text.data.trim() !== '') continue
    if (text.data.length > 1) text.splitText(1)
    ends.push(text)
  }
  return ends
}

/** How many blocks the page's body has; 0 where it is no page of ours. */
export function blockCount(page: Document): number {
  const body = page.querySelector(BODY)
  return body === null ? 0 : Math.max(0, lineEnds(body).length - 1)
}

/**
 * Makes the changes of a rendering (`PageRendering.changes`) in the page. `parts` is how many parts the rendering has. Blocks are replaced alone, so what is scrolled
 * stays, and of what stands around the body what differs; the head says nothing that is seen. False where everything has to be new, or the page is no page of ours.
 */
export function applyChanges(page: Document, changes: readonly PageChange[], parts: number): boolean {
  const body = page.querySelector(BODY)
  const article = body?.parentElement
  if (!body || !article || changes.some(({ index, remove }) => index === 0 && remove !== 1)) return false
  const read = (html: string) => {
    const fragment = page.createDocumentFragment()
    fragment.append(...nodesFrom(page, parseFragment(html).childNodes))
    return fragment
  }
  const before = parts - changes.reduce((grown, { remove, html }) => grown + html.length - remove, 0)
  for (const { index, remove, html } of changes) {
    if (index === 0) replaceAround(article, read(between(html[0] ?? '', ARTICLE, BODY_LINE)), null, body)
    else if (index === before - 1)
      replaceAround(article, read(between(html[0] ?? '', BODY_END, ARTICLE_END)), body, null)
    else {
      const ends = lineEnds(body)
      const [start, end] = [ends[index - 1], ends[index - 1 + remove]]
      if (!start || !end) return false
      const now = read(html.map((block) => `${block}\n`).join(''))
      while (start.nextSibling && start !== end) {
        const next: ChildNode = start.nextSibling
        next.remove()
        if (next === end) break
      }
      start.after(now)
    }
  }
  return true
}

const ARTICLE = '<article class="h-entry">'
const BODY_LINE = '<div class="e-content">'
const BODY_END = '</div>'
const ARTICLE_END = '</article>'

function between(html: string, start: string, end: string): string {
  const from = html.indexOf(start) + start.length
  return html.slice(from, html.indexOf(end, from))
}

/** Replaces what stands in the article behind `after` and before `before`; what is equal stays. */
function replaceAround(article: Element, now: DocumentFragment, after: Element | null, before: Element | null): void {
  const old: ChildNode[] = []
  for (let node = after ? after.nextSibling : article.firstChild; node && node !== before; node = node.nextSibling) {
    // A conversation that is no part of the export stays where it is.
    if ((node as Element).classList?.contains('comments')) break
    old.push(node)
  }
  bringChildren(old, [...now.childNodes], (node) => {
    const place = old.at(-1)?.nextSibling ?? before
    article.insertBefore(node, place)
  })
}

/**
 * Brings a page to what another is by its text, node by node: what is equal stays, so that nothing flickers and the scroll stays. The head says nothing else that is seen, and is left
 * alone. False where their styles or their policies differ: a page takes only those with which it was loaded.
 */
export function bringInto(page: Document, next: string): boolean {
  const root = childNamed(parse(next), 'html')
  const [head, body] = [root && childNamed(root, 'head'), root && childNamed(root, 'body')]
  if (!root || !head || !body || rulesOf(page) !== rulesIn(head)) return false
  for (const name of ['lang', 'dir']) {
    const value = root.attrs.find((one) => one.name === name)?.value ?? ''
    if (page.documentElement.getAttribute(name) !== value) page.documentElement.setAttribute(name, value)
  }
  const built = builtFrom(page, body)
  if (built) bringElement(page.body, built)
  // A picture that was new may have been asked for before the host knew it.
  for (const picture of page.images)
    if (picture.complete && picture.naturalWidth === 0 && picture.currentSrc !== '') picture.src = String(picture.src)
  return true
}

type Parsed = DefaultTreeAdapterTypes.Element

function childNamed(parent: DefaultTreeAdapterTypes.ParentNode, name: string): Parsed | undefined {
  return parent.childNodes.find((child): child is Parsed => 'tagName' in child && child.tagName === name)
}

/** What stands in a head that decides about the page: styles, policies, the theme. */
function rulesOf(page: Document): string {
  const rules = page.head.querySelectorAll('style, meta[http-equiv], meta[name="color-scheme"]')
  return [...rules].map((one) => one.getAttribute('content') ?? one.textContent).join('\n')
}

function rulesIn(head: Parsed): string {
  return head.childNodes
    .flatMap((node) => {
      if (!('tagName' in node)) return []
      if (node.tagName === 'style') return [node.childNodes.map((text) => ('value' in text ? text.value : '')).join('')]
      const of = (name: string) => node.attrs.find((one) => one.name === name)?.value
      const isRule = of('http-equiv') !== undefined || of('name') === 'color-scheme'
      return node.tagName === 'meta' && isRule ? [of('content') ?? ''] : []
    })
    .join('\n')
}

function bringElement(old: Element, next: Element): void {
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  old.normalize()
  bringChildren([...old.childNodes], [...next.childNodes], (node) => old.append(node))
}

function bringChildren(old: readonly ChildNode[], next: readonly ChildNode[], append: (node: Node) => void): void {
  let start = 0
  while (start < Math.min(old.length, next.length) && old[start]?.isEqualNode(next[start] ?? null)) start++
  let [oldEnd, nextEnd] = [old.length, next.length]
  while (oldEnd > start && nextEnd > start && old[oldEnd - 1]?.isEqualNode(next[nextEnd - 1] ?? null)) {
    oldEnd--
    nextEnd--
  }
  const behind = old[oldEnd] ?? null
  for (let at = start; at < Math.max(oldEnd, nextEnd); at++) {
    const [was, is] = [at < oldEnd ? old[at] : undefined, at < nextEnd ? next[at] : undefined]
    if (was && is) bringNode(was, is)
    else if (was) was.remove()
    else if (is && behind) behind.before(is)
    else if (is) append(is)
  }
}

function bringNode(was: ChildNode, is: ChildNode): void {
  if (was.isEqualNode(is)) return
  const isSameElement = was.nodeType === ELEMENT && is.nodeType === ELEMENT && was.nodeName === is.nodeName
  if (isSameElement && !['IMG', 'SCRIPT'].includes(was.nodeName)) bringElement(was as Element, is as Element)
  else was.replaceWith(is)
}

/** The page as a text that scrolls. */
export function proofText(frame: Window): ScrolledText {
  const page = frame.document
  const body = page.querySelector(BODY)
  const root = page.documentElement
  const ends = body === null ? [] : lineEnds(body)
  const count = Math.max(0, ends.length - 1)
  const { scrollY } = frame
  const elementOf = (block: number): Element | null => {
    for (let node = ends[block]?.nextSibling ?? null; node; node = node.nextSibling)
      if (node.nodeType === ELEMENT) return node as Element
    return null
  }
  const end = (body?.getBoundingClientRect().bottom ?? 0) + scrollY
  return {
    count,
    scrolled: scrollY,
    most: root.scrollHeight - root.clientHeight,
    topOf: (block) => {
      const element = elementOf(block)
      return element === null ? end : element.getBoundingClientRect().top + scrollY
    },
    end,
    scrollTo: (top) => frame.scrollTo({ top, behavior: 'instant' }),
  }
}
