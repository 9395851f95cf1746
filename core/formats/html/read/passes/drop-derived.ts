import { attribute, type HastParent, hasAttribute, rewrite } from '../hast.ts'

/**
 * In a page that Galley wrote: takes out what is marked as written for people and no part of the essay (`data-derived`). Of
 * `data-derived="tag"` the tag alone is, and what stands in it stays.
 */
export function dropDerived(root: HastParent): void {
  rewrite(root, (node) => {
    if (!hasAttribute(node, 'data-derived')) return undefined
    return attribute(node, 'data-derived') === 'tag' ? node.children : []
  })
}
