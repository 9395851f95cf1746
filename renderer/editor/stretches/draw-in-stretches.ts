import type { Node, Schema } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { createStretches, isStretch } from './stretches.ts'

/** What ProseMirror keeps to itself and this needs: how the view knows what it has drawn (prosemirror-view, viewdesc.ts). */
interface Drawn {
  /** undefined for the document. */
  readonly parent: Drawn | undefined
  node: Node
  readonly mark?: { readonly type: unknown }
  readonly children: readonly Drawn[]
  readonly size: number
  updateChildren(view: EditorView, pos: number): void
  parseRange(from: number, to: number, base?: number): unknown
  nearestDesc(dom: globalThis.Node, onlyNodes?: boolean): Drawn | undefined
}

let isPrepared = false

/**
 * From now on every ProseMirror view draws the blocks of a long document in stretches (decision 13): its elements are what they would be if each block had the mark
 * of its stretch, which ProseMirror knows to draw as an element around neighbours. The document itself has no such marks; only while the view compares and
 * draws its blocks it is given those that have.
 */
export function drawInStretches(schema: Schema): void {
  if (isPrepared) return
  isPrepared = true
  const drawn = howDocumentsAreDrawn(schema)
  const { updateChildren, parseRange, nearestDesc } = drawn
  const arrangements = new WeakMap<EditorView, ReturnType<typeof createStretches>>()

  drawn.updateChildren = function (this: Drawn, view, pos) {
    if (this.parent) {
      updateChildren.call(this, view, pos)
      return
    }
    const arrange = arrangements.get(view) ?? createStretches()
    arrangements.set(view, arrange)
    const own = this.node
    this.node = arrange(own)
    try {
      updateChildren.call(this, view, pos)
    } finally {
      this.node = own
    }
  }
  // What changed within a stretch is read from the one block, as it would be without; else the whole stretch would be.
  drawn.parseRange = function (this: Drawn, from, to, base = 0) {
    let start = base
    for (const child of this.parent ? [] : this.children) {
      const end = start + child.size
      if (isStretch(child.mark) && from > start && to < end) return child.parseRange(from, to, start)
      start = end
    }
    return parseRange.call(this, from, to, base)
  }
  // Who looks for the node around an element goes on from the element above the node's own, which for a stretch must be the document's.
  drawn.nearestDesc = function (this: Drawn, dom, onlyNodes = false) {
    const own = (dom as { readonly pmViewDesc?: Drawn }).pmViewDesc
    if (onlyNodes && own && own.parent === this && isStretch(own.mark))
      return Object.create(this, { dom: { value: dom } }) as Drawn
    return nearestDesc.call(this, dom, onlyNodes)
  }
}

/** What all that a view has drawn of a node has in common; ProseMirror gives it out only through a view. */
function howDocumentsAreDrawn(schema: Schema): Drawn {
  const view = new EditorView(null, { state: EditorState.create({ schema }) })
  const { docView } = view as unknown as { readonly docView: Drawn }
  view.destroy()
  return Object.getPrototypeOf(docView) as Drawn
}
