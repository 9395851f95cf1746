import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, NodeSelection, Plugin, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { moveAfter } from '../blocks.ts'
import type { EditorHost } from '../editor-host.ts'
import { nodeFromCore } from '../from-core.ts'
import { galleryView } from '../gallery/gallery-view.ts'
import { placeholderView } from '../placeholder-view.ts'
import { activeFigure, deleteFigure } from './figure-commands.ts'
import { figureView } from './figure-view.ts'
import { inlineImageView } from './inline-image-view.ts'

/** The nodes of pictures: figure with caption and credit, gallery, picture in the line. */
export function figureNodes(host: EditorHost) {
  return {
    figure: nodeFromCore('figure', { addNodeView: () => figureView(host) }),
    figcaption: nodeFromCore('figcaption', {
      addNodeView: () => placeholderView('div', { 'data-caption': '' }, 'Write a caption'),
    }),
    figcredit: nodeFromCore('figcredit', {
      addNodeView: () => placeholderView('div', { 'data-credit': '' }, 'Whose picture is it?'),
    }),
    gallery: nodeFromCore('gallery', { addNodeView: () => galleryView() }),
    image: nodeFromCore('image', { addNodeView: () => inlineImageView(host) }),
  }
}

/**
 * Ways through a figure by key. The arrows stop at the picture before they enter the caption; Enter goes from picture to
 * caption, from caption to credit, and from there on with the text; Escape in the words selects the picture.
 */
export const FigureBehaviour = Extension.create({
  name: 'figureBehaviour',
  priority: 120,
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      Enter: () => onward(editor),
      Escape: () => selectFromWords(editor),
      ArrowDown: () => downIntoFigure(editor) || throughWords(editor, 'down'),
      ArrowRight: () => downIntoFigure(editor, 'right') || throughWords(editor, 'right'),
      ArrowUp: () => throughWords(editor, 'up'),
      ArrowLeft: () => throughWords(editor, 'left'),
      Backspace: () => deleteSelected(editor) || atStartOfWords(editor),
      Delete: () => deleteSelected(editor),
    }
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleClickOn: (view, _pos, node, nodePos, event) => {
            if (node.type.name !== 'figure') return false
            if (!(event.target instanceof Element) || !event.target.closest('[data-picture]')) return false
            view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodePos)))
            return true
          },
          // A letter would stand in the place of the selected picture; it is the beginning of its caption.
          handleTextInput: (view, _from, _to, text) => {
            const tr = intoCaption(view.state)
            if (tr) view.dispatch(tr.insertText(text))
            return tr !== null
          },
        },
      }),
    ]
  },
})

function selectedFigure({ selection }: EditorState): NodeSelection | null {
  return selection instanceof NodeSelection && selection.node.type.name === 'figure' ? selection : null
}

/** From a selected figure to the end of its caption; null where none is selected. */
function intoCaption(state: EditorState): Transaction | null {
  const figure = selectedFigure(state)
  if (!figure) return null
  const words = figure.node.firstChild?.content.size ?? 0
  return state.tr.setSelection(TextSelection.create(state.doc, figure.from + 2 + words)).scrollIntoView()
}

/** Enter. */
function onward(editor: Editor): boolean {
  const { state, view } = editor
  const caption = intoCaption(state)
  if (caption) {
    view.dispatch(caption)
    return true
  }
  const { $from } = state.selection
  if ($from.parent.type.name === 'figcaption' && $from.node(-1).type.name === 'figure') {
    const credit = $from.after() + 1
    const size = state.doc.nodeAt($from.after())?.content.size ?? 0
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, credit + size)).scrollIntoView())
    return true
  }
  if ($from.parent.type.name === 'figcredit' || $from.parent.type.name === 'figcaption') {
    view.dispatch(moveAfter(state, $from.after(1)))
    return true
  }
  return false
}

function selectFromWords(editor: Editor): boolean {
  const { state, view } = editor
  const active = activeFigure(state)
  if (!active || state.selection instanceof NodeSelection) return false
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, active.pos)).scrollIntoView())
  return true
}

/** From the text above a figure to its picture. */
function downIntoFigure(editor: Editor, by: 'down' | 'right' = 'down'): boolean {
  const { state, view } = editor
  const { $head, empty } = state.selection
  if (!empty || !$head.parent.isTextblock || $head.depth !== 1) return false
  const after = $head.after()
  if (state.doc.nodeAt(after)?.type.name !== 'figure') return false
  if (by === 'right' ? $head.parentOffset < $head.parent.content.size : !view.endOfTextblock('down')) return false
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, after)).scrollIntoView())
  return true
}

/** Arrow keys from the picture, and at the edges of caption and credit. */
function throughWords(editor: Editor, by: 'up' | 'down' | 'left' | 'right'): boolean {
  const { state, view } = editor
  const selected = selectedFigure(editor.state)
  const forward = by === 'down' || by === 'right'
  if (selected) {
    if (forward) {
      view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, selected.from + 2)).scrollIntoView())
      return true
    }
    const before = Selection.findFrom(state.doc.resolve(selected.from), -1)
    if (!before) return false
    view.dispatch(state.tr.setSelection(before).scrollIntoView())
    return true
  }
  const { $head, empty } = state.selection
  if (forward || !empty || $head.parent.type.name !== 'figcaption' || $head.node(-1).type.name !== 'figure')
    return false
  if (by === 'left' ? $head.parentOffset > 0 : !view.endOfTextblock('up')) return false
  return selectFromWords(editor)
}

function deleteSelected(editor: Editor): boolean {
  const selected = selectedFigure(editor.state)
  if (!selected) return false
  deleteFigure(editor, selected.from)
  return true
}

/** Backspace at the start of a caption or credit joins nothing: it goes back one step. */
function atStartOfWords(editor: Editor): boolean {
  const { state, view } = editor
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  if ($from.parent.type.name === 'figcaption' && $from.node(-1).type.name === 'figure') return selectFromWords(editor)
  if ($from.parent.type.name !== 'figcredit') return false
  view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve($from.before() - 1), -1)).scrollIntoView())
  return true
}
