import type { Editor } from '@tiptap/core'
import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, Selection } from '@tiptap/pm/state'
import type { Asset, PictureRights } from '../../../core/essay/essay.ts'
import type { FIGURE_LAYOUTS } from '../../../core/essay/schema.ts'
import { assetSrc } from '../../../core/essay/url.ts'
import { depthOf } from '../quotes/quote-commands.ts'

/** How wide a figure stands. */
export type FigureLayout = (typeof FIGURE_LAYOUTS)[number]

/** The attributes of a figure, as core's schema has them. */
export interface FigureAttrs extends PictureRights {
  readonly src: string
  readonly alt: string
  readonly decorative: boolean
  readonly width: number | null
  readonly height: number | null
  readonly layout: FigureLayout
  readonly href: string
}

/** A figure in the essay and where it begins. */
export interface FigureAt {
  readonly pos: number
  readonly node: Node
}

/** The attributes of a figure node. */
export function figureAttrs(node: Node): FigureAttrs {
  return node.attrs as FigureAttrs
}

/** The figure that is selected or whose words hold the cursor, or null. */
export function activeFigure(state: EditorState): FigureAt | null {
  const { selection } = state
  if (selection instanceof NodeSelection && selection.node.type.name === 'figure')
    return { pos: selection.from, node: selection.node }
  const depth = depthOf(selection.$from, 'figure')
  if (depth === null || selection.$to.depth < depth || selection.$to.node(depth) !== selection.$from.node(depth))
    return null
  return { pos: selection.$from.before(depth), node: selection.$from.node(depth) }
}

/** All figures in reading order, those of galleries too. */
export function figuresOf(doc: Node): readonly FigureAt[] {
  const found: FigureAt[] = []
  doc.descendants((node, pos) => {
    if (node.type.name === 'figure') found.push({ pos, node })
    return node.type.name !== 'figure' && !node.isTextblock
  })
  return found
}

/** A new figure for a picture, with empty caption and credit. */
export function figureFor(schema: Schema, asset: Pick<Asset, 'hash' | 'width' | 'height'>): Node {
  const { figure } = schema.nodes
  const node = figure?.createAndFill({ src: assetSrc(asset.hash), width: asset.width, height: asset.height })
  if (!node) throw new Error('the schema has no figure')
  return node
}

/** Columns in which so many pictures look whole: one row up to three, then two rows. */
export function columnsFor(pictures: number): number {
  return pictures <= 3 ? Math.max(pictures, 1) : pictures === 4 ? 2 : 3
}

/** Changes attributes of the figure at a position; one step of undo. Does nothing where no figure is. */
export function setFigure(editor: Editor, pos: number, changes: Partial<FigureAttrs>): void {
  const { state, view } = editor
  const node = state.doc.nodeAt(pos)
  if (node?.type.name !== 'figure') return
  const selected = state.selection instanceof NodeSelection && state.selection.from === pos
  const tr = state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...changes })
  if (selected) tr.setSelection(NodeSelection.create(tr.doc, pos))
  view.dispatch(tr)
}

/** Puts another picture into the figure and keeps all of its words and rights. */
export function replacePicture(editor: Editor, pos: number, asset: Asset): void {
  setFigure(editor, pos, { src: assetSrc(asset.hash), width: asset.width, height: asset.height })
}

/** Takes the figure away. A gallery that would keep fewer than two becomes its figures; its caption becomes a paragraph. */
export function deleteFigure(editor: Editor, pos: number): void {
  const { state, view } = editor
  const node = state.doc.nodeAt(pos)
  if (node?.type.name !== 'figure') return
  const $pos = state.doc.resolve(pos)
  const { tr } = state
  const gallery = $pos.parent
  const { paragraph } = state.schema.nodes
  if (gallery.type.name === 'gallery' && gallery.childCount <= 3 && paragraph) {
    const rest: Node[] = []
    gallery.forEach((child) => {
      if (child.type.name === 'figure' && child !== node) rest.push(child)
      else if (child.type.name === 'figcaption' && child.content.size > 0)
        rest.push(paragraph.create(null, child.content))
    })
    tr.replaceWith($pos.before(), $pos.after(), rest)
  } else if (
    $pos.parent.childCount === 1 ||
    (state.doc.childCount === 2 && state.doc.lastChild?.type.name === 'footnotes')
  ) {
    tr.replaceWith(pos, pos + node.nodeSize, paragraph?.create() ?? Fragment.empty)
  } else {
    tr.delete(pos, pos + node.nodeSize)
    if (gallery.type.name === 'gallery')
      tr.setNodeAttribute($pos.before(), 'columns', columnsFor(gallery.childCount - 2))
  }
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size)), 1))
  view.dispatch(tr.scrollIntoView())
}

/** Selects the figure at a position and scrolls to it. */
function selectFigure(editor: Editor, pos: number): void {
  const { state, view } = editor
  if (state.doc.nodeAt(pos)?.type.name !== 'figure') return
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)).scrollIntoView())
}

/** Selects the figure at a position, brings it to the middle and gives the text the focus. */
export function showFigure(editor: Editor, pos: number): void {
  selectFigure(editor, pos)
  const dom = editor.view.nodeDOM(pos)
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'center' })
  editor.view.focus()
}
