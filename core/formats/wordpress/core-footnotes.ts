import { type NodeJson, stringAttr, textOf } from '../../essay/json.ts'
import { writeInline } from '../html/write/inline.ts'
import type { Flavour, NodeHandler, Writing } from '../html/write/writing.ts'
import { blockFlavour } from './block-flavour.ts'

/** A note as WordPress keeps it in the post's field `footnotes`: its HTML, and the id by which references name it. */
export interface CoreFootnote {
  readonly content: string
  readonly id: string
}

/** Blocks whose notes are WordPress's own (6.3 and later, publishing.md 1.2), and the field that must go with them. */
export interface CoreFootnotes {
  readonly flavour: Flavour
  /** The notes in their printed order, once the text has been written. */
  readonly notes: () => readonly CoreFootnote[]
}

/** Notes for one run of the writer. `essayId` makes their ids, which WordPress wants as UUIDs: the same essay gives the same. */
export function coreFootnotes(essayId: string): CoreFootnotes {
  const kept: CoreFootnote[] = []
  const footnoteRef: NodeHandler = (node, writing) => {
    const reference = writing.reference(stringAttr(node, 'id'))
    if (!reference) return ''
    const { number, count } = reference
    const id = noteUuid(essayId, number)
    return `<sup data-fn="${id}" class="fn"><a href="#${id}" id="${id}-link${count === 1 ? '' : `-${count}`}">${number}</a></sup>`
  }
  const footnotes: NodeHandler = (_, writing) => {
    writing.notes(
      (note) => noteHtml(note, writing),
      (content, _note, number) => {
        kept.push({ content, id: noteUuid(essayId, number) })
        return ''
      },
    )
    return '<!-- wp:footnotes /-->'
  }
  return {
    flavour: { ...blockFlavour, nodes: { ...blockFlavour.nodes, footnoteRef, footnotes } },
    notes: () => kept,
  }
}

/** A note's words in one line: WordPress has no blocks in a note. */
function noteHtml(note: NodeJson, writing: Writing): string {
  return (note.content ?? [])
    .map((block) => {
      if (block.type === 'paragraph') return writeInline(block.content, writing).html
      writing.loss(
        'note-block',
        'A list, quotation or other block in a note became its words; WordPress’s notes are one line.',
      )
      return writing.text(textOf(block))
    })
    .join('<br>')
}

/** A UUID made of the essay's own and the note's number (FNV-1a, four times). It begins with a letter, as ids in a page should. */
function noteUuid(essayId: string, number: number): string {
  const hex = [0, 1, 2, 3]
    .map((seed) => {
      let hash = 0x811c9dc5 ^ seed
      for (const char of `${essayId}/${number}`) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193)
      return (hash >>> 0).toString(16).padStart(8, '0')
    })
    .join('')
  const first = 'abcdef'[Number.parseInt(hex.slice(0, 1), 16) % 6]
  return `${first}${hex.slice(1, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
