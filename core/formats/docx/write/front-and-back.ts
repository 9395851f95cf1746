import { authorsOf, editorsOf, otherCreditsOf } from '../../../essay/credits.ts'
import { countEssay } from '../../../essay/word-count.ts'
import { AT_TOP, type DocxWriting } from './docx-writing.ts'
import { writeCover } from './figures.ts'
import { plainRun } from './inline.ts'
import type { StyleId } from './names.ts'
import { paragraphOf } from './paragraphs.ts'

const line = (text: string, style: StyleId, writing: DocxWriting): string =>
  text.trim() === '' ? '' : paragraphOf(plainRun(text, writing), AT_TOP, style)

const paragraphs = (text: string, style: StyleId, writing: DocxWriting): string =>
  text
    .split(/\n{2,}/)
    .map((one) => line(one, style, writing))
    .join('')

/** What stands before the body: contact and word count of a manuscript, title, standfirst, byline, date, cover. */
export function writeFront(writing: DocxWriting): string {
  const { essay, options, wording } = writing
  const { metadata } = essay
  const names = authorsOf(essay).map(({ name }) => name)
  const manuscript = options.kind === 'manuscript'
  const by =
    names.length === 0 || options.anonymous ? '' : wording.fill(wording.words.by, { authors: wording.list(names) })
  const { cover } = metadata
  return (
    (manuscript ? contactBlock(writing) : '') +
    line(metadata.title, 'Title', writing) +
    line(metadata.standfirst, 'Subtitle', writing) +
    line(by, 'Author', writing) +
    (manuscript || metadata.date === '' ? '' : line(wording.date(metadata.date), 'Date', writing)) +
    (manuscript || metadata.updated === undefined
      ? ''
      : line(wording.fill(wording.words.updated, { date: wording.dateInWords(metadata.updated) }), 'Date', writing)) +
    (cover && (cover.src !== '' || cover.alt !== '')
      ? writeCover(
          {
            type: 'figure',
            attrs: { ...cover },
            content: [
              { type: 'figcaption', content: cover.caption },
              { type: 'figcredit', content: cover.credit },
            ],
          },
          writing,
          AT_TOP,
        )
      : '')
  )
}

/** Who wrote it at the left, how long it is at the right, on one line and those below (shunn.net/format). */
function contactBlock(writing: DocxWriting): string {
  const { essay, options, page } = writing
  const words = roundedWords(countEssay(essay).body.words)
  const authors = options.anonymous ? [] : authorsOf(essay)
  const lines = authors.flatMap(({ name, url }) => (url === '' ? [name] : [name, url]))
  const first = `${plainRun(lines[0] ?? '', writing)}<w:r><w:tab/></w:r>${plainRun(`about ${words} words`, writing)}`
  const tabs = `<w:pPr><w:pStyle w:val="Contact"/><w:tabs><w:tab w:val="right" w:pos="${page.text}"/></w:tabs></w:pPr>`
  return `<w:p>${tabs}${first}</w:p>${lines
    .slice(1)
    .map((one) => line(one, 'Contact', writing))
    .join('')}`
}

/** To the nearest hundred, as editors count (to the nearest ten below a thousand). */
function roundedWords(words: number): string {
  const unit = words < 1000 ? 10 : 100
  return new Intl.NumberFormat('en-GB').format(Math.max(unit, Math.round(words / unit) * unit))
}

/** What stands after the body: the closing question, and outside of blind submissions the biographies and credits. */
export function writeBack(writing: DocxWriting): string {
  const { essay, options, wording } = writing
  const { metadata } = essay
  const { words, fill, list } = wording
  const question =
    metadata.closingQuestion === ''
      ? ''
      : line(words.question, 'PromptLabel', writing) + paragraphs(metadata.closingQuestion, 'ClosingQuestion', writing)
  if (options.anonymous) return question
  const authors = authorsOf(essay).filter(({ bio }) => bio !== '')
  const bios = authors.map(({ bio }) => paragraphs(bio, 'Biography', writing)).join('')
  const about =
    authors.length === 0
      ? ''
      : line(authors.length === 1 ? words.aboutTheAuthor : words.aboutTheAuthors, 'PromptLabel', writing)
  const editors = editorsOf(essay).map(({ name }) => name)
  const credits = [
    editors.length === 0 ? '' : fill(words.editedBy, { editors: list(editors) }),
    ...otherCreditsOf(essay).map(({ role, label, who }) =>
      label !== '' || role === 'other' || role === 'author' || role === 'co-author'
        ? [label, who.name].filter((part) => part !== '').join(': ')
        : fill(words.roles[role], { names: who.name }),
    ),
    metadata.license
      ? `${words.license}: ${[metadata.license.name, metadata.license.url].filter((part) => part !== '').join(', ')}`
      : '',
  ]
  // A manuscript names who wrote it on its first page, and nobody else: credits belong to the publication (publishing.md section 7).
  if (options.kind === 'manuscript') {
    if (credits.some((one) => one !== ''))
      writing.loss('credits', 'Editors and other credits belong to the publication; a manuscript does not name them.')
    return question + about + bios
  }
  return question + about + bios + credits.map((one) => line(one, 'Credits', writing)).join('')
}
