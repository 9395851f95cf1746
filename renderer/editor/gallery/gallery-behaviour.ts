import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, Plugin, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { moveAfter } from '../blocks.ts'
import { activeFigure, figureAttrs } from '../figure/figure-commands.ts'
import { activeGallery, dissolve, galleryFigures } from './gallery-commands.ts'

/**
 * Ways through a gallery by key. Left and right go from picture to picture, down into a picture's caption, up and out; Enter in a
 * credit goes on to the next picture and then to the caption of all; Escape in that caption selects the gallery.
 */
export const GalleryBehaviour = Extension.create({
  name: 'galleryBehaviour',
  priority: 130,
  addKeyboardShortcuts() {
    const { editor } = this
    return {
      ArrowRight: () => besides(editor, 1),
      ArrowLeft: () => besides(editor, -1),
      ArrowUp: () => outOf(editor, -1),
      ArrowDown: () => outOf(editor, 1) || into(editor),
      Enter: () => onward(editor),
      Escape: () => selectWhole(editor),
    }
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, _before, state) => {
          const { tr } = state
          for (const pos of changedGalleries(transactions, state).toReversed()) repairGallery(tr, pos)
          return tr.docChanged ? tr : null
        },
      }),
    ]
  },
})

/**
 * Where a picture was cut or dragged out of a gallery of two, ProseMirror fills the gap with an empty figure. That one goes, and a
 * gallery of one is taken apart.
 */
function repairGallery(tr: Transaction, pos: number): void {
  const node = tr.doc.nodeAt(pos)
  if (node?.type.name !== 'gallery') return
  const figures = galleryFigures({ pos, node })
  const kept = figures.filter((figure) => !isVacant(figure.node))
  if (kept.length === figures.length) return
  if (kept.length < 2) {
    dissolve(tr, { pos, node }, kept)
    return
  }
  for (const figure of figures.toReversed())
    if (isVacant(figure.node)) tr.delete(figure.pos, figure.pos + figure.node.nodeSize)
}

function isVacant(node: Node): boolean {
  const { src, alt } = figureAttrs(node)
  return src === '' && alt === '' && node.textContent === ''
}

/** The galleries that a change has touched, in order. */
function changedGalleries(transactions: readonly Transaction[], { doc }: EditorState): readonly number[] {
  const found = new Set<number>()
  for (const [index, transaction] of transactions.entries()) {
    const later = transactions.slice(index + 1)
    for (const [at, map] of transaction.mapping.maps.entries()) {
      map.forEach((_from, _to, newFrom, newTo) => {
        const forth = (pos: number) =>
          later.reduce((now, one) => one.mapping.map(now), transaction.mapping.slice(at + 1).map(pos))
        const [from, to] = [Math.max(0, forth(newFrom) - 1), Math.min(doc.content.size, forth(newTo) + 1)]
        if (from > to) return
        doc.nodesBetween(from, to, (node, pos) => {
          if (node.type.name === 'gallery') found.add(pos)
          return !node.isTextblock && node.type.name !== 'gallery'
        })
      })
    }
  }
  return [...found].sort((one, other) => one - other)
}

function selectedInGallery(state: EditorState) {
  if (!(state.selection instanceof NodeSelection)) return null
  const figure = activeFigure(state)
  const gallery = activeGallery(state)
  if (!figure || !gallery) return null
  const all = galleryFigures(gallery)
  return { gallery, all, at: all.findIndex(({ pos }) => pos === figure.pos) }
}

function select(editor: Editor, pos: number): true {
  const { state, view } = editor
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)).scrollIntoView())
  return true
}

function besides(editor: Editor, by: -1 | 1): boolean {
  const here = selectedInGallery(editor.state)
  const next = here?.all[here.at + by]
  if (next) return select(editor, next.pos)
  return here !== null && outOf(editor, by)
}

/** Up out of the pictures, and down or right from the last: the whole gallery is one stop. */
function outOf(editor: Editor, by: -1 | 1): boolean {
  const { state, view } = editor
  const here = selectedInGallery(state)
  if (here && by === -1) {
    const before = Selection.findFrom(state.doc.resolve(here.gallery.pos), -1)
    if (before) view.dispatch(state.tr.setSelection(before).scrollIntoView())
    return true
  }
  const { $head, empty } = state.selection
  if (here || by === -1 || !empty || $head.parent.type.name !== 'figcaption') return false
  if ($head.node(-1).type.name !== 'gallery' || !view.endOfTextblock('down')) return false
  view.dispatch(moveAfter(state, $head.after(-1)))
  return true
}

/** From the text above a gallery to its first picture. */
function into(editor: Editor): boolean {
  const { state, view } = editor
  const { $head, empty } = state.selection
  if (!empty || !$head.parent.isTextblock || $head.depth !== 1 || !view.endOfTextblock('down')) return false
  return state.doc.nodeAt($head.after())?.type.name === 'gallery' && select(editor, $head.after() + 1)
}

function onward(editor: Editor): boolean {
  const { state, view } = editor
  const { $from } = state.selection
  const gallery = activeGallery(state)
  if (!gallery) return false
  if (state.selection instanceof NodeSelection && state.selection.node.type.name === 'gallery')
    return select(editor, gallery.pos + 1)
  if ($from.parent.type.name !== 'figcredit') return false
  const next = galleryFigures(gallery).find(({ pos }) => pos > $from.pos)
  if (next) return select(editor, next.pos)
  const end = gallery.pos + gallery.node.nodeSize - 2
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, end)).scrollIntoView())
  return true
}

function selectWhole(editor: Editor): boolean {
  const { state } = editor
  const gallery = activeGallery(state)
  if (!gallery) return false
  const { selection } = state
  if (selection instanceof NodeSelection) return selection.node.type.name === 'figure' && select(editor, gallery.pos)
  return selection.$from.node(-1).type.name === 'gallery' && select(editor, gallery.pos)
}
