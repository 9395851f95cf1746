import { attribute, childElements, type HastElement, hasClass, isElement, rewrite } from '../hast.ts'
import type { Pass } from './pass.ts'

/**
 * Formulas of KaTeX and MathJax: KaTeX writes each twice, as MathML and as boxes for the eye, of which the MathML stays; MathJax keeps
 * the TeX in a script, which becomes MathML's annotation.
 */
export const formulas: Pass = (root) => {
  rewrite(root, (node) => {
    if (node.tagName === 'script' && attribute(node, 'type').toLowerCase().startsWith('math/tex')) return [asMath(node)]
    const spoken = hasClass(node, 'katex') && childElements(node).find((child) => hasClass(child, 'katex-mathml'))
    return spoken && childElements(spoken).some((child) => isElement(child, 'math')) ? [spoken] : undefined
  })
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
