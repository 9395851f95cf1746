import { directionOf, directionOfWords } from '../../../essay/direction.ts'
import { type NodeJson, stringAttr, textOf } from '../../../essay/json.ts'
import type { Around, DocxWriting } from './docx-writing.ts'
import { type RunBase, writeInline } from './inline.ts'
import type { StyleId } from './names.ts'

/** Twentieths of a point by which a list or a quotation moves its text in. */
export const STEP = 360

/** A paragraph of runs. `style` goes before what the surroundings say. */
export function paragraphOf(runs: string, around: Around, style: StyleId | null = null, rtl = false): string {
  const id = style ?? around.style
  const { sign } = around
  const xml =
    (id === null ? '' : `<w:pStyle w:val="${id}"/>`) +
    (sign === null ? '' : `<w:numPr><w:ilvl w:val="${sign.level}"/><w:numId w:val="${sign.list}"/></w:numPr>`) +
    (rtl ? '<w:bidi/>' : '') +
    indentOf(around) +
    (around.align === null ? '' : `<w:jc w:val="${around.align}"/>`)
  const properties = xml === '' ? '' : `<w:pPr>${xml}</w:pPr>`
  return `<w:p>${properties}${runs}</w:p>`
}

/** A paragraph of a text block with its language and direction. */
export function textBlock(
  node: NodeJson,
  writing: DocxWriting,
  around: Around,
  style: StyleId | null,
  lines = false,
): string {
  const { base, rtl } = languageBase(node)
  return paragraphOf(writeInline(node.content, writing, lines ? { ...base, lines } : base), around, style, rtl)
}

function languageBase(node: NodeJson): { readonly base: RunBase; readonly rtl: boolean } {
  const lang = stringAttr(node, 'lang')
  const dir = stringAttr(node, 'dir')
  const byLetters = dir === 'auto' ? directionOfWords(textOf(node)) : null
  const rtl = (dir === 'ltr' || dir === 'rtl' ? dir : (byLetters ?? directionOf(lang))) === 'rtl'
  return { base: { ...(lang === '' ? {} : { lang }), ...(rtl ? { rtl } : {}) }, rtl }
}

/** The first paragraph of an item stands where its list says; all others where the text around them does. */
function indentOf(around: Around): string {
  if (around.sign !== null) {
    const left = around.indent
    return `<w:ind w:left="${left}" w:hanging="${STEP}"/>`
  }
  return around.indent === 0 ? '' : `<w:ind w:left="${around.indent}" w:firstLine="0"/>`
}
