import { type NodeJson, stringAttr } from '../../../essay/json.ts'
import { escapeAttribute } from './escape.ts'
import type { NodeHandler, Writing } from './writing.ts'

/** U+FE0E asks for the arrow as text, not as a picture. */
const ARROW = '\u21a9\ufe0e'

/** A note's number where it is referred to; nothing where there is no such note. */
export const footnoteRef: NodeHandler = (node, writing) => {
  const id = stringAttr(node, 'id')
  const reference = writing.reference(id)
  if (!reference) return ''
  const { number, count } = reference
  const data = writing.flavour.carry(` class="fn" data-fn="${escapeAttribute(id)}"`)
  return `<sup${data}><a${writing.flavour.meaning('noteref')} id="${referenceId(number, count)}" href="#fn-${number}" role="doc-noteref">${number}</a></sup>`
}

/** All notes in the order of their first references. */
export const footnotes: NodeHandler = (_, writing) => {
  const { words } = writing.wording
  const list = `<ol>${noteItems(writing)}</ol>`
  return `<section class="footnotes"${writing.flavour.meaning('endnotes')} role="doc-endnotes" aria-labelledby="notes">\n<h2 id="notes">${writing.inWords(writing.text(words.notes))}</h2>\n${list}\n</section>`
}

/** The items of the list of notes. */
export function noteItems(writing: Writing): string {
  return writing.notes(
    (note) => writing.node(note),
    (html, note, number, references) => {
      const data = writing.flavour.carry(` data-fn="${escapeAttribute(stringAttr(note, 'id'))}"`)
      return `<li id="fn-${number}"${writing.flavour.meaning('footnote')}${data}>${withBackLinks(html, note, number, references, writing)}</li>`
    },
  )
}

/** A note's blocks, without the list item around them, which `noteItems` writes. */
export const footnote: NodeHandler = (node, writing) => writing.nodes(node.content)

/** Puts the links back into the last paragraph, or below the last block where that is none. */
function withBackLinks(html: string, note: NodeJson, number: number, references: number, writing: Writing): string {
  if (references === 0) return html
  const { wording, flavour } = writing
  const derived = flavour.carry(' data-derived')
  let links = ''
  for (let count = 1; count <= references; count++) {
    const label =
      wording.fill(wording.words.backToReference, { number: String(number) }) + (count > 1 ? ` (${count})` : '')
    links += `<a${flavour.meaning('backlink')} href="#${referenceId(number, count)}" role="doc-backlink" aria-label="${escapeAttribute(label)}"${derived}>\u00a0${ARROW}</a>`
  }
  return note.content?.at(-1)?.type === 'paragraph'
    ? `${html.slice(0, -'</p>'.length)}${links}</p>`
    : `${html}<p${derived}>${links}</p>`
}

function referenceId(number: number, count: number): string {
  return count === 1 ? `fnref-${number}` : `fnref-${number}-${count}`
}
