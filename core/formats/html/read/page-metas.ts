import { attribute, findAll, type HastElement, type HastRoot } from './hast.ts'

const KEYS = ['name', 'property', 'itemprop', 'http-equiv'] as const
const known = new WeakMap<HastRoot, ReadonlyMap<string, readonly string[]>>()

/** The contents of every `meta` element of this name (`name`, `property`, `itemprop` or `http-equiv`, in lower case), empty ones left out. */
export function allMeta(root: HastRoot, name: string): readonly string[] {
  const metas = known.get(root) ?? collect(root)
  known.set(root, metas)
  return metas.get(name) ?? []
}

/** The content of the first of these `meta` elements, or ''. */
export function metaContent(root: HastRoot, ...names: readonly string[]): string {
  for (const name of names) {
    const [first] = allMeta(root, name)
    if (first !== undefined) return first
  }
  return ''
}

/** The words of an element's `rel`. */
export function relOf(node: HastElement): readonly string[] {
  return attribute(node, 'rel').toLowerCase().split(/\s+/)
}

function collect(root: HastRoot): ReadonlyMap<string, readonly string[]> {
  const metas = new Map<string, string[]>()
  for (const node of findAll(root, (one) => one.tagName === 'meta')) {
    const content = attribute(node, 'content').trim()
    if (content === '') continue
    for (const name of new Set(KEYS.map((key) => attribute(node, key).toLowerCase()))) {
      if (name === '') continue
      const contents = metas.get(name)
      if (contents) contents.push(content)
      else metas.set(name, [content])
    }
  }
  return metas
}
