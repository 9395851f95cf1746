import { attribute, childElements, find, type HastElement, hasClass, isElement, rewrite } from '../hast.ts'
import type { Pass } from './pass.ts'

/** What MathJax 2 draws beside its scripts. */
const DRAWN = [
  'MathJax',
  'MathJax_Display',
  'MathJax_Preview',
  'MathJax_SVG',
  'MathJax_SVG_Display',
  'MathJax_CHTML',
  'MJXc-display',
]

/**
 * Formulas of KaTeX and MathJax: KaTeX writes each twice, as MathML and as boxes for the eye, of which the MathML stays; MathJax 2 keeps
 * the TeX in a script, which becomes MathML's annotation, and what it drew of it goes.
 */
export const formulas: Pass = (root) => {
  const isDrawn = find(root, isTex) !== undefined
  rewrite(root, (node) => {
    if (isTex(node)) return [asMath(node)]
    if (isDrawn && hasClass(node, ...DRAWN)) return []
    const spoken = hasClass(node, 'katex') && childElements(node).find((child) => hasClass(child, 'katex-mathml'))
    return spoken && childElements(spoken).some((child) => isElement(child, 'math')) ? [spoken] : undefined
  })
}

function isTex(node: HastElement): boolean {
  return node.tagName === 'script' && attribute(node, 'type').toLowerCase().startsWith('math/tex')
}

function asMath(script: HastElement): HastElement {
  const annotation: HastElement = {
    type: 'element',
    tagName: 'annotation',
    properties: { encoding: 'application/x-tex' },
    children: script.children,
  }
  return { type: 'element', tagName: 'math', properties: {}, children: [annotation] }
}
