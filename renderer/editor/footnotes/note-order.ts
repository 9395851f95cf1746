import type { Node } from '@tiptap/pm/model'

/** A reference in the text and where it stands. */
export interface NoteRef {
  readonly id: string
  readonly pos: number
  /** Whether it stands inside a note. */
  readonly inNote: boolean
}

/** A note at the foot and where it begins. */
export interface Note {
  readonly id: string
  readonly pos: number
  readonly node: Node
}

/** Every reference and every note of an essay, in reading order. */
export interface Notes {
  readonly refs: readonly NoteRef[]
  readonly notes: readonly Note[]
}

/** Finds all references and notes below a document. */
export function notesOf(doc: Node): Notes {
  const refs: NoteRef[] = []
  const notes: Note[] = []
  let foot = Number.POSITIVE_INFINITY
  doc.descendants((node, pos) => {
    if (node.type.name === 'footnotes') foot = pos
    else if (node.type.name === 'footnote') notes.push({ id: node.attrs.id as string, pos, node })
    else if (node.type.name === 'footnoteRef') refs.push({ id: node.attrs.id as string, pos, inNote: pos > foot })
    return !node.isLeaf
  })
  return { refs, notes }
}

/**
 * The ids of the notes in the order in which they are numbered: by first reference in the text, then those that only notes
 * refer to, by the notes' own order. Notes that nothing in the text leads to are not in it. `bodyOf` gives the note of an id.
 */
export function noteOrder(refs: readonly NoteRef[], bodyOf: (id: string) => Node | undefined): readonly string[] {
  const order = new Set(refs.filter((ref) => !ref.inNote).map((ref) => ref.id))
  // The set grows while it is walked; each id is visited once.
  for (const id of order) {
    bodyOf(id)?.descendants((node) => {
      if (node.type.name === 'footnoteRef') order.add(node.attrs.id as string)
    })
  }
  return [...order]
}

/** An id that no note of the essay has: `n1`, `n2` … */
export function freshNoteId(taken: { has(id: string): boolean }): string {
  for (let number = 1; ; number++) if (!taken.has(`n${number}`)) return `n${number}`
}

/** True where a range holds a reference, or the edge of a note or of the list of notes. */
export function touchesNotes(doc: Node, from: number, to: number): boolean {
  let found = false
  doc.nodesBetween(from, to, (node, pos) => {
    const { name } = node.type
    if (name === 'footnoteRef') found = true
    if (name === 'footnote' || name === 'footnotes') found = found || pos >= from || pos + node.nodeSize <= to
    return !found
  })
  return found
}
