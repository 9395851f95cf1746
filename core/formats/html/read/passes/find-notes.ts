import { NOTE_ID } from '../../../../essay/schema.ts'
import {
  attribute,
  type HastElement,
  type HastNode,
  type HastParent,
  type HastRoot,
  hasClass,
  hastText,
  isBlank,
  isElement,
  plainTextOf,
  visit,
} from '../hast.ts'

/** Elements of a tree by what links need to know of them. */
export interface Tree {
  readonly parents: ReadonlyMap<HastElement, HastParent>
  /** Place among the children of the parent. */
  readonly places: ReadonlyMap<HastElement, number>
  /** Place in the document, counted over elements. */
  readonly order: ReadonlyMap<HastElement, number>
  /** Elements by `id`, or by `name` on a link. */
  readonly targets: ReadonlyMap<string, HastElement>
  readonly links: readonly HastElement[]
}

/** A note with everything that refers to it. */
export interface Note {
  readonly id: string
  readonly container: HastElement
  readonly references: readonly HastElement[]
  readonly backLinks: readonly HastElement[]
}

/** Looks a whole tree over once. */
export function indexTree(root: HastRoot): Tree {
  const parents = new Map<HastElement, HastParent>()
  const places = new Map<HastElement, number>()
  const order = new Map<HastElement, number>()
  root.children.forEach((child, place) => {
    if (child.type === 'element') places.set(child, place)
  })
  const targets = new Map<string, HastElement>()
  const links: HastElement[] = []
  visit(root, (node, ancestors) => {
    parents.set(node, ancestors.at(-1) as HastParent)
    order.set(node, order.size)
    let place = 0
    for (const child of node.children) {
      if (child.type === 'element') places.set(child, place)
      place++
    }
    for (const name of [attribute(node, 'id'), node.tagName === 'a' ? attribute(node, 'name') : ''])
      if (name !== '' && !targets.has(name)) targets.set(name, node)
    if (node.tagName === 'a' && fragmentOf(node) !== '') links.push(node)
  })
  return { parents, places, order, targets, links }
}

/** The part of a link's address after `#`, whether or not the page's own address stands before it. */
function fragmentOf(link: HastElement): string {
  const href = attribute(link, 'href')
  const at = href.indexOf('#')
  if (at < 0) return ''
  const name = href.slice(at + 1)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const SIGN =
  /^[\s\u00a0[(]*(?:\d{1,4}|[ivxlc]{1,6}|[a-z]{1,2}|[*†‡§¶‖#]{1,4}|(?:note|fn|n\.)\s*\d{1,4})[\s\u00a0\]).:]*$/iu
/** How far from its reference the name of a way back may stand: on the link, on the `sup` around it, or on an empty anchor inside. */
const NEAR = 3

/** Finds the notes, in the order of the first references to them. */
export function findNotes(tree: Tree): readonly Note[] {
  const found = new Map<
    HastElement,
    { container: HastElement; references: HastElement[]; backLinks: Set<HastElement> }
  >()
  const inside = new Map<HastElement, ContainerLinks>()
  const linksIn = (container: HastElement) => {
    const known = inside.get(container)
    if (known !== undefined) return known
    const links = linksInside(container)
    inside.set(container, links)
    return links
  }
  for (const link of tree.links) {
    const target = tree.targets.get(fragmentOf(link))
    if (!target || target === link || !isReference(link)) continue
    const container = containerOf(target, tree)
    if (!container || isInside(link, container, tree) || (tree.order.get(link) ?? 0) > (tree.order.get(container) ?? 0))
      continue
    const links = linksIn(container)
    if (links.chapter && !saysReference(link)) continue
    const backLinks = linksBackTo(link, links.byFragment, tree)
    const known = found.get(container)
    if (backLinks.length === 0 && !saysReference(link) && known === undefined) continue
    const note = known ?? { container, references: [], backLinks: new Set<HastElement>() }
    note.references.push(link)
    for (const back of backLinks) note.backLinks.add(back)
    found.set(container, note)
  }
  const ids = new Map<string, number>()
  return [...found.values()].map(({ container, references, backLinks }) => ({
    id: noteId(fragmentOf(references[0] as HastElement), ids),
    container,
    references,
    backLinks: [...backLinks],
  }))
}

function isReference(link: HastElement): boolean {
  return saysReference(link) || SIGN.test(plainTextOf(link))
}

function saysReference(link: HastElement): boolean {
  return (
    attribute(link, 'role') === 'doc-noteref' ||
    attribute(link, 'epub:type') === 'noteref' ||
    hasClass(
      link,
      'footnote-ref',
      'footnote-reference',
      'footnote-anchor',
      'sdfootnoteanc',
      'sdendnoteanc',
      'js-footnote-link',
      'noteref',
    )
  )
}

/** The note that holds a target: the item, division or paragraph that is one note and no more. */
function containerOf(target: HastElement, tree: Tree): HastElement | null {
  let node: HastParent | undefined = target
  while (node?.type === 'element' && !BLOCKS.has(node.tagName)) node = tree.parents.get(node)
  if (node?.type !== 'element' || HEADINGS.has(node.tagName) || LARGE.has(node.tagName)) return null
  if (isElement(node, 'p', 'span')) {
    const parent = tree.parents.get(node)
    if (isElement(parent, 'li', 'dd') || (isElement(parent, 'div', 'aside') && isOneNote(parent, node))) node = parent
  } else if (node.tagName === 'dt') {
    const siblings: readonly HastNode[] = tree.parents.get(node)?.children ?? []
    const at = (tree.places.get(node) ?? -1) + 1
    const next = siblings.slice(at, at + 3).find((child) => !isBlank(child))
    if (isElement(next, 'dd')) {
      // The sign stands in the term: it goes to the note that it belongs to.
      next.children.unshift(...node.children, hastText(' '))
      node.children = []
      node = next
    }
  }
  return node
}

const BLOCKS: ReadonlySet<string> = new Set([
  'li',
  'div',
  'p',
  'aside',
  'section',
  'dd',
  'dt',
  'td',
  'tr',
  'blockquote',
  'article',
  'body',
  'main',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ol',
  'ul',
  'figure',
])
const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const LARGE: ReadonlySet<string> = new Set(['body', 'main', 'article', 'ol', 'ul', 'section', 'figure'])

/** True for a division that holds one note: it begins with this paragraph, and no other block in it has a name of its own. */
function isOneNote(parent: HastElement, first: HastElement): boolean {
  if (parent.children.length > LARGEST_NOTE || parent.children.find((child) => !isBlank(child)) !== first) return false
  return parent.children.every((child) => {
    if (child === first || isBlank(child)) return true
    return isElement(child, 'p', 'ul', 'ol', 'blockquote', 'pre', 'table', 'figure') && !hasNamedLink(child)
  })
}

const LARGEST_NOTE = 100

function hasNamedLink(node: HastElement): boolean {
  let found = false
  visit({ type: 'root', children: [node] }, (one) => {
    if (
      one.tagName === 'a' &&
      (attribute(one, 'id') !== '' || attribute(one, 'name') !== '') &&
      attribute(one, 'href').includes('#')
    )
      found = true
  })
  return found
}

function isInside(node: HastElement, container: HastElement, tree: Tree): boolean {
  for (let one: HastParent | undefined = node; one?.type === 'element'; one = tree.parents.get(one))
    if (one === container) return true
  return false
}

/** Links in a note that lead to the reference, to something just around it or inside it. */
function linksBackTo(
  reference: HastElement,
  links: ReadonlyMap<string, readonly HastElement[]>,
  tree: Tree,
): readonly HastElement[] {
  const names = new Set<string>()
  const note = (node: HastElement) => {
    for (const name of [attribute(node, 'id'), attribute(node, 'name')]) if (name !== '') names.add(name)
  }
  let around: HastParent | undefined = reference
  for (let step = 0; step < NEAR && around?.type === 'element'; step++) {
    if (step > 0 && BLOCKS.has(around.tagName)) break
    note(around)
    around = tree.parents.get(around)
  }
  visit({ type: 'root', children: reference.children }, note)
  for (const sibling of anchorsBeside(reference, tree)) note(sibling)
  return [...names].flatMap((name) => links.get(name) ?? [])
}

/** Empty named anchors right beside a reference. */
function anchorsBeside(reference: HastElement, tree: Tree): readonly HastElement[] {
  const siblings: readonly HastNode[] = tree.parents.get(reference)?.children ?? []
  const at = tree.places.get(reference) ?? -1
  return [siblings[at - 1], siblings[at + 1]].filter(
    (node): node is HastElement => isElement(node, 'a', 'span') && plainTextOf(node) === '',
  )
}

function noteId(name: string, taken: Map<string, number>): string {
  const stem =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 48) || 'note'
  const count = (taken.get(stem) ?? 0) + 1
  taken.set(stem, count)
  if (count === 1 && NOTE_ID.test(stem)) return stem
  // A stem that was met before may already end in a number, so the suffix is one that no name has.
  return `${stem}--${count}`
}

interface ContainerLinks {
  /** Links by where they lead. */
  readonly byFragment: ReadonlyMap<string, readonly HastElement[]>
  /** True where headings stand inside, as in chapters and hardly ever in notes. */
  readonly chapter: boolean
}

function linksInside(container: HastElement): ContainerLinks {
  let chapter = false
  const links = new Map<string, HastElement[]>()
  visit({ type: 'root', children: [container] }, (node) => {
    if (HEADINGS.has(node.tagName)) chapter = true
    const name = node.tagName === 'a' ? fragmentOf(node) : ''
    if (name === '') return
    const known = links.get(name)
    if (known) known.push(node)
    else links.set(name, [node])
  })
  return { byFragment: links, chapter }
}
