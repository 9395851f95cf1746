import { type NodeJson, stringAttr } from '../../essay/json.ts'
import { escapeAttribute } from '../html/write/escape.ts'
import { writeInline } from '../html/write/inline.ts'
import type { NodeHandler, Writing } from '../html/write/writing.ts'
import { headingBlock, paragraphBlock } from './paragraph-block.ts'

/**
 * Notes as paragraphs at the end, which a paste keeps with their ids. `core/footnotes` keeps its notes in a field of the post, so a paste of it would bring
 * empty notes (publishing.md 0.3).
 */
export const endnotes: NodeHandler = (_, writing) => {
  const items = writing.notes(
    (note) => noteBlocks(note, writing).join(PART),
    (html, _note, number, references) => `${finished(html, number, references, writing)}\n\n`,
  )
  const title = writing.inWords(writing.text(writing.wording.words.notes))
  return `${headingBlock(title, 'notes')}\n\n${items.trimEnd()}`
}

/** Between the blocks of a note until its number is known. */
const PART = '\0'

/** Each block of a note; a paragraph as its inline markup alone. */
function noteBlocks(note: NodeJson, writing: Writing): readonly string[] {
  return (note.content ?? []).map((child) =>
    child.type === 'paragraph' ? `p${writeInline(child.content, writing).html}` : `b${writing.node(child)}`,
  )
}

function finished(parts: string, number: number, references: number, writing: Writing): string {
  const { words, fill } = writing.wording
  const label = escapeAttribute(fill(words.backToReference, { number: String(number) }))
  let links = ''
  for (let count = 1; count <= references; count++)
    links += ` <a href="#${referenceId(number, count)}" aria-label="${label}${count > 1 ? ` (${count})` : ''}">↩︎</a>`
  const blocks = parts.split(PART)
  // The number needs words to stand before.
  if (blocks[0]?.startsWith('b') ?? true) blocks.unshift('p')
  const last = blocks.findLastIndex((part) => part.startsWith('p'))
  return blocks
    .map((part, index) => {
      if (part.startsWith('b')) return part.slice(1)
      const text = `${index === 0 ? `${number}. ` : ''}${part.slice(1)}${index === last ? links : ''}`
      return paragraphBlock(text, 'galley-note', index === 0 ? `fn-${number}` : '')
    })
    .join('\n\n')
}

/** A note's number, with the id to which the note leads back. */
export const noteReference: NodeHandler = (node, writing) => {
  const reference = writing.reference(stringAttr(node, 'id'))
  if (!reference) return ''
  const { number, count } = reference
  return `<sup><a href="#fn-${number}" id="${referenceId(number, count)}">${number}</a></sup>`
}

function referenceId(number: number, count: number): string {
  return count === 1 ? `fnref-${number}` : `fnref-${number}-${count}`
}
