/**
 * The tree that the importer works on: the shape of hast (github.com/syntax-tree/hast) with attributes under their HTML names,
 * as written, and without positions. Passes change it in place; nothing outside the importer keeps it.
 */

/** Any node below the root. */
export type HastNode = HastElement | HastText | HastComment

/** An element; SVG and MathML elements too, by their local name. */
export interface HastElement {
  readonly type: 'element'
  /** Lower case for HTML; `svg:…` and `math:…` are not used. */
  tagName: string
  properties: Record<string, string>
  children: HastNode[]
}

/** Characters, entities resolved. */
export interface HastText {
  readonly type: 'text'
  value: string
}

/** A comment; Word and WordPress speak in them. */
export interface HastComment {
  readonly type: 'comment'
  readonly value: string
}

/** A document or a fragment. */
export interface HastRoot {
  readonly type: 'root'
  children: HastNode[]
}

/** What has children. */
export type HastParent = HastRoot | HastElement

/** Makes an element. */
export function element(
  tagName: string,
  properties: Record<string, string> = {},
  children: HastNode[] = [],
): HastElement {
  return { type: 'element', tagName, properties, children }
}

/** Makes a text node. */
export function hastText(value: string): HastText {
  return { type: 'text', value }
}

/** True for an element, of one of the given names where any are given. */
export function isElement<Name extends string = string>(
  node: HastNode | HastRoot | undefined,
  ...names: readonly Name[]
): node is HastElement & { tagName: Name } {
  return node?.type === 'element' && (names.length === 0 || (names as readonly string[]).includes(node.tagName))
}

/** An attribute as written, or '' where it is missing. */
export function attribute(node: HastElement, name: string): string {
  return Object.hasOwn(node.properties, name) ? (node.properties[name] as string) : ''
}

/** True where the attribute stands on the element, with or without a value. */
export function hasAttribute(node: HastElement, name: string): boolean {
  return Object.hasOwn(node.properties, name)
}

/** The classes of an element. */
export function classesOf(node: HastElement): readonly string[] {
  const value = attribute(node, 'class')
  return value === '' ? [] : value.split(/[\t\n\f\r ]+/).filter((name) => name !== '')
}

/** True where the element has one of the classes. */
export function hasClass(node: HastElement, ...names: readonly string[]): boolean {
  if (attribute(node, 'class') === '') return false
  const classes = classesOf(node)
  return names.some((name) => classes.includes(name))
}

/** All text below a node, as written; scripts and styles below it are no text. */
export function hastTextOf(node: HastNode | HastRoot): string {
  if (node.type === 'text') return node.value
  if (node.type === 'comment') return ''
  let text = ''
  for (const child of node.children) if (!isElement(child, 'script', 'style', 'template')) text += hastTextOf(child)
  return text
}

/** The text below a node on one line: white space collapsed, ends trimmed. */
export function plainTextOf(node: HastNode | HastRoot): string {
  return hastTextOf(node)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
}

/**
 * Visits every element below a parent in document order. `ancestors` runs from the parent given to the element's own parent. The
 * visitor may answer `'skip'` to leave the element's children out or `'stop'` to end the walk; it may change the element and its children; replacing elements in their parent is what `rewrite` is for.
 */
export function visit(
  parent: HastParent,
  visitor: (element: HastElement, ancestors: readonly HastParent[]) => unknown,
): void {
  const ancestors: HastParent[] = []
  const down = (node: HastParent): boolean => {
    ancestors.push(node)
    for (const child of node.children) {
      if (child.type !== 'element') continue
      const answer = visitor(child, ancestors)
      if (answer === 'stop') return false
      if (answer !== 'skip' && !down(child)) return false
    }
    ancestors.pop()
    return true
  }
  down(parent)
}

/**
 * Rebuilds a tree from its leaves: every element is handed to `change` after its children were, and what `change` gives back stands in
 * its place (undefined: the element stays).
 */
export function rewrite(
  parent: HastParent,
  change: (element: HastElement, parent: HastParent) => readonly HastNode[] | undefined,
): void {
  let out: HastNode[] | null = null
  parent.children.forEach((child, index) => {
    if (child.type === 'element') {
      rewrite(child, change)
      const changed = change(child, parent)
      if (changed !== undefined && out === null) out = parent.children.slice(0, index)
      if (out !== null) out.push(...(changed ?? [child]))
    } else if (out !== null) out.push(child)
  })
  if (out !== null) parent.children = out
}

/** The first element below a parent that passes the test, in document order. */
export function find(parent: HastParent, test: (element: HastElement) => boolean): HastElement | undefined {
  let found: HastElement | undefined
  visit(parent, (node) => {
    if (!test(node)) return undefined
    found = node
    return 'stop'
  })
  return found
}

/** All elements below a parent that pass the test, in document order. */
export function findAll(parent: HastParent, test: (element: HastElement) => boolean): readonly HastElement[] {
  const found: HastElement[] = []
  visit(parent, (node) => {
    if (test(node)) found.push(node)
  })
  return found
}

/** The elements among a parent's children. */
export function childElements(parent: HastParent): readonly HastElement[] {
  return parent.children.filter((child): child is HastElement => child.type === 'element')
}

/** True where a node shows nothing: a comment, or text of white space only. */
export function isBlank(node: HastNode): boolean {
  return node.type === 'comment' || (node.type === 'text' && /^[\t\n\f\r ]*$/.test(node.value))
}

/** True where nodes that are to stand in an element's place hold all of its words. A pass that would lose some leaves the element as it is. */
export function keepsWords(node: HastElement, instead: readonly HastNode[]): boolean {
  const bare = (one: HastNode | HastRoot) => [...plainTextOf(one).replace(/ /g, '')].sort().join('')
  return bare(node) === bare({ type: 'root', children: [...instead] })
}
