import { authorsOf } from '../../essay/credits.ts'
import type { Essay } from '../../essay/essay.ts'
import { cleanText } from '../clean-text.ts'
import type { Written } from '../conversion.ts'
import { placeOfBad } from '../excerpt.ts'
import { creditLines } from '../people-lines.ts'
import { figureLines, textTable } from './text-table.ts'
import { TextWriting } from './text-writing.ts'

/**
 * Writes an essay as plain text: title, standfirst and authors, then the blocks parted by empty lines. Quotations, verse and code are indented, list items
 * keep their signs, a figure is a line with its description and one with caption and credit, a link is followed by its address
 * in `<…>`, and notes are `[1]` with a list at the end. What plain text cannot say is in `losses`, each with its place. The essay must fit the schema; a node or mark without a handler throws.
 */
export function toText(essay: Essay): Written {
  const { metadata } = essay
  const writing = new TextWriting(essay, textTable)
  const { cover } = metadata
  const coverLines =
    cover && (cover.src !== '' || cover.alt !== '')
      ? figureLines(
          {
            type: 'figure',
            attrs: { ...cover },
            content: [
              { type: 'figcaption', content: cover.caption },
              { type: 'figcredit', content: cover.credit },
            ],
          },
          false,
          writing,
        )
      : ''
  const parts = [
    metadata.title,
    metadata.standfirst,
    byline(essay, writing),
    coverLines,
    writing.node(essay.body),
    metadata.closingQuestion === '' ? '' : `${writing.wording.words.question}:\n${metadata.closingQuestion}`,
    credits(essay, writing),
  ]
  for (const [name, value] of [
    ['category', metadata.category],
    ['tags', metadata.tags.join(', ')],
    ['excerpt', metadata.excerpt],
    ['address part', metadata.slug ?? ''],
    ['first address', metadata.canonicalUrl],
  ] as const)
    if (value !== '') writing.loss('metadata', `The ${name} has no place in plain text.`, value)
  for (const person of essay.people)
    if (person.bio !== '') writing.loss('biography', 'A biography was left out.', person.name)
  const whole = parts.filter((part) => part.trim() !== '').join('\n\n')
  const cleaned = cleanText(whole)
  for (let count = 0; count < cleaned.bad; count++)
    writing.loss('control-character', 'A control character was left out.', placeOfBad(whole))
  return { text: cleaned.text === '' ? '' : `${cleaned.text}\n`, losses: writing.losses.list() }
}

function byline(essay: Essay, { wording }: TextWriting): string {
  const names = authorsOf(essay).map((person) => person.name)
  const date = essay.metadata.date === '' ? '' : wording.date(essay.metadata.date)
  const by = names.length === 0 ? '' : wording.fill(wording.words.by, { authors: wording.list(names) })
  const { updated } = essay.metadata
  const revised =
    updated === undefined ? '' : wording.fill(wording.words.updated, { date: wording.dateInWords(updated) })
  return [by, date, revised].filter((part) => part !== '').join('\n')
}

function credits(essay: Essay, { wording }: TextWriting): string {
  const { license } = essay.metadata
  const lines = [
    ...creditLines(essay, wording),
    license ? `${wording.words.license}: ${[license.name, license.url].filter((part) => part !== '').join(' ')}` : '',
  ]
  return lines.filter((one) => one !== '').join('\n')
}
