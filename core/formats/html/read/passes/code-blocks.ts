import { attribute, findAll, type HastElement, hasClass, keepsWords, rewrite } from '../hast.ts'
import type { Pass } from './pass.ts'

/**
 * Code in boxes: GitHub says the language on the division around `pre`, Rouge and Pygments put line numbers beside the code in a table, Jekyll puts it
 * in a figure. What is left is `pre` with its language.
 */
export const codeBlocks: Pass = (root) => {
  rewrite(root, (node) => {
    if (node.tagName === 'table' && hasClass(node, 'rouge-table', 'highlighttable', 'lntable', 'codehilitetable')) {
      const code = findAll(node, (child) => child.tagName === 'pre').at(-1)
      return code ? [code] : undefined
    }
    if (!isBox(node)) return undefined
    const pre = findAll(node, (child) => child.tagName === 'pre')
    const [only] = pre
    if (!only || pre.length > 1 || !keepsWords(node, [only])) return undefined
    const language =
      /(?:^| )(?:highlight-source|language|lang)-([\w+#-]+)/.exec(attribute(node, 'class'))?.[1] ??
      attribute(only, 'lang')
    if (language !== '' && attribute(only, 'data-language') === '') only.properties['data-language'] = language
    return [only]
  })
}

function isBox(node: HastElement): boolean {
  return (
    (node.tagName === 'div' || node.tagName === 'figure') &&
    (hasClass(node, 'highlight', 'highlighter-rouge', 'codehilite', 'sourceCode', 'code-block') ||
      /(?:^| )(?:highlight-source|language)-/.test(attribute(node, 'class')))
  )
}
