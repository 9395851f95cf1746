import { Fragment, type Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { noteOrder, notesOf } from './note-order.ts'

/** Notes that are to be had for references that have none: cut ones, pasted ones. By id. */
export type NoteMemory = Map<string, Node>

/**
 * Makes references and notes whole again after a change: every reference has its note, every note its reference, notes stand
 * in the order of their first reference, each once. A note that was deleted takes its references with it; a reference that
 * comes in brings its note from `memory`, or an empty one. `before` is the document before the change. True when it changed
 * something.
 */
export function repairNotes(tr: Transaction, before: Node, memory: NoteMemory): boolean {
  const steps = tr.steps.length
  const was = notesOf(before)
  mergeTwins(tr)
  removeOrphanRefs(tr, new Set(was.refs.map(({ id }) => id)), new Set(was.notes.map(({ id }) => id)))
  const made = addMissingNotes(tr, memory)
  const { refs, notes } = notesOf(tr.doc)
  const bodies = new Map(notes.map((note) => [note.id, note.node]))
  arrange(
    tr,
    noteOrder(refs, (id) => bodies.get(id)),
  )
  const kept = new Set(notesOf(tr.doc).notes.map(({ id }) => id))
  for (const { id, node } of was.notes) if (!kept.has(id)) memory.set(id, node)
  for (const id of made) memory.delete(id)
  return tr.steps.length > steps
}

/** Two notes of one id (a note that was split) become one. */
function mergeTwins(tr: Transaction): void {
  const first = new Map<string, { readonly pos: number; readonly node: Node }>()
  for (const note of notesOf(tr.doc).notes) {
    const twin = first.get(note.id)
    if (!twin) {
      first.set(note.id, note)
      continue
    }
    const end = twin.pos + twin.node.nodeSize
    if (end === note.pos) {
      tr.join(end)
    } else {
      tr.delete(note.pos, note.pos + note.node.nodeSize)
      tr.insert(end - 1, note.node.content)
    }
    mergeTwins(tr)
    return
  }
}

/** References whose note this change deleted go with it. */
function removeOrphanRefs(tr: Transaction, hadRef: ReadonlySet<string>, hadNote: ReadonlySet<string>): void {
  const { refs, notes } = notesOf(tr.doc)
  const have = new Set(notes.map(({ id }) => id))
  for (const ref of [...refs].reverse()) {
    if (!have.has(ref.id) && hadRef.has(ref.id) && hadNote.has(ref.id)) tr.delete(ref.pos, ref.pos + 1)
  }
}

/** References that have no note get theirs; a note may itself bring references, so it goes on until nothing is missing. */
function addMissingNotes(tr: Transaction, memory: NoteMemory): readonly string[] {
  const made: string[] = []
  const { footnote, footnotes } = tr.doc.type.schema.nodes
  for (;;) {
    const { refs, notes } = notesOf(tr.doc)
    const have = new Set(notes.map(({ id }) => id))
    const missing = [...new Set(refs.map(({ id }) => id))].filter((id) => !have.has(id))
    if (missing.length === 0 || !footnote || !footnotes) return made
    const added = missing.map((id) => {
      const note = memory.get(id)
      return note ? footnote.create({ id }, note.content) : footnote.createAndFill({ id })
    })
    made.push(...missing)
    const nodes = added.filter((node): node is Node => node !== null)
    const foot = tr.doc.lastChild
    if (foot?.type === footnotes) tr.insert(tr.doc.content.size - 1, nodes)
    else tr.insert(tr.doc.content.size, footnotes.create(null, nodes))
  }
}

/** Brings the notes into order and takes away those that nothing refers to, with as few steps as there can be. */
function arrange(tr: Transaction, order: readonly string[]): void {
  const foot = tr.doc.lastChild
  if (foot?.type.name !== 'footnotes') return
  const start = tr.doc.content.size - foot.nodeSize
  if (order.length === 0) {
    tr.delete(start, start + foot.nodeSize)
    return
  }
  const wanted = new Set(order)
  const { notes } = notesOf(tr.doc)
  for (const note of [...notes].reverse()) if (!wanted.has(note.id)) tr.delete(note.pos, note.pos + note.node.nodeSize)
  const left = notesOf(tr.doc).notes
  if (left.every((note, index) => note.id === order[index])) return
  const byId = new Map(left.map((note) => [note.id, note.node]))
  const sorted = order.flatMap((id) => byId.get(id) ?? [])
  const end = tr.doc.content.size
  tr.replaceWith(end - (tr.doc.lastChild?.nodeSize ?? 0) + 1, end - 1, Fragment.fromArray(sorted))
}
