import { Fragment, type Mark, type Node } from '@tiptap/pm/model'

/** Blocks above which an essay is drawn in stretches: below, laying all of them out costs less than a frame. */
const LONG = 250
/** Blocks of a new stretch, and those above which one is parted. */
const WANTED = 6
const MOST = 18
/** Notes above which their list is drawn in stretches, too, and those of one. */
const MANY_NOTES = 40
const DOZEN = 12
/** Stretches of a new reach. */
const TOGETHER = 12
/** How many blocks may stand beside a picture that the text runs around. */
const FLOAT_REACH = 8
/** Characters in a line of the text face at the usual measure, and lines that a picture takes; both only for a first guess. */
const LINE = 66
const PICTURE = 16

/** Some neighbouring blocks of a long essay, or notes of a long list, that are drawn in one element, so that the browser can leave all of them out at once. */
interface Together {
  /** They look like marks of the text to ProseMirror's view, and to nothing else. */
  readonly marks: readonly Mark[]
  readonly copies: WeakMap<Node, Node>
}

/** One of blocks, which stands in a reach. */
interface Stretch extends Together {
  readonly marks: readonly [reach: Mark, own: Mark]
}

interface Arranged {
  readonly doc: Node
  /** The stretch of each block. The notes have one of their own. */
  readonly owners: readonly Stretch[]
  readonly marked: Node
}

/**
 * Arranges the blocks of one editor's documents into stretches, and answers the document with the mark of its stretch on each block (essay-view only: marks move
 * no positions). A block that an edit leaves alone stays in its stretch and is the same node as before. A short document is answered as it is, and so is what is
 * no document: a small editor shows a caption or note, whose pieces have marks of their own.
 */
export function createStretches(): (doc: Node) => Node {
  let last: Arranged | null = null
  const notes = createNoteStretches()
  return (doc) => {
    if (last?.doc === doc) return last.marked
    // An essay that shrinks around the limit is not drawn anew with every block.
    if (doc.type !== doc.type.schema.topNodeType || doc.childCount <= (last ? LONG / 2 : LONG)) {
      last = null
      return doc
    }
    const one = last && onlyChanged(last.doc, doc)
    if (last && one) {
      // A letter changes no stretch.
      const { owners, marked } = last
      const copy = copyIn(owners[one.index] as Stretch, one.block, notes)
      last = { doc, owners, marked: marked.copy(marked.content.replaceChild(one.index, copy)) }
      return last.marked
    }
    const owners = parted(doc.children, settled(doc.children, last ? carried(last, doc) : []))
    const marked = doc.copy(
      Fragment.from(doc.children.map((block, index) => copyIn(owners[index] as Stretch, block, notes))),
    )
    last = { doc, owners, marked }
    return marked
  }
}

/** True for the mark of a stretch, and for that of a reach. */
export function isStretch(mark: { readonly type: unknown } | undefined): boolean {
  return mark?.type === TYPE
}

const TYPE = {
  name: 'stretch',
  spec: {
    toDOM: ({ attrs }: Mark) => {
      const dom = document.createElement('div')
      dom.className = attrs.name
      if (attrs.first) {
        dom.setAttribute('role', 'none')
        dom.style.setProperty('--stretch-first', String(attrs.first))
      }
      dom.style.setProperty('--stretch-lines', String(attrs.lines))
      // The attribute for the cursor (stretch-at-cursor.ts) is no change of the text.
      return { dom, contentDOM: dom, ignoreMutation: ({ type }: { readonly type: string }) => type === 'attributes' }
    },
    // What is typed is read as if the element were not there.
    reparseInView: true,
  },
}

function newStretch(blocks: readonly Node[], reach: Mark): Stretch {
  return { marks: [reach, newMark('stretch', blocks)], copies: new WeakMap() }
}

function newReach(blocks: readonly Node[]): Mark {
  return newMark('reach', blocks)
}

/** `first` is the number of the first item in a list: its element has no role, so that the list is heard as one, and items are counted anew in it (style containment). */
function newMark(name: 'reach' | 'stretch', blocks: readonly Node[], first?: number): Mark {
  const attrs = { name, first, lines: Math.round(blocks.reduce((sum, block) => sum + linesOf(block), 0)) }
  const mark = { type: TYPE, attrs, eq: (other: unknown) => mark === other }
  return mark as unknown as Mark
}

/** Lines that a block is likely to take, with the space below it. */
function linesOf(block: Node): number {
  if (block.isTextblock) return Math.ceil(block.content.size / LINE) + 0.6
  if (block.type.name === 'figure' || block.type.name === 'gallery') return PICTURE + 2
  return block.isLeaf ? 2 : block.children.reduce((sum, child) => sum + linesOf(child), 1)
}

function copyIn(owner: Together, block: Node, notes?: (list: Node) => Node): Node {
  let copy = owner.copies.get(block)
  if (!copy) {
    copy = (notes?.(block) ?? block).mark([...owner.marks, ...block.marks])
    owner.copies.set(block, copy)
  }
  return copy
}

/** Puts each dozen notes of a long list into a stretch by their number; any other block is answered as it is. A note that stays in its dozen is the same node. */
function createNoteStretches(): (list: Node) => Node {
  const dozens: Together[] = []
  return (list) => {
    if (list.type.name !== 'footnotes' || list.childCount <= MANY_NOTES) return list
    const copies = list.children.map((note, index) => {
      const number = Math.floor(index / DOZEN)
      const begins = list.children.slice(index, index + DOZEN)
      dozens[number] ??= { marks: [newMark('stretch', begins, index + 1)], copies: new WeakMap() }
      return copyIn(dozens[number], note)
    })
    return list.copy(Fragment.from(copies))
  }
}

/** The one block that an edit has left in its place with other words; null where it changed anything else. */
function onlyChanged(before: Node, doc: Node): { readonly index: number; readonly block: Node } | null {
  if (before.childCount !== doc.childCount) return null
  const index = doc.children.findIndex((block, at) => block !== before.child(at))
  const block = doc.maybeChild(index)
  if (!block?.sameMarkup(before.child(index))) return null
  for (let at = index + 1; at < doc.childCount; at++) if (doc.child(at) !== before.child(at)) return null
  return { index, block }
}

/** The stretch that each block had, or that of the block in its place, or before it. undefined where there was none. */
function carried({ doc: before, owners }: Arranged, doc: Node): readonly (Stretch | undefined)[] {
  const old = before.children
  const now = doc.children
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const shift = now.length - old.length
  const places = new Map<Node, number>()
  if (shift !== 0) for (let index = start; index < old.length - end; index++) places.set(old[index] as Node, index)
  let reached = start - 1
  return now.map((block, index) => {
    if (index < start || shift === 0) return owners[index]
    if (index >= now.length - end) return owners[index - shift]
    // What was moved back stays where it is now: a stretch is in one piece.
    const place = places.get(block) ?? -1
    if (place > reached) reached = place
    return owners[Math.max(reached, 0)]
  })
}

/** What is carried, with each stretch in one piece, the notes apart, and none that begins where none may. */
function settled(blocks: readonly Node[], wanted: readonly (Stretch | undefined)[]): readonly Stretch[] {
  const ended = new Set<Stretch>()
  const owners: Stretch[] = []
  let current: Stretch | undefined
  let count = 0
  for (const [index, block] of blocks.entries()) {
    const next = wanted[index]
    const goesOn = next === undefined || next === current || (count < 2 * MOST && !mayBegin(blocks, index))
    if (!current || !goesOn || block.type.name === 'footnotes') {
      if (current) ended.add(current)
      const begins = blocks.slice(index, index + WANTED)
      // The notes stand in a reach of their own, too.
      const reach = block.type.name !== 'footnotes' && current?.marks[0]
      current =
        next && !ended.has(next)
          ? next
          : newStretch(begins, reach || newReach(blocks.slice(index, index + WANTED * TOGETHER)))
      count = 0
    }
    count++
    owners.push(current)
  }
  return owners
}

/** Parts stretches that have become too long; the first piece stays what it was. */
function parted(blocks: readonly Node[], owners: readonly Stretch[]): readonly Stretch[] {
  const all = [...owners]
  for (let start = 0; start < blocks.length; ) {
    const owner = owners[start]
    let end = start
    while (end < blocks.length && owners[end] === owner) end++
    if (end - start > MOST) part(blocks, all, start, end)
    start = end
  }
  return all
}

function part(blocks: readonly Node[], owners: Stretch[], start: number, end: number): void {
  const [first] = (owners[start] as Stretch).marks
  let reach = first
  const isMuch = end - start > MOST * 3
  let count = 1
  for (let from = cutAfter(blocks, start, end); from < end; ) {
    const to = cutAfter(blocks, from, end)
    if (isMuch && count++ % TOGETHER === 0)
      reach = newReach(blocks.slice(from, Math.min(end, from + WANTED * TOGETHER)))
    owners.fill(newStretch(blocks.slice(from, to), reach), from, to)
    from = to
  }
  if (reach !== first) setApart(blocks, owners, end, first)
}

/** What follows of a reach into which others were set takes one of its own: a reach is in one piece, too. */
function setApart(blocks: readonly Node[], owners: Stretch[], start: number, reach: Mark): void {
  let end = start
  while (owners[end]?.marks[0] === reach) end++
  const own = newReach(blocks.slice(start, end))
  for (let from = start; from < end; ) {
    const old = owners[from] as Stretch
    let to = from
    while (to < end && owners[to] === old) to++
    owners.fill({ marks: [own, old.marks[1]], copies: new WeakMap() }, from, to)
    from = to
  }
}

/** Where a stretch from `start` ends; the next begins there. */
function cutAfter(blocks: readonly Node[], start: number, end: number): number {
  if (end - start < 2 * WANTED) return end
  let cut = start + WANTED
  while (cut < end && cut < start + MOST && !mayBegin(blocks, cut)) cut++
  return cut
}

/**
 * A stretch begins with a paragraph, which has no space above it (the space below the block before it would not fall together with it), and not beside
 * a picture that the text runs around.
 */
function mayBegin(blocks: readonly Node[], index: number): boolean {
  return blocks[index]?.type.name === 'paragraph' && !blocks.slice(Math.max(0, index - FLOAT_REACH), index).some(floats)
}

function floats({ attrs }: Node): boolean {
  return ['left', 'right'].includes(attrs.layout ?? attrs.align)
}
