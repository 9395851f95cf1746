import { VOID_ELEMENTS } from '../void-elements.ts'
import { escapeAttribute } from '../write/escape.ts'
import type { HastNode } from './hast.ts'

/** A tree as HTML text (html.spec.whatwg.org, "serializing HTML fragments"), for trees without scripts and styles. */
export function writeHast(nodes: readonly HastNode[]): string {
  let html = ''
  for (const node of nodes) {
    if (node.type === 'text') html += escaped(node.value)
    else if (node.type === 'comment') html += `<!--${node.value}-->`
    else {
      html += `<${node.tagName}`
      for (const [name, value] of Object.entries(node.properties)) html += ` ${name}="${escapeAttribute(value)}"`
      html += VOID_ELEMENTS.has(node.tagName) ? '>' : `>${writeHast(node.children)}</${node.tagName}>`
    }
  }
  return html
}

/** Line breaks stay as they are: nothing reads this text again as one block a line. */
function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\u00a0/g, '&nbsp;')
}
