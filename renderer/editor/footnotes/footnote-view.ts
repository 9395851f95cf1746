import type { NodeViewRenderer } from '@tiptap/core'
import type { Decoration } from '@tiptap/pm/view'
import { goBehindRef } from './footnote-commands.ts'

/** The view of a reference: its number, which the notes' plugin gives as a decoration. */
export function footnoteRefView(): NodeViewRenderer {
  return ({ node, decorations }) => {
    const dom = document.createElement('sup')
    dom.className = 'fn'
    const spoken = document.createElement('span')
    spoken.className = 'visually-hidden'
    spoken.textContent = 'Note '
    const shown = document.createTextNode('')
    dom.append(spoken, shown)
    const show = (current: readonly Decoration[]) => {
      const number: unknown = current.find((decoration) => typeof decoration.spec.number === 'number')?.spec.number
      shown.data = number === undefined ? '*' : String(number)
    }
    show(decorations)
    dom.dataset.fn = node.attrs.id as string
    return {
      dom,
      update: (updated, current) => {
        if (updated.type !== node.type || updated.attrs.id !== node.attrs.id) return false
        show(current)
        return true
      },
      selectNode: () => dom.toggleAttribute('data-selected', true),
      deselectNode: () => dom.toggleAttribute('data-selected', false),
      ignoreMutation: () => true,
    }
  }
}

/** The view of a note at the foot: its text, and the way back to its reference. */
export function footnoteView(): NodeViewRenderer {
  return ({ node, editor }) => {
    const dom = document.createElement('li')
    dom.dataset.fn = node.attrs.id as string
    const contentDOM = document.createElement('div')
    contentDOM.className = 'note-text'
    const back = document.createElement('button')
    back.type = 'button'
    back.className = 'note-back'
    back.contentEditable = 'false'
    back.textContent = '↩'
    back.setAttribute('aria-label', 'Back to the text')
    back.title = 'Back to the text (Esc)'
    back.addEventListener('click', () => goBehindRef(editor, dom.dataset.fn ?? ''))
    // Before the text: a browser finds no end of a text that ends in something else, and the keys that go there did nothing.
    dom.append(back, contentDOM)
    return {
      dom,
      contentDOM,
      update: (updated) => {
        if (updated.type !== node.type) return false
        dom.dataset.fn = updated.attrs.id as string
        return true
      },
      stopEvent: (event) => event.target === back,
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    }
  }
}
