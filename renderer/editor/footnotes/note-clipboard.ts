import { DOMSerializer, Fragment, type Node, type NodeSpec, type Schema, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin } from '@tiptap/pm/state'
import { nodeSpecs } from '../../../core/essay/schema.ts'
import { parseInertHtml } from '../paste/inert-html.ts'
import { noteFromJson, noteNumber } from './footnote-plugin.ts'
import { freshNoteId, notesOf } from './note-order.ts'
import type { NoteMemory } from './repair-notes.ts'

/**
 * Notes travel with their references: a copied reference carries its note in `data-fn-body`, as JSON that is checked against
 * the schema when it comes in. A pasted reference whose id is taken gets an id and a note of its own.
 */
export function noteClipboard(schema: Schema, memory: NoteMemory): Plugin {
  /** Notes of the HTML that is being pasted. */
  let arriving: ReadonlyMap<string, Node> = new Map()
  let state: EditorState | null = null
  return new Plugin({
    view: (view) => {
      state = view.state
      return {
        update: (updated) => {
          state = updated.state
        },
      }
    },
    props: {
      clipboardSerializer: serializerWithNotes(schema, () => state),
      transformPastedHTML: (html) => {
        arriving = notesInHtml(schema, html)
        return html
      },
      transformPasted: (slice, view) => {
        const bodies = new Map(
          [...notesOf(view.state.doc).notes, ...notesOf(wrapped(slice)).notes].map((note) => [note.id, note.node]),
        )
        for (const [id, note] of arriving) bodies.set(id, note)
        arriving = new Map()
        const renamed = withOwnIds(withoutFoot(slice), new Set(notesOf(view.state.doc).notes.map(({ id }) => id)))
        for (const [id, from] of renamed.ids) {
          const body = bodies.get(from)
          if (body) memory.set(id, body)
        }
        return renamed.slice
      },
    },
  })
}

/** A slice without lists of notes; where it holds nothing else, the notes' own paragraphs. */
export function withoutFoot(slice: Slice): Slice {
  const first = slice.content.firstChild?.type.name
  const last = slice.content.lastChild?.type.name
  if (first !== 'footnotes' && first !== 'footnote' && last !== 'footnotes') return slice
  const blocks = slice.content.content.filter(({ type }) => type.name !== 'footnotes' && type.name !== 'footnote')
  const notes = slice.content.content.flatMap((node) =>
    node.type.name === 'footnotes' ? node.children : node.type.name === 'footnote' ? [node] : [],
  )
  const inner = notes.flatMap((note) => note.children)
  if (blocks.length === 0) return new Slice(Fragment.fromArray(inner), 0, 0)
  return new Slice(Fragment.fromArray(blocks), slice.openStart, blocks.at(-1)?.isTextblock ? 1 : 0)
}

/** Gives the references of a slice ids that are free; `ids` says for each new id which one it had. */
export function withOwnIds(
  slice: Slice,
  taken: ReadonlySet<string>,
): { readonly slice: Slice; readonly ids: ReadonlyMap<string, string> } {
  const used = new Set(taken)
  const renamed = new Map<string, string>()
  const rename = (fragment: Fragment): Fragment => {
    const nodes: Node[] = []
    fragment.forEach((node) => {
      if (node.type.name !== 'footnoteRef') {
        nodes.push(node.isLeaf ? node : node.copy(rename(node.content)))
        return
      }
      const from = node.attrs.id as string
      let id = renamed.get(from)
      if (id === undefined) {
        id = used.has(from) ? freshNoteId(used) : from
        used.add(id)
        renamed.set(from, id)
      }
      nodes.push(id === from ? node : node.type.create({ id }, null, node.marks))
    })
    return Fragment.fromArray(nodes)
  }
  const content = rename(slice.content)
  return {
    slice: new Slice(content, slice.openStart, slice.openEnd),
    ids: new Map([...renamed].map(([from, id]) => [id, from])),
  }
}

function wrapped(slice: Slice): Node {
  const { doc } = slice.content.firstChild?.type.schema.nodes ?? {}
  // Only looked through, never kept, so that it need not fit the schema.
  return doc ? doc.create(null, slice.content) : (slice.content.firstChild as Node)
}

function serializerWithNotes(schema: Schema, current: () => EditorState | null): DOMSerializer {
  return new DOMSerializer(
    {
      ...DOMSerializer.nodesFromSchema(schema),
      // As core writes them: what the editor adds for the screen (from-core.ts) stays there.
      ...Object.fromEntries(
        Object.entries(nodeSpecs as Record<string, NodeSpec>).flatMap(([name, { toDOM }]) =>
          toDOM ? [[name, toDOM] as const] : [],
        ),
      ),
      footnoteRef: (ref) => {
        const state = current()
        const id = ref.attrs.id as string
        const note = state ? notesOf(state.doc).notes.find((candidate) => candidate.id === id) : undefined
        const number = state ? noteNumber(state, id) : null
        const attributes = {
          class: 'fn',
          'data-fn': id,
          ...(note ? { 'data-fn-body': JSON.stringify(note.node) } : {}),
        }
        return ['sup', attributes, number === null ? '*' : String(number)]
      },
    },
    DOMSerializer.marksFromSchema(schema),
  )
}

function notesInHtml(schema: Schema, html: string): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>()
  if (!html.includes('data-fn-body')) return found
  // A parsed document without a window is inert: nothing in it runs or loads.
  const parsed = parseInertHtml(html)
  for (const element of parsed.querySelectorAll('sup[data-fn][data-fn-body]')) {
    const note = noteFromJson(schema, parseJson(element.getAttribute('data-fn-body') ?? ''))
    if (note) found.set(element.getAttribute('data-fn') ?? '', note)
  }
  return found
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
