import { html, type Token, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5'
import type { HastComment, HastElement, HastNode, HastRoot, HastText } from './hast.ts'

/** What the parser grows: nodes of hast that know their parents while it works. */
export type Hast5 = TreeAdapterTypeMap<
  Grown | HastRoot,
  GrownParent,
  Grown,
  HastRoot,
  HastRoot,
  GrownElement,
  GrownComment,
  GrownText,
  GrownElement,
  never
>
type Grown = GrownElement | GrownText | GrownComment
type GrownParent = HastRoot | GrownElement

/** The parent stands behind a private name: copies, JSON and comparisons do not see it. */
class Child {
  #parent: GrownParent | null = null
  static parentOf(node: Child): GrownParent | null {
    return node.#parent
  }
  static setParent(node: Child, parent: GrownParent | null): void {
    node.#parent = parent
  }
}

class GrownElement extends Child implements HastElement {
  readonly type = 'element'
  tagName: string
  properties: Record<string, string> = {}
  children: HastNode[] = []
  readonly #namespace: html.NS
  /** A template's content is none of its children; nothing of it was ever shown. */
  #content: HastRoot | null = null

  constructor(tagName: string, namespace: html.NS, attributes: readonly Token.Attribute[]) {
    super()
    this.tagName = tagName
    this.#namespace = namespace
    GrownElement.addAttributes(this, attributes)
  }

  static addAttributes(node: GrownElement, attributes: readonly Token.Attribute[]): void {
    const { properties } = node
    for (const { name, value, prefix } of attributes) {
      const whole = prefix ? `${prefix}:${name}` : name
      // It would be the object's prototype, and says nothing on any page.
      if (whole !== '__proto__' && !Object.hasOwn(properties, whole)) properties[whole] = value
    }
  }
  static namespaceOf(node: GrownElement): html.NS {
    return node.#namespace
  }
  static contentOf(node: GrownElement): HastRoot {
    node.#content ??= { type: 'root', children: [] }
    return node.#content
  }
  static setContent(node: GrownElement, content: HastRoot): void {
    node.#content = content
  }
}

class GrownText extends Child implements HastText {
  readonly type = 'text'
  value: string
  constructor(value: string) {
    super()
    this.value = value
  }
}

class GrownComment extends Child implements HastComment {
  readonly type = 'comment'
  readonly value: string
  constructor(value: string) {
    super()
    this.value = value
  }
}

/** What is told of the tree while it grows, and may stop the parser by throwing. */
export interface GrowthWatch {
  readonly onNode: () => void
  /** An element was opened (1) or closed (-1). */
  readonly onOpen: (by: 1 | -1) => void
}

/** A tree for parse5 that is hast from the beginning, so that no second one is made of it. Document types are left out. */
export function growHast({ onNode, onOpen }: GrowthWatch): TreeAdapter<Hast5> {
  let mode: html.DOCUMENT_MODE = html.DOCUMENT_MODE.NO_QUIRKS
  const counted = <T>(node: T): T => {
    onNode()
    return node
  }
  const append = (parent: GrownParent, node: Grown): void => {
    parent.children.push(node)
    Child.setParent(node, parent)
  }
  const insertBefore = (parent: GrownParent, node: Grown, before: Grown): void => {
    parent.children.splice(placeIn(parent, before), 0, node)
    Child.setParent(node, parent)
  }
  const addTo = (text: HastNode | undefined, more: string): boolean => {
    if (text?.type !== 'text') return false
    text.value += more
    return true
  }
  const detach = (node: Grown): void => {
    const parent = Child.parentOf(node)
    if (!parent) return
    parent.children.splice(placeIn(parent, node), 1)
    Child.setParent(node, null)
  }
  const text = (value: string) => counted(new GrownText(value))
  const root = (): HastRoot => ({ type: 'root', children: [] })
  const nothing = () => {}
  return {
    createDocument: root,
    createDocumentFragment: root,
    createElement: (tagName, namespace, attributes) => counted(new GrownElement(tagName, namespace, attributes)),
    createCommentNode: (value) => counted(new GrownComment(value)),
    createTextNode: text,
    appendChild: append,
    insertBefore,
    insertText: (parent, value) => {
      if (!addTo(parent.children.at(-1), value)) append(parent, text(value))
    },
    insertTextBefore: (parent, value, before) => {
      if (!addTo(parent.children[placeIn(parent, before) - 1], value)) insertBefore(parent, text(value), before)
    },
    detachNode: detach,
    adoptAttributes: GrownElement.addAttributes,
    setTemplateContent: GrownElement.setContent,
    getTemplateContent: GrownElement.contentOf,
    setDocumentType: nothing,
    setDocumentMode: (_, next) => {
      mode = next
    },
    getDocumentMode: () => mode,
    getFirstChild: (parent) => (parent.children[0] as Grown | undefined) ?? null,
    getChildNodes: (parent) => parent.children as Grown[],
    getParentNode: (node) => Child.parentOf(node as Grown),
    getAttrList: ({ properties }) => Object.entries(properties).map(([name, value]) => ({ name, value })),
    getTagName: ({ tagName }) => tagName,
    getNamespaceURI: GrownElement.namespaceOf,
    getTextNodeContent: ({ value }) => value,
    getCommentNodeContent: ({ value }) => value,
    getDocumentTypeNodeName: () => '',
    getDocumentTypeNodePublicId: () => '',
    getDocumentTypeNodeSystemId: () => '',
    isTextNode: (node): node is GrownText => node.type === 'text',
    isCommentNode: (node): node is GrownComment => node.type === 'comment',
    isElementNode: (node): node is GrownElement => node.type === 'element',
    isDocumentTypeNode: (_): _ is never => false,
    getNodeSourceCodeLocation: () => null,
    setNodeSourceCodeLocation: nothing,
    updateNodeSourceCodeLocation: nothing,
    onItemPush: () => onOpen(1),
    onItemPop: () => onOpen(-1),
  }
}

/** Where a child stands; mostly it is the last. */
function placeIn({ children }: GrownParent, child: Grown): number {
  return children.at(-1) === child ? children.length - 1 : children.indexOf(child)
}
