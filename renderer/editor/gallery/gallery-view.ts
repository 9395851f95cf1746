import type { NodeViewRenderer } from '@tiptap/core'

/** The view of a gallery: a grid in `data-columns`, as wide as `data-layout` says; figures and caption are views of their own. */
export function galleryView(): NodeViewRenderer {
  return ({ node: initial }) => {
    let node = initial
    const dom = document.createElement('figure')
    dom.className = 'gallery'
    const show = () => {
      dom.dataset.columns = String(node.attrs.columns)
      dom.dataset.layout = String(node.attrs.layout)
    }
    show()
    return {
      dom,
      contentDOM: dom,
      update: (updated) => {
        if (updated.type !== node.type) return false
        node = updated
        show()
        return true
      },
      selectNode: () => dom.toggleAttribute('data-selected', true),
      deselectNode: () => dom.toggleAttribute('data-selected', false),
      ignoreMutation: (mutation) => mutation.type === 'attributes',
    }
  }
}
