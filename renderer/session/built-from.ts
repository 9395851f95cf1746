import type { DefaultTreeAdapterTypes } from 'parse5'

/**
 * A parsed element as one of the given document, node by node: the window's policy takes no HTML as text. Scripts, handlers and styles of an element's own are never taken
 * over; `leaveOut` says which elements are not either. null where the element itself is left out.
 */
export function builtFrom(
  owner: Document,
  parsed: DefaultTreeAdapterTypes.Element,
  leaveOut: (element: DefaultTreeAdapterTypes.Element) => boolean = () => false,
): Element | null {
  if (parsed.tagName === 'script' || leaveOut(parsed)) return null
  const element = owner.createElementNS(parsed.namespaceURI, parsed.tagName)
  for (const { name, value } of parsed.attrs) if (!/^(?:on|style$)/.test(name)) element.setAttribute(name, value)
  element.append(...nodesFrom(owner, parsed.childNodes, leaveOut))
  return element
}

/** The same for the nodes of a fragment; comments are left out. */
export function nodesFrom(
  owner: Document,
  parsed: readonly DefaultTreeAdapterTypes.ChildNode[],
  leaveOut: (element: DefaultTreeAdapterTypes.Element) => boolean = () => false,
): readonly Node[] {
  return parsed.flatMap((node): Node[] => {
    if (node.nodeName === '#text' && 'value' in node) return [owner.createTextNode(node.value)]
    const element = 'tagName' in node ? builtFrom(owner, node, leaveOut) : null
    return element ? [element] : []
  })
}
