import type { Node, Schema } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { noteOrder, notesOf, touchesNotes } from './note-order.ts'
import { type NoteMemory, repairNotes } from './repair-notes.ts'

/** The numbers of the notes and the decorations that show them at the references. */
interface NoteNumbers {
  readonly numbers: ReadonlyMap<string, number>
  readonly decorations: DecorationSet
}

/** The state of the notes' plugin. */
const noteNumbersKey = new PluginKey<NoteNumbers>('noteNumbers')

/** How many notes are remembered after they were cut. */
const LONGEST_MEMORY = 500

/**
 * Keeps references and notes together (`repairNotes`) and numbers them. Changes that touch no reference and no note cost
 * nothing but the mapping of the decorations.
 */
export function footnotePlugin(memory: NoteMemory): Plugin<NoteNumbers> {
  return new Plugin<NoteNumbers>({
    key: noteNumbersKey,
    state: {
      init: (_config, state) => numbersOf(state.doc),
      apply: (tr, value) => {
        if (!tr.docChanged) return value
        if (changesNotes([tr])) return numbersOf(tr.doc)
        return { numbers: value.numbers, decorations: value.decorations.map(tr.mapping, tr.doc) }
      },
    },
    appendTransaction: (transactions, before, after) => {
      if (!changesNotes(transactions)) return null
      const { tr } = after
      const repaired = repairNotes(tr, before.doc, memory)
      while (memory.size > LONGEST_MEMORY) memory.delete(memory.keys().next().value as string)
      return repaired ? tr : null
    },
    props: { decorations: (state) => noteNumbersKey.getState(state)?.decorations },
  })
}

/** The number under which the note with this id stands, from 1, or null. */
export function noteNumber(state: EditorState, id: string): number | null {
  return noteNumbersKey.getState(state)?.numbers.get(id) ?? null
}

function changesNotes(transactions: readonly Transaction[]): boolean {
  return transactions.some((tr) =>
    tr.mapping.maps.some((map, index) => {
      const before = tr.docs[index]
      const after = tr.docs[index + 1] ?? tr.doc
      let touched = false
      map.forEach((oldStart, oldEnd, newStart, newEnd) => {
        touched =
          touched ||
          (before !== undefined && touchesNotes(before, oldStart, oldEnd)) ||
          touchesNotes(after, newStart, newEnd)
      })
      return touched
    }),
  )
}

function numbersOf(doc: Node): NoteNumbers {
  const { refs, notes } = notesOf(doc)
  const bodies = new Map(notes.map((note) => [note.id, note.node]))
  const numbers = new Map(noteOrder(refs, (id) => bodies.get(id)).map((id, index) => [id, index + 1]))
  const decorations = refs.map(({ id, pos }) => {
    const number = numbers.get(id) ?? 0
    return Decoration.node(pos, pos + 1, { 'data-number': String(number) }, { number })
  })
  return { numbers, decorations: DecorationSet.create(doc, decorations) }
}

/** Reads a note from JSON; null where it is none that fits the schema. */
export function noteFromJson(schema: Schema, json: unknown): Node | null {
  try {
    const node = schema.nodeFromJSON(json)
    node.check()
    return node.type.name === 'footnote' ? node : null
  } catch {
    return null
  }
}
