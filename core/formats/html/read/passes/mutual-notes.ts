import { NOTE_ID } from '../../../../essay/schema.ts'
import {
  attribute,
  element,
  findAll,
  type HastElement,
  type HastNode,
  type HastParent,
  type HastRoot,
  hasClass,
  isBlank,
  isElement,
  plainTextOf,
  rewrite,
  visit,
} from '../hast.ts'
import { isNotesHeading } from './notes-heading.ts'
import type { Pass } from './pass.ts'

/**
 * Footnotes of every dialect by one rule: a link leads to X, and in X's note a link leads back to it. Pandoc, remark and GitHub,
 * markdown-it-footnote, mammoth, WordPress, Word, Google Docs, LibreOffice, Substack and Wikipedia all write notes so; links that say they are
 * references (`role="doc-noteref"`, `.footnote-ref`) need no way back. References become `sup[data-fn]`, the notes one `ol.footnotes` at the end
 * of the root, and the emptied container goes with its rule and heading.
 */
export const mutualNotes: Pass = (root) => {
  forgetLostReferences(root)
  const tree = indexOf(root)
  const notes = findNotes(tree)
  if (notes.length === 0) return
  const items = notes.map((note) => takeNote(note, tree))
  for (const note of notes) for (const reference of note.references) replaceReference(reference, note.id, tree)
  removeEmptied(root, notes, tree)
  root.children.push(element('ol', { class: 'footnotes' }, items))
}

/** A `sup[data-fn]` whose note is not in the text is a raised number and no reference. */
function forgetLostReferences(root: HastRoot): void {
  const notes = new Set(findAll(root, (node) => node.tagName === 'li').map((node) => attribute(node, 'data-fn')))
  for (const node of findAll(root, (one) => one.tagName === 'sup' && attribute(one, 'data-fn') !== ''))
    if (!notes.has(attribute(node, 'data-fn'))) delete node.properties['data-fn']
}

interface Tree {
  readonly parents: ReadonlyMap<HastElement, HastParent>
  /** Place in the document, counted over elements. */
  readonly order: ReadonlyMap<HastElement, number>
  /** Elements by `id`, or by `name` on a link. */
  readonly targets: ReadonlyMap<string, HastElement>
  readonly links: readonly HastElement[]
}

interface Note {
  readonly id: string
  readonly container: HastElement
  readonly references: readonly HastElement[]
  readonly backLinks: readonly HastElement[]
  /** Where the container stood. */
  readonly parent: HastParent
}

function indexOf(root: HastRoot): Tree {
  const parents = new Map<HastElement, HastParent>()
  const order = new Map<HastElement, number>()
  const targets = new Map<string, HastElement>()
  const links: HastElement[] = []
  visit(root, (node, ancestors) => {
    parents.set(node, ancestors.at(-1) as HastParent)
    order.set(node, order.size)
    for (const name of [attribute(node, 'id'), node.tagName === 'a' ? attribute(node, 'name') : ''])
      if (name !== '' && !targets.has(name)) targets.set(name, node)
    if (node.tagName === 'a' && fragmentOf(node) !== '') links.push(node)
  })
  return { parents, order, targets, links }
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

function findNotes(tree: Tree): readonly Note[] {
  const found = new Map<
    HastElement,
    { container: HastElement; references: HastElement[]; backLinks: Set<HastElement> }
  >()
  for (const link of tree.links) {
    const target = tree.targets.get(fragmentOf(link))
    if (!target || target === link || !isReference(link)) continue
    const container = containerOf(target, tree)
    if (!container || isInside(link, container, tree) || (tree.order.get(link) ?? 0) > (tree.order.get(container) ?? 0))
      continue
    const backLinks = linksBackTo(link, container, tree)
    const known = found.get(container)
    if (backLinks.length === 0 && !saysReference(link) && known === undefined) continue
    const note = known ?? { container, references: [], backLinks: new Set<HastElement>() }
    note.references.push(link)
    for (const back of backLinks) note.backLinks.add(back)
    found.set(container, note)
  }
  const ids = new Set<string>()
  return [...found.values()].map(({ container, references, backLinks }) => ({
    id: noteId(fragmentOf(references[0] as HastElement), ids),
    container,
    references,
    backLinks: [...backLinks],
    parent: tree.parents.get(container) as HastParent,
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
    const next = siblings.slice(siblings.indexOf(node) + 1).find((child) => !isBlank(child))
    if (isElement(next, 'dd')) {
      // The sign stands in the term: it goes to the note that it belongs to.
      next.children.unshift(...node.children)
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

/** True for a division that holds one note: this paragraph, and further blocks without names of their own. */
function isOneNote(parent: HastElement, first: HastElement): boolean {
  return parent.children.every((child) => {
    if (child === first || isBlank(child)) return true
    return isElement(child, 'p', 'ul', 'ol', 'blockquote', 'pre', 'table', 'figure') && !hasNamedLink(child)
  })
}

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
function linksBackTo(reference: HastElement, container: HastElement, tree: Tree): readonly HastElement[] {
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
  if (names.size === 0) return []
  const links: HastElement[] = []
  visit({ type: 'root', children: [container] }, (node) => {
    if (node.tagName === 'a' && names.has(fragmentOf(node))) links.push(node)
  })
  return links
}

/** Empty named anchors right beside a reference. */
function anchorsBeside(reference: HastElement, tree: Tree): readonly HastElement[] {
  const siblings: readonly HastNode[] = tree.parents.get(reference)?.children ?? []
  const at = siblings.indexOf(reference)
  return [siblings[at - 1], siblings[at + 1]].filter(
    (node): node is HastElement => isElement(node, 'a', 'span') && plainTextOf(node) === '',
  )
}

function noteId(name: string, taken: Set<string>): string {
  const stem =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56) || 'note'
  let id = stem
  for (let count = 2; taken.has(id) || !NOTE_ID.test(id); count++) id = `${stem}-${count}`
  taken.add(id)
  return id
}

/** The note's own words as a list item: without ways back and without the sign in front. */
function takeNote(note: Note, tree: Tree): HastElement {
  const gone = new Set<HastElement>(note.backLinks)
  const container = note.container
  for (const link of note.backLinks) {
    let around: HastParent | undefined = tree.parents.get(link)
    // What holds nothing but the way back goes with it: sup, span, a paragraph of its own.
    while (around?.type === 'element' && around !== container && onlyHolds(around, gone)) {
      gone.add(around)
      around = tree.parents.get(around)
    }
  }
  const body: HastRoot = {
    type: 'root',
    children: container.tagName === 'p' ? [{ ...container, properties: {} }] : [...container.children],
  }
  rewrite(body, (node) => (gone.has(node) || isBackLink(node) ? [] : undefined))
  stripSign(body, plainTextOf(note.references[0] as HastElement).replace(/[[\]()]/g, ''))
  const index = tree.parents.get(container)?.children.indexOf(container) ?? -1
  if (index >= 0) tree.parents.get(container)?.children.splice(index, 1)
  return element('li', { 'data-fn': note.id }, body.children)
}

function onlyHolds(node: HastElement, gone: ReadonlySet<HastElement>): boolean {
  return node.children.every((child) =>
    child.type === 'element'
      ? gone.has(child) || isBackLink(child)
      : child.type === 'comment' || ONLY_SIGNS.test(child.value),
  )
}

/** Numbers, brackets and arrows, with which a way back is decorated. U+FE0E asks for an arrow as text. */
const ONLY_SIGNS = /^(?:[\s\u00a0\d.()[\]:,^]|↩|↑|⤴|\ufe0e|\ufe0f)*$/u

function isBackLink(node: HastElement): boolean {
  return (
    attribute(node, 'role') === 'doc-backlink' ||
    hasClass(node, 'footnote-back', 'footnote-backref', 'data-footnote-backref', 'mw-cite-backlink')
  )
}

/** Takes the note's own sign off its beginning, where it was plain text beside the way back. */
function stripSign(parent: HastParent, sign: string): void {
  const first = parent.children.find((child) => !isBlank(child))
  if (first?.type === 'text') {
    const text = first.value.replace(/^[\s\u00a0]*(?:[[(]\d{1,4}[\])]|\^)?[.:]?[\s\u00a0]*/u, '')
    const same = sign !== '' && text.startsWith(sign) ? /^[.):\]]*[\s\u00a0]+/u.exec(text.slice(sign.length)) : null
    first.value = same ? text.slice(sign.length + same[0].length) : text
  } else if (first?.type === 'element' && plainTextOf(first) === '' && first.tagName !== 'img') {
    parent.children.splice(parent.children.indexOf(first), 1)
    stripSign(parent, sign)
  } else if (isElement(first, 'p', 'span', 'div')) stripSign(first, sign)
}

function replaceReference(reference: HastElement, id: string, tree: Tree): void {
  let node = reference
  let parent = tree.parents.get(node)
  // The sign may stand in several wrappers that hold nothing else.
  while (
    parent?.type === 'element' &&
    ['sup', 'span', 'font', 'b', 'i', 'em', 'strong', 'u', 'small', 'a'].includes(parent.tagName) &&
    onlyChild(parent, node)
  ) {
    node = parent
    parent = tree.parents.get(node)
  }
  node.tagName = 'sup'
  node.properties = { 'data-fn': id }
  node.children = []
}

function onlyChild(parent: HastElement, node: HastElement): boolean {
  return parent.children.every(
    (child) =>
      child === node ||
      isBlank(child) ||
      (child.type === 'text' && /^[[\]()\s]*$/.test(child.value)) ||
      (isElement(child, 'a', 'span') && plainTextOf(child) === ''),
  )
}

/** Takes out what only held the notes: lists, sections, the rule before them, their heading. */
function removeEmptied(root: HastRoot, notes: readonly Note[], tree: Tree): void {
  for (const { parent } of notes) {
    let node: HastParent | undefined = parent
    while (node?.type === 'element' && !['body', 'html', 'main', 'article'].includes(node.tagName)) {
      const above: HastParent | undefined = tree.parents.get(node)
      if (!above || !isEmptied(node)) break
      const index = above.children.indexOf(node)
      if (index >= 0) above.children.splice(index, 1)
      trimBefore(above, index)
      node = above
    }
    if (node && node !== root) trimBefore(node, node.children.length)
  }
}

function isEmptied(node: HastElement): boolean {
  return node.children.every(
    (child) =>
      isBlank(child) ||
      isElement(child, 'hr', 'br') ||
      (isElement(child) && isNotesHeading(child)) ||
      (isElement(child, 'li', 'p', 'div', 'span', 'ol', 'ul', 'dl', 'dt', 'dd', 'colgroup', 'tbody') &&
        plainTextOf(child) === '' &&
        !holdsPicture(child)),
  )
}

function holdsPicture(node: HastElement): boolean {
  let found = false
  visit(node, (child) => {
    if (child.tagName === 'img') found = true
  })
  return found
}

/** Takes a rule, breaks and the heading of the notes off the end of what stands before a place. */
function trimBefore(parent: HastParent, index: number): void {
  for (let at = index - 1; at >= 0; at--) {
    const child = parent.children[at] as HastNode
    if (isBlank(child)) continue
    if (!isElement(child, 'hr', 'br') && !(isElement(child) && isNotesHeading(child))) return
    if (child.type === 'element' && child.tagName === 'hr' && !parent.children.slice(at + 1).every(isBlank)) return
    parent.children.splice(at, 1)
  }
}
