import { type BodyJson, type NodeJson, walk } from '../../../essay/json.ts'
import type { LossLedger } from '../../conversion.ts'
import { placeOf } from '../../excerpt.ts'
import type { Dialect } from './dialect.ts'
import { isPipeTable } from './pipe-table.ts'

const PLAIN_MARKS: Readonly<Record<string, string>> = {
  underline: 'Underlining',
  highlight: 'Highlighting',
  subscript: 'Subscript',
  superscript: 'Superscript',
  language: 'The language of a phrase',
}

/** Counts what the Markdown of a dialect does not say about a body. */
export function countLosses(body: BodyJson, dialect: Dialect, losses: LossLedger): void {
  const noted = new Set<string>()
  walk(body, (node) => {
    if (!node.marks && !node.text && dialect !== 'plain') return
    const place = () => placeOf(node)
    for (const mark of node.marks ?? []) {
      const id = String(mark.attrs?.threadId ?? mark.attrs?.id ?? '')
      if (mark.type === 'comment' && !noted.has(`comment ${id}`))
        losses.add('comment', 'Comments of the review are not written.', place())
      if ((mark.type === 'insertion' || mark.type === 'deletion') && !noted.has(`suggestion ${id}`))
        losses.add('suggestion', 'Suggestions of the review are written as accepted.', place())
      noted.add(mark.type === 'comment' ? `comment ${id}` : `suggestion ${id}`)
      const lost = dialect === 'plain' ? PLAIN_MARKS[mark.type] : undefined
      if (lost) losses.add(mark.type, `${lost} has no place in plain Markdown.`, place())
    }
    if (node.text?.includes('\0')) losses.add('control-character', 'A NUL character was replaced.', place())
    if (dialect === 'plain') countPlain(node, place, losses)
  })
}

function countPlain(node: NodeJson, place: () => string, losses: LossLedger): void {
  if (node.type === 'figure') {
    if (['creator', 'sourceUrl', 'license', 'licenseUrl', 'permission'].some((name) => Boolean(node.attrs?.[name])))
      losses.add('rights', 'The rights in a picture have no place in plain Markdown; its credit is written.', place())
    if (node.attrs?.layout !== 'column' && node.attrs?.layout !== undefined)
      losses.add('layout', 'The width of a figure has no place in plain Markdown.', place())
  } else if (node.type === 'gallery') losses.add('gallery', 'A gallery was written as single pictures.', place())
  else if (node.type === 'pullQuote') losses.add('pull-quote', 'A pull quote was written as a quotation.', place())
  else if (node.type === 'discussionPrompt')
    losses.add('prompt', 'A question to the readers was written as plain text.', place())
  else if (node.type === 'table' && !isPipeTable(node))
    losses.add('table', 'A table that pipes cannot say was written as its cells, one below the other.', place())
  else if (node.type === 'verse') losses.add('verse', 'Verse was written as a paragraph with line breaks.', place())
  if (['paragraph', 'heading', 'verse'].includes(node.type) && (node.attrs?.lang || node.attrs?.dir))
    losses.add('language', 'The language or direction of a block has no place in plain Markdown.', place())
}
