import type { Node } from '@tiptap/pm/model'
import type { Decoration, DecorationSet, EditorView } from '@tiptap/pm/view'
import { isStretch } from './stretches.ts'

/** What ProseMirror keeps to itself and the stretches need: how the view knows what it has drawn (prosemirror-view, viewdesc.ts). */
export interface Drawn {
  /** undefined for the document. */
  readonly parent: Drawn | undefined
  node: Node
  readonly innerDeco: SetsOfDecorations
  readonly mark?: { readonly type: unknown }
  readonly children: readonly Drawn[]
  readonly size: number
  readonly dom: globalThis.Node
  /** How much of it has to be drawn anew (`Dirty`). */
  readonly dirty: number
  update(node: Node, outer: readonly Decoration[], inner: unknown, view: EditorView): boolean
  updateChildren(view: EditorView, pos: number): void
  parseRange(from: number, to: number, base?: number): unknown
  nearestDesc(dom: globalThis.Node, onlyNodes?: boolean): Drawn | undefined
}

/** All decorations of a document, one set or several (prosemirror-view, decoration.ts). */
export interface SetsOfDecorations {
  readonly members?: readonly SetInside[]
  locals(doc: Node): readonly Decoration[]
  forChild(offset: number, block: Node): unknown
}

interface SetInside extends DecorationSet {
  /** Those that are in no block, or not in one alone. */
  readonly local: readonly (Decoration & { eq(other: Decoration, offset?: number): boolean })[]
  /** In threes: from, to, and the set of a block. */
  readonly children: readonly (number | SetInside)[]
  eq(other: SetInside): boolean
}

const CHILD_DIRTY = 1

/** The one block that differs from what is drawn, and where it starts. */
interface Changed {
  readonly drawn: Drawn
  readonly block: Node
  readonly start: number
}

/**
 * Draws the one block in which a document in stretches differs from what its view has drawn. Answers false, and has drawn nothing that is wrong,
 * where more than the words and decorations of one block differs: the view then compares everything, which in a long essay takes milliseconds of each key.
 */
export function drawOneBlock(drawn: Drawn, before: SetsOfDecorations, view: EditorView): boolean {
  if (view.composing || drawn.dirty > CHILD_DIRTY) return false
  const changed = oneChanged(drawn)
  if (!changed) return false
  const { block, start } = changed
  if (!sameAround(before, drawn.innerDeco, start, changed.drawn.size, block.nodeSize)) return false
  const outer = drawn.innerDeco.locals(drawn.node).filter(({ from, to }) => from <= start && to > start)
  const { dom } = changed.drawn
  return changed.drawn.update(block, outer, drawn.innerDeco.forChild(start, block), view) && changed.drawn.dom === dom
}

/** null where none differs, or more than one, or anything but a block is drawn. */
function oneChanged({ children, node }: Drawn): Changed | null {
  let found: Changed | null = null
  let index = 0
  let start = 0
  for (const reach of children) {
    if (!isStretch(reach.mark)) return null
    for (const stretch of reach.children) {
      if (!isStretch(stretch.mark)) return null
      for (const drawn of stretch.children) {
        const block = node.maybeChild(index++)
        if (!block || !drawn.node || isStretch(drawn.mark)) return null
        if (drawn.node !== block || drawn.dirty > 0) {
          if (found || !isInPlace(block, reach, stretch)) return null
          found = { drawn, block, start }
        }
        start += block.nodeSize
      }
    }
  }
  return index === node.childCount ? found : null
}

function isInPlace({ marks }: Node, reach: Drawn, stretch: Drawn): boolean {
  return marks.length === 2 && marks[0] === reach.mark && marks[1] === stretch.mark
}

/** True where no decoration outside of a block differs but by the place to which the block's length moves it. */
function sameAround(
  before: SetsOfDecorations,
  after: SetsOfDecorations,
  start: number,
  oldSize: number,
  size: number,
): boolean {
  const old = setsOf(before)
  const now = setsOf(after)
  return (
    old.length === now.length && old.every((one, index) => sameSet(one, now[index] as SetInside, start, oldSize, size))
  )
}

function setsOf(decorations: SetsOfDecorations): readonly SetInside[] {
  return decorations.members ?? [decorations as unknown as SetInside]
}

function sameSet(old: SetInside, now: SetInside, start: number, oldSize: number, size: number): boolean {
  if (!old.local || old.local.length !== now.local?.length) return false
  const end = start + oldSize
  return (
    old.local.every((one, index) => {
      const other = now.local[index] as Decoration
      if (one.to <= start) return one.eq(other)
      if (one.from >= end) return one.eq(other, size - oldSize)
      // What covers the whole block is drawn with it; what begins or ends within it is not for this.
      return one.from === start && one.to === end && other.from === start && other.to === start + size
    }) && sameBlocks(old.children, now.children, start, size - oldSize)
  )
}

function sameBlocks(old: SetInside['children'], now: SetInside['children'], start: number, moved: number): boolean {
  let other = 0
  for (let one = 0; one < old.length; one += 3) {
    const from = old[one] as number
    if (from === start) continue
    if (now[other] === start) other += 3
    const by = from < start ? 0 : moved
    if (now[other] !== from + by || now[other + 1] !== (old[one + 1] as number) + by) return false
    const [set, next] = [old[one + 2] as SetInside, now[other + 2] as SetInside]
    if (set !== next && !set.eq(next)) return false
    other += 3
  }
  if (now[other] === start) other += 3
  return other === now.length
}
