import { type HastParent, hasAttribute, rewrite } from '../hast.ts'

/** In a page that Galley wrote: takes out what is marked as written for people and no part of the essay (`data-derived`). */
export function dropDerived(root: HastParent): void {
  rewrite(root, (node) => (hasAttribute(node, 'data-derived') ? [] : undefined))
}
