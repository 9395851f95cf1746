import {
  element,
  findAll,
  type HastElement,
  type HastNode,
  type HastRoot,
  hasClass,
  isElement,
  plainTextOf,
  rewrite,
} from '../hast.ts'
import type { Pass } from './pass.ts'

/**
 * Notes in the margin (Tufte CSS): a label, a checkbox and `span.sidenote` in the middle of the text. They are written as a reference and a note that link to
 * each other, which `mutual-notes` reads.
 */
export const sidenotes: Pass = (root) => {
  const notes: HastElement[] = []
  rewrite(root, (node) => {
    if (node.tagName === 'label' && hasClass(node, 'margin-toggle') && plainTextOf(node).length < 3) return []
    if (node.tagName === 'input' && hasClass(node, 'margin-toggle')) return []
    if (!isElement(node, 'span', 'small', 'aside') || !hasClass(node, 'sidenote', 'marginnote') || !hasWords(node))
      return undefined
    const number = notes.length + 1
    notes.push(noteOf(node, number))
    return [
      element('sup', { id: `galley-sidenote-ref-${number}` }, [
        element('a', { href: `#sidenote-${number}`, role: 'doc-noteref' }, [{ type: 'text', value: String(number) }]),
      ]),
    ]
  })
  if (notes.length > 0) placeAtEnd(root, notes)
}

function hasWords(node: HastElement): boolean {
  return plainTextOf(node) !== '' || findAll(node, (child) => child.tagName === 'img').length > 0
}

function noteOf(node: HastElement, number: number): HastElement {
  const back: HastNode = element('a', { href: `#galley-sidenote-ref-${number}`, role: 'doc-backlink' })
  return element('li', { id: `sidenote-${number}` }, [...node.children, back])
}

/** After everything, where a note has to stand to be one. */
function placeAtEnd(root: HastRoot, notes: readonly HastElement[]): void {
  const body = findAll(root, (node) => node.tagName === 'body')[0]
  const parent = body ?? root
  parent.children.push(element('ol', {}, [...notes]))
}
