import { authorsOf } from '../../essay/credits.ts'
import { directionOf } from '../../essay/direction.ts'
import type { Essay } from '../../essay/essay.ts'
import type { NotesPlace } from '../../publication/notes-place.ts'
import type { Wording } from '../../publication/wording.ts'
import type { Written } from '../conversion.ts'
import { creditLines } from '../people-lines.ts'
import { figureParagraphs, rtfTable } from './rtf-table.ts'
import { AT_MARGIN, type RtfLayout, RtfWriting } from './rtf-writing.ts'

const FONTS = '{\\fonttbl{\\f0\\froman Times New Roman;}{\\f1\\fmodern Courier New;}}'
/** Of links, then of highlights: yellow, green, blue, pink. */
const COLOURS =
  '{\\colortbl;\\red5\\green99\\blue193;\\red255\\green255\\blue0;\\red144\\green238\\blue144;\\red173\\green216\\blue230;\\red255\\green182\\blue193;}'
const STYLES = `{\\stylesheet{\\s0 Normal;}${[1, 2, 3, 4, 5, 6].map((level) => `{\\s${level}\\sbasedon0\\b heading ${level};}`).join('')}{\\s10\\sbasedon0\\i caption;}{\\s11\\sbasedon0\\b Title;}}`

/** Endnotes behind the document, in Arabic numerals. */
const AT_END = '\\fet1\\aenddoc\\aftnnar\n'

/** How an essay is written as RTF. */
export interface RtfOptions {
  readonly wording: Wording
  readonly layout: RtfLayout
  /** Where notes stand: below their page, as usual, or behind the text. */
  readonly notes?: NotesPlace
}

/**
 * Writes an essay as RTF 1.9.1 for the clipboard of a word processor: styles, links, tables, real footnotes and captions; pictures stand as their descriptions. All ASCII. What
 * it cannot say is in `losses`, each with its place. The essay must fit the schema; a node or mark without a handler throws.
 */
export function toRtf(essay: Essay, options: RtfOptions): Written {
  const writing = new RtfWriting(essay, rtfTable, options)
  const { metadata } = essay
  const { words } = options.wording
  const line = (text: string, look = '') =>
    text.trim() === '' ? '' : writing.paragraph(writing.text(text), AT_MARGIN, look)
  const names = authorsOf(essay).map(({ name }) => name)
  const by = names.length === 0 ? '' : options.wording.fill(words.by, { authors: options.wording.list(names) })
  const body = [
    line(metadata.title, '\\s11\\qc\\b\\fs36'),
    line(metadata.standfirst, '\\qc\\i'),
    line(by, '\\qc'),
    coverParagraphs(essay, writing),
    writing.node(essay.body, AT_MARGIN),
    metadata.closingQuestion === '' ? '' : line(words.question, '\\keepn\\b') + line(metadata.closingQuestion),
    // A manuscript names its authors on the first page and nobody else.
    ...(options.layout === 'reading' ? creditLines(essay, options.wording).map((one) => line(one)) : []),
  ].join('')
  const direction = directionOf(metadata.language) === 'rtl' ? '\\rtldoc' : ''
  const [set, noted] =
    options.notes === 'endnotes' ? [AT_END, body.replaceAll('{\\footnote ', '{\\footnote\\ftnalt ')] : ['', body]
  const text = `{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0${direction}\n${FONTS}\n${COLOURS}\n${STYLES}\n${set}${noted}}\n`
  return { text, losses: writing.losses.list() }
}

function coverParagraphs({ metadata: { cover } }: Essay, writing: RtfWriting): string {
  if (!cover || (cover.src === '' && cover.alt === '')) return ''
  const content = [
    { type: 'figcaption', content: cover.caption },
    { type: 'figcredit', content: cover.credit },
  ]
  return figureParagraphs({ type: 'figure', attrs: { ...cover }, content }, false, writing, AT_MARGIN)
}
