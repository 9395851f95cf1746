import type { Node } from '@tiptap/pm/model'
import { type Command, type EditorState, NodeSelection, type Transaction } from '@tiptap/pm/state'
import { isEmptyParagraph } from '../blocks.ts'
import { activeFigure, columnsFor, type FigureAt } from '../figure/figure-commands.ts'
import { depthOf } from '../quotes/quote-commands.ts'
import { endOffer, sideBySideOffer } from './side-by-side-offer.ts'

/** How many pictures stand side by side at most. A gallery that came with more keeps them. */
export const MOST_SIDE_BY_SIDE = 6

/** How wide a gallery stands. */
export type GalleryLayout = 'column' | 'wide' | 'full'

/** A gallery in the essay and where it begins. */
export type GalleryAt = FigureAt

/** The gallery that is selected or that holds the selection, or null. */
export function activeGallery({ selection }: EditorState): GalleryAt | null {
  if (selection instanceof NodeSelection && selection.node.type.name === 'gallery')
    return { pos: selection.from, node: selection.node }
  const depth = depthOf(selection.$from, 'gallery')
  if (depth === null || selection.to > selection.$from.after(depth)) return null
  return { pos: selection.$from.before(depth), node: selection.$from.node(depth) }
}

/** The figures of a gallery and where they begin. */
export function galleryFigures({ pos, node }: GalleryAt): readonly FigureAt[] {
  const found: FigureAt[] = []
  node.forEach((child, offset) => {
    if (child.type.name === 'figure') found.push({ pos: pos + 1 + offset, node: child })
  })
  return found
}

/** Blocks next to each other that can become one gallery. */
export interface Neighbours {
  readonly from: number
  readonly to: number
  readonly figures: readonly Node[]
}

/**
 * What stands to be put side by side: pictures that have just come in together; the figures and galleries of a range of blocks with nothing but empty paragraphs between
 * them; for one figure alone, it and the figure behind it, else the one before it. null where there are not two to six.
 */
export function neighboursOf(state: EditorState): Neighbours | null {
  const { selection } = state
  const offered = offeredFigures(state)
  if (offered) return offered
  const active = activeFigure(state)
  if (active) {
    const $pos = state.doc.resolve(active.pos)
    if ($pos.parent.type.name === 'gallery') return null
    const index = $pos.index()
    let before = index - 1
    while (before >= 0 && isEmptyParagraph($pos.parent.child(before))) before--
    const start = $pos.start()
    return gathered($pos.parent, start, index, index + 1) ?? gathered($pos.parent, start, before, index)
  }
  const range = selection.$from.blockRange(selection.$to, (node) => !node.inlineContent && node.type.name !== 'figure')
  if (!range || range.parent.type.name === 'gallery') return null
  return gathered(range.parent, range.$from.start(range.depth), range.startIndex, range.endIndex - 1)
}

/** The figures of children `first` to `last` of a parent whose content starts at `start`. Empty paragraphs at `last` are passed over. */
export function gathered(parent: Node, start: number, first: number, last: number): Neighbours | null {
  if (first < 0) return null
  let from = start
  for (let index = 0; index < first; index++) from += parent.child(index).nodeSize
  let to = from
  const figures: Node[] = []
  for (let index = first; index < parent.childCount; index++) {
    const child = parent.child(index)
    if (child.type.name === 'figure') figures.push(child)
    else if (child.type.name === 'gallery' && !hasCaption(child)) figures.push(...child.children.filter(isFigure))
    else if (!isEmptyParagraph(child) || index === first) return null
    to += child.nodeSize
    if (index >= last && !isEmptyParagraph(child)) break
    if (index >= last && index === parent.childCount - 1) return null
  }
  return figures.length < 2 || figures.length > MOST_SIDE_BY_SIDE ? null : { from, to, figures }
}

/** The pictures that came in together, while it is asked how they are to stand; null when it is not. */
export function offeredFigures(state: EditorState): Neighbours | null {
  const offer = sideBySideOffer(state)
  if (!offer) return null
  const $from = state.doc.resolve(offer.from)
  return gathered($from.parent, $from.start(), $from.index(), $from.index() + offer.count - 1)
}

/** Puts figures that stand below each other side by side, and selects the first. */
export const putSideBySide: Command = (state, dispatch) => {
  const found = neighboursOf(state)
  if (!found) return false
  dispatch?.(sideBySide(state.tr, found).scrollIntoView())
  return true
}

/** The transaction in which neighbours become a gallery. */
export function sideBySide(tr: Transaction, { from, to, figures }: Neighbours): Transaction {
  tr.replaceWith(from, to, galleryOf(tr, figures))
  endOffer(tr)
  return tr.setSelection(NodeSelection.create(tr.doc, from + 1))
}

/** Makes single figures of the gallery again; its caption becomes a paragraph below them. */
export const takeApart: Command = (state, dispatch) => {
  const gallery = activeGallery(state)
  if (!gallery) return false
  if (dispatch) {
    const tr = state.tr
    const figure = activeFigure(state)
    const at = figure ? figure.pos - 1 : gallery.pos
    dissolve(tr, gallery)
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView())
  }
  return true
}

/** Moves the selected figure within its gallery by one place; at the end of it nothing moves, but the key is taken. */
export function moveInGallery(by: -1 | 1): Command {
  return (state, dispatch) => {
    const figure = activeFigure(state)
    const gallery = activeGallery(state)
    if (!figure || !gallery) return false
    const all = galleryFigures(gallery)
    const at = all.findIndex(({ pos }) => pos === figure.pos)
    const other = all[at + by]
    if (other && dispatch) {
      const [one, two] = by === 1 ? [figure, other] : [other, figure]
      const tr = state.tr.replaceWith(one.pos, two.pos + two.node.nodeSize, [two.node, one.node])
      dispatch(tr.setSelection(NodeSelection.create(tr.doc, by === 1 ? one.pos + two.node.nodeSize : one.pos)))
    }
    return true
  }
}

/** Takes the figure out of its gallery; it then stands below it. A gallery that would keep one picture is taken apart. */
export const takeOut: Command = (state, dispatch) => {
  const figure = activeFigure(state)
  const gallery = activeGallery(state)
  if (!figure || !gallery) return false
  if (galleryFigures(gallery).length <= 2) return takeApart(state, dispatch)
  if (dispatch) {
    const { tr } = state
    tr.delete(figure.pos, figure.pos + figure.node.nodeSize)
    fitColumns(tr, gallery.pos)
    const after = tr.mapping.map(gallery.pos + gallery.node.nodeSize)
    tr.insert(after, figure.node)
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, after)).scrollIntoView())
  }
  return true
}

/** Changes how wide a gallery stands and in how many columns. */
export function setGallery(
  state: EditorState,
  pos: number,
  changes: { readonly layout?: GalleryLayout; readonly columns?: number },
): Transaction {
  const { tr } = state
  for (const [name, value] of Object.entries(changes)) tr.setNodeAttribute(pos, name, value)
  return state.selection instanceof NodeSelection
    ? tr.setSelection(NodeSelection.create(tr.doc, state.selection.from))
    : tr
}

/** Puts one more figure at the end of a gallery; answers where it begins. */
export function addToGallery(tr: Transaction, pos: number, figure: Node): number {
  const gallery = tr.doc.nodeAt(pos)
  const caption = gallery?.lastChild
  if (!gallery || !caption) throw new Error('there is no gallery')
  const at = pos + gallery.nodeSize - 1 - caption.nodeSize
  tr.insert(at, figure)
  fitColumns(tr, pos)
  return at
}

/** In place of a gallery its figures, and its caption as a paragraph. */
export function dissolve(tr: Transaction, { pos, node }: GalleryAt, figures = galleryFigures({ pos, node })): void {
  const { paragraph } = tr.doc.type.schema.nodes
  const rest: Node[] = figures.map((figure) => figure.node)
  if (node.lastChild && node.lastChild.content.size > 0 && paragraph)
    rest.push(paragraph.create(null, node.lastChild.content))
  if (rest.length === 0 && paragraph) rest.push(paragraph.create())
  tr.replaceWith(pos, pos + node.nodeSize, rest)
}

function galleryOf(tr: Transaction, figures: readonly Node[]): Node {
  const { gallery, figcaption } = tr.doc.type.schema.nodes
  if (!gallery || !figcaption) throw new Error('the schema has no gallery')
  // Alone it may have stood at the side of the text; in a row the gallery says how wide it is.
  const plain = figures.map((node) => node.type.create({ ...node.attrs, layout: 'column' }, node.content))
  return gallery.create({ columns: columnsFor(figures.length) }, [...plain, figcaption.create()])
}

function fitColumns(tr: Transaction, pos: number): void {
  const gallery = tr.doc.nodeAt(pos)
  if (gallery) tr.setNodeAttribute(pos, 'columns', columnsFor(gallery.childCount - 1))
}

function isFigure(node: Node): boolean {
  return node.type.name === 'figure'
}

function hasCaption(gallery: Node): boolean {
  return (gallery.lastChild?.content.size ?? 0) > 0
}
