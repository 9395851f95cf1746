import {
  attribute,
  element,
  find,
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
} from '../hast.ts'
import { findNotes, indexTree, type Note, type Tree } from './find-notes.ts'
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
  const tree = indexTree(root)
  const notes = findNotes(tree)
  if (notes.length === 0) return
  const containers = new Set(notes.map((note) => note.container))
  const items = notes.map((note) => takeNote(note, containers, tree))
  for (const note of notes) for (const reference of note.references) replaceReference(reference, note.id, tree)
  removeEmptied(root, containers, tree)
  root.children.push(element('ol', { class: 'footnotes' }, items))
}

/** A `sup[data-fn]` whose note is not in the text is a raised number and no reference. */
function forgetLostReferences(root: HastRoot): void {
  const notes = new Set(findAll(root, (node) => node.tagName === 'li').map((node) => attribute(node, 'data-fn')))
  for (const node of findAll(root, (one) => one.tagName === 'sup' && attribute(one, 'data-fn') !== ''))
    if (!notes.has(attribute(node, 'data-fn'))) delete node.properties['data-fn']
}

/** The note's own words as a list item: without ways back and without the sign in front. */
function takeNote(note: Note, containers: ReadonlySet<HastElement>, tree: Tree): HastElement {
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
  rewrite(body, (node) => (gone.has(node) || containers.has(node) || isBackLink(node) ? [] : undefined))
  stripSign(body, plainTextOf(note.references[0] as HastElement).replace(/[[\]()]/g, ''))
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

/** Takes the notes out of where they stood, and what only held them: lists, sections, the rule before them, their heading. */
function removeEmptied(root: HastRoot, containers: ReadonlySet<HastElement>, tree: Tree): void {
  const around = new Set<HastParent>()
  for (const container of containers)
    for (
      let node = tree.parents.get(container);
      node !== undefined && !around.has(node);
      node = node.type === 'element' ? tree.parents.get(node) : undefined
    )
      around.add(node)
  const clean = (parent: HastParent): void => {
    const kept: HastNode[] = []
    for (const child of parent.children) {
      if (isElement(child) && around.has(child)) clean(child)
      const gone =
        isElement(child) &&
        (containers.has(child) || (around.has(child) && !PAGE.has(child.tagName) && isEmptied(child)))
      if (gone) trimEnd(kept)
      else kept.push(child)
    }
    parent.children = kept
  }
  clean(root)
}

const PAGE: ReadonlySet<string> = new Set(['html', 'body', 'main', 'article'])

function isEmptied(node: HastElement): boolean {
  return node.children.every(
    (child) =>
      isBlank(child) ||
      isElement(child, 'hr', 'br', 'colgroup') ||
      (isElement(child) &&
        (isNotesHeading(child) ||
          (plainTextOf(child) === '' &&
            find(child, (one) => one.tagName === 'img') === undefined &&
            !isElement(child, 'img')))),
  )
}

/** Takes a rule, breaks and the heading of the notes off the end of what stands before them. */
function trimEnd(nodes: HastNode[]): void {
  for (let last = nodes.at(-1); last !== undefined; last = nodes.at(-1)) {
    if (!isBlank(last) && !isElement(last, 'hr', 'br') && !(isElement(last) && isNotesHeading(last))) return
    nodes.pop()
  }
}
