import type { Schema } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { type Drawn, drawOneBlock, type SetsOfDecorations } from './draw-one-block.ts'
import { createStretches, isStretch } from './stretches.ts'

interface Arrangement {
  readonly arrange: ReturnType<typeof createStretches>
  /** With which the blocks were drawn last. */
  readonly decorations: SetsOfDecorations | null
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
  const arrangements = new WeakMap<EditorView, Arrangement>()

  drawn.updateChildren = function (this: Drawn, view, pos) {
    if (this.parent) {
      updateChildren.call(this, view, pos)
      return
    }
    const before = arrangements.get(view) ?? { arrange: createStretches(), decorations: null }
    const own = this.node
    this.node = before.arrange(own)
    try {
      const isDone = this.node !== own && before.decorations && drawOneBlock(this, before.decorations, view)
      if (!isDone) updateChildren.call(this, view, pos)
    } finally {
      this.node = own
    }
    arrangements.set(view, { arrange: before.arrange, decorations: this.innerDeco })
  }
  // What changed within a stretch is read from the one block, as it would be without; else the whole stretch would be.
  drawn.parseRange = function (this: Drawn, from, to, base = 0) {
    const within = isStretch(this.children[0]?.mark) ? stretchAround(this, from, to, base) : null
    return within ? within.drawn.parseRange(from, to, within.start) : parseRange.call(this, from, to, base)
  }
  // Who looks for the node around an element goes on from the element above the node's own, which for a stretch must be the document's.
  drawn.nearestDesc = function (this: Drawn, dom, onlyNodes = false) {
    const own = (dom as { readonly pmViewDesc?: Drawn }).pmViewDesc
    let around = onlyNodes && isStretch(own?.mark) ? own : undefined
    while (around && isStretch(around.mark)) around = around.parent
    return around === this && around
      ? (Object.create(this, { dom: { value: dom } }) as Drawn)
      : nearestDesc.call(this, dom, onlyNodes)
  }
}

/** The innermost stretch or reach that holds a range, and where it starts; null where none does. */
function stretchAround(
  parent: Drawn,
  from: number,
  to: number,
  base: number,
): { readonly drawn: Drawn; readonly start: number } | null {
  let start = base
  for (const drawn of parent.children) {
    const end = start + drawn.size
    if (isStretch(drawn.mark) && from > start && to < end)
      return stretchAround(drawn, from, to, start) ?? { drawn, start }
    start = end
  }
  return null
}

/** What all that a view has drawn of a node has in common; ProseMirror gives it out only through a view. */
function howDocumentsAreDrawn(schema: Schema): Drawn {
  const view = new EditorView(null, { state: EditorState.create({ schema }) })
  const { docView } = view as unknown as { readonly docView: Drawn }
  view.destroy()
  return Object.getPrototypeOf(docView) as Drawn
}
