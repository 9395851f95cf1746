import type { NodeViewRenderer } from '@tiptap/core'

/**
 * A view of a line of text that says what belongs there while it is empty. The words are drawn by CSS from
 * `data-placeholder` under `data-empty`, so that no decoration has to be computed for them.
 */
export function placeholderView(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  placeholder: string,
): NodeViewRenderer {
  return ({ node }) => {
    const dom = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) dom.setAttribute(name, value)
    dom.dir = 'auto'
    dom.dataset.placeholder = placeholder
    dom.toggleAttribute('data-empty', node.content.size === 0)
    return {
      dom,
      contentDOM: dom,
      update: (updated) => {
        if (updated.type !== node.type) return false
        dom.toggleAttribute('data-empty', updated.content.size === 0)
        return true
      },
      ignoreMutation: (mutation) => mutation.type === 'attributes',
    }
  }
}
