import { directionOf } from '../../../essay/direction.ts'
import { figureIdOf } from '../../../essay/figure-references.ts'
import { type MarkJson, type NodeJson, stringAttr, textOf } from '../../../essay/json.ts'
import type { MarkName } from '../../../essay/schema.ts'
import type { DocxWriting } from './docx-writing.ts'
import { inlinePicture } from './pictures.ts'
import { xmlText } from './xml.ts'

/** Run properties on their way to `w:rPr`, whose children have a fixed order (ECMA-376 part 1, 17.3.2.28). */
interface RunLook {
  style?: string
  bold?: boolean
  italic?: boolean
  strike?: boolean
  underline?: boolean
  highlight?: string
  vertical?: 'subscript' | 'superscript'
  rtl?: boolean
  lang?: string
}

type Apply = (look: RunLook, attrs: Readonly<Record<string, unknown>>) => void

const HIGHLIGHTS: Readonly<Record<string, string>> = { yellow: 'yellow', green: 'green', blue: 'cyan', pink: 'magenta' }

/** What each mark makes of a run. Links are elements around runs, and a review was accepted before. */
export const DOCX_MARKS: Readonly<Record<MarkName, Apply>> = {
  link: (look) => {
    look.style ??= 'Hyperlink'
  },
  comment: () => {},
  insertion: () => {},
  deletion: () => {},
  language: (look, attrs) => {
    if (typeof attrs.lang === 'string' && attrs.lang !== '') look.lang = attrs.lang
    look.rtl = attrs.dir === 'rtl' || (attrs.dir !== 'ltr' && directionOf(look.lang ?? '') === 'rtl')
  },
  bold: (look) => {
    look.bold = true
  },
  italic: (look) => {
    look.italic = true
  },
  underline: (look) => {
    look.underline = true
  },
  strike: (look) => {
    look.strike = true
  },
  highlight: (look, attrs) => {
    look.highlight = HIGHLIGHTS[String(attrs.color ?? 'yellow')] ?? 'yellow'
  },
  subscript: (look) => {
    look.vertical = 'subscript'
  },
  superscript: (look) => {
    look.vertical = 'superscript'
  },
  code: (look) => {
    look.style = 'VerbatimChar'
  },
}

function properties(look: RunLook): string {
  const xml =
    (look.style === undefined ? '' : `<w:rStyle w:val="${look.style}"/>`) +
    (look.bold ? '<w:b/><w:bCs/>' : '') +
    (look.italic ? '<w:i/><w:iCs/>' : '') +
    (look.strike ? '<w:strike/>' : '') +
    (look.highlight === undefined ? '' : `<w:highlight w:val="${look.highlight}"/>`) +
    (look.underline ? '<w:u w:val="single"/>' : '') +
    (look.vertical === undefined ? '' : `<w:vertAlign w:val="${look.vertical}"/>`) +
    (look.rtl ? '<w:rtl/>' : '') +
    (look.lang === undefined
      ? ''
      : look.rtl
        ? `<w:lang w:bidi="${xmlText(look.lang)}"/>`
        : `<w:lang w:val="${xmlText(look.lang)}" w:eastAsia="${xmlText(look.lang)}"/>`)
  return xml === '' ? '' : `<w:rPr>${xml}</w:rPr>`
}

/** What a paragraph gives to all of its runs. */
export interface RunBase {
  readonly lang?: string
  readonly rtl?: boolean
  /** Newlines in text are lines of their own (verse, code). */
  readonly lines?: boolean
}

/** Inline content as runs and links. */
export function writeInline(
  content: readonly NodeJson[] | undefined,
  writing: DocxWriting,
  base: RunBase = {},
): string {
  let xml = ''
  let open: string | null = null
  for (const node of content ?? []) {
    const link = node.marks?.find((mark) => mark.type === 'link')
    const tag = link === undefined ? null : linkTag(link, writing)
    if (tag !== open) {
      if (open !== null) xml += '</w:hyperlink>'
      if (tag !== null) xml += tag
      open = tag
    }
    xml += writeNode(node, writing, base)
  }
  return open === null ? xml : `${xml}</w:hyperlink>`
}

/** A run of plain words. */
export function plainRun(text: string, writing: DocxWriting, style?: string): string {
  return text === ''
    ? ''
    : `<w:r>${properties(style === undefined ? {} : { style })}${pieces(text, writing, true)}</w:r>`
}

/** A run that leads to an address. */
export function linkedRun(text: string, href: string, style: string, writing: DocxWriting): string {
  return `<w:hyperlink r:id="${writing.relationship('hyperlink', href)}" w:history="1">${plainRun(text, writing, style)}</w:hyperlink>`
}

function linkTag(mark: MarkJson, writing: DocxWriting): string {
  const href = String(mark.attrs?.href ?? '')
  const title = String(mark.attrs?.title ?? '')
  const figure = figureIdOf(href)
  const tip = title === '' ? '' : ` w:tooltip="${writing.text(title)}"`
  if (figure !== null) return `<w:hyperlink w:anchor="${figureBookmark(figure)}"${tip} w:history="1">`
  return `<w:hyperlink r:id="${writing.relationship('hyperlink', href)}"${tip} w:history="1">`
}

/** The name of the bookmark at a figure to which the text refers; at most 40 characters, letters, digits and `_` (ECMA-376 17.13.6.2, and Word). */
export function figureBookmark(id: string): string {
  return `figure_${id.replaceAll('-', '_').slice(0, 33)}`
}

function writeNode(node: NodeJson, writing: DocxWriting, base: RunBase): string {
  const look: RunLook = { ...base }
  for (const mark of node.marks ?? []) DOCX_MARKS[mark.type as MarkName](look, mark.attrs ?? {})
  switch (node.type) {
    case 'text':
      return `<w:r>${properties(look)}${pieces(node.text ?? '', writing, base.lines === true)}</w:r>`
    case 'hardBreak':
      return '<w:r><w:br/></w:r>'
    case 'image':
      return inlinePicture(node, writing)
    case 'footnoteRef':
      return writeReference(stringAttr(node, 'id'), writing)
    default:
      throw new Error(`The DOCX writer has no handler for the inline node ${node.type}`)
  }
}

function writeReference(id: string, writing: DocxWriting): string {
  if (writing.part === 'footnotes') return nestedNote(id, writing)
  const note = writing.note(id)
  if (note === null) {
    writing.loss('missing-note', 'A reference to a note that does not exist was left out.')
    return ''
  }
  if (!note.first)
    return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> NOTEREF note${note.number} \\f \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>${note.number}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const bookmark = `w:id="${note.number}"`
  return `<w:bookmarkStart ${bookmark} w:name="note${note.number}"/><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${note.number}"/></w:r><w:bookmarkEnd ${bookmark}/>`
}

/** A note in a note, which Word does not know: the number of a note that the text refers to as well, else its words in brackets. */
function nestedNote(id: string, writing: DocxWriting): string {
  writing.loss(
    'note-in-note',
    'A note cannot stand in a note of a DOCX file; its number or its words stand in its place.',
  )
  const number = writing.noteNumber(id)
  if (number !== null) return `<w:r>${properties({ vertical: 'superscript' })}<w:t>${number}</w:t></w:r>`
  const node = writing.takeNote(id)
  return node === null ? '' : plainRun(` [${textOf(node)}]`, writing)
}

/** Text with what OOXML has elements for: tabs, soft hyphens, and new lines where they count. */
function pieces(text: string, writing: DocxWriting, lines: boolean): string {
  if (!/[\t\n\u00ad]/.test(text)) return `<w:t xml:space="preserve">${xmlText(text, writing.onBad)}</w:t>`
  return text
    .split(/([\t\n\u00ad])/)
    .map((piece) => {
      if (piece === '') return ''
      if (piece === '\t') return '<w:tab/>'
      if (piece === '\u00ad') return '<w:softHyphen/>'
      if (piece === '\n') return lines ? '<w:br/>' : '<w:t xml:space="preserve"> </w:t>'
      return `<w:t xml:space="preserve">${xmlText(piece, writing.onBad)}</w:t>`
    })
    .join('')
}
