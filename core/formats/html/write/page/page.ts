import { directionOf } from '../../../../essay/direction.ts'
import type { Essay } from '../../../../essay/essay.ts'
import { countEssay, type EssayCount } from '../../../../essay/word-count.ts'
import type { PageLook } from '../../../../publication/page-look.ts'
import type { PublicationSite } from '../../../../publication/profile.ts'
import type { Wording } from '../../../../publication/wording.ts'
import type { AssetAddress } from '../../../conversion.ts'
import { escapeAttribute, escapeText } from '../escape.ts'
import { writeFigure } from '../figures.ts'
import { pageFlavour } from '../page-flavour.ts'
import { type BlockCache, Writing } from '../writing.ts'
import { citationsJson } from './citations.ts'
import { writeHead } from './head.ts'
import { type EssayLists, imagesJson } from './json-ld.ts'
import { plainParagraphs, writeAuthorNotes, writeByline, writeCredits, writePosted } from './people.ts'

/** What a page needs beside the essay. */
export interface PageParts {
  readonly look: PageLook
  readonly address: AssetAddress
  readonly publicAddress: AssetAddress | undefined
  readonly wording: Wording | undefined
  readonly publication: PublicationSite | null
}

/** A complete page: head, header with cover, body, notes, closing question, credits. */
export function writePage(essay: Essay, parts: PageParts): { readonly text: string; readonly writing: Writing } {
  const writing = pageWriting(essay, parts, null)
  const count = countEssay(essay)
  const lists = { images: imagesJson(essay, parts.publicAddress), citations: citationsJson(essay) }
  const above = writeAbove(essay, parts, { count, ...lists }, writing)
  const body = writing.node(essay.body)
  return { text: `${above}\n${body}\n${writeBelow(essay, writing)}\n`, writing }
}

/** The run of the writer that writes a page. */
export function pageWriting(essay: Essay, parts: PageParts, cache: BlockCache | null): Writing {
  // A picture inside the page is there already, and one that a browser puts off may be missing in print.
  const imageLoading = parts.publicAddress ? ' loading="lazy"' : ''
  return new Writing(essay, pageFlavour, parts.address, { imageLoading, wording: parts.wording, cache })
}

/** The lines of a page above its body: what depends on the essay's details, its counts and what its head lists of its body. */
export function writeAbove(
  essay: Essay,
  { look, publicAddress, publication }: PageParts,
  { count, ...lists }: EssayLists & { readonly count: EssayCount },
  writing: Writing,
): string {
  // Words and screen readers need some language; Galley's own words are English then.
  const language = essay.metadata.language || 'en'
  const { metadata } = essay
  const untitled = writing.wording.words.untitled
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeAttribute(language)}" dir="${directionOf(language)}">`,
    '<head>',
    ...writeHead(essay, { ...lists, look, count, publicAddress, publication, untitled }),
    '</head>',
    '<body>',
    '<main>',
    ...openArticle(essay, count.readingMinutes, writing, metadata.canonicalUrl),
  ].join('\n')
}

/** The lines of a page below its body: what depends on the essay's details alone. */
export function writeBelow(essay: Essay, writing: Writing): string {
  return [...closeArticle(essay, writing), '</main>', '</body>', '</html>'].join('\n')
}

/** The lines of `article`: header with cover, body, notes, closing question, credits. */
export function writeArticle(essay: Essay, minutes: number, writing: Writing): readonly string[] {
  return [...openArticle(essay, minutes, writing), writing.node(essay.body), ...closeArticle(essay, writing)]
}

function openArticle(essay: Essay, minutes: number, writing: Writing, address = ''): readonly string[] {
  // For readers of microformats alone: a link on the date would send people away from where they are.
  const permalink = address === '' ? [] : [`<data class="u-url" value="${escapeAttribute(address)}"></data>`]
  return ['<article class="h-entry">', ...permalink, ...writeHeader(essay, minutes, writing), '<div class="e-content">']
}

function closeArticle(essay: Essay, writing: Writing): readonly string[] {
  const footer = writeFooter(essay, writing)
  return ['</div>', ...writeClosingQuestion(essay, writing), ...footer, '</article>']
}

function writeHeader(essay: Essay, minutes: number, writing: Writing): readonly string[] {
  const { metadata } = essay
  const { wording } = writing
  const byline = writeByline(essay, writing)
  const facts = [
    ...(byline === '' ? [] : [`<span class="authors">${writing.inWords(byline)}</span>`]),
    ...(metadata.date === ''
      ? []
      : [`<time class="dt-published" datetime="${metadata.date}">${escapeText(wording.date(metadata.date))}</time>`]),
    ...(metadata.updated === undefined ? [] : [writeUpdated(metadata.updated, writing)]),
    ...(minutes === 0 ? [] : [`<span class="minutes">${escapeText(wording.minutes(minutes))}</span>`]),
  ]
  const { cover } = metadata
  return [
    '<header>',
    ...optional(metadata.category, (text) => `<p class="category p-category">${text}</p>`),
    writeTitle(metadata.title, writing),
    ...optional(metadata.standfirst, (text) => `<p class="standfirst p-summary">${text}</p>`),
    ...(facts.length === 0
      ? []
      : [`<p class="byline">${facts.join(' <span class="dot" aria-hidden="true">·</span> ')}</p>`]),
    ...(cover && (cover.src !== '' || cover.alt !== '')
      ? [
          writeFigure(
            { ...cover, width: null, height: null, href: '' },
            ' class="cover"',
            ' class="u-featured"',
            writing,
          ),
        ]
      : []),
    '</header>',
  ]
}

/** "Updated 3 June 2026": in words, because a second date by itself would not say what it is. */
function writeUpdated(day: string, writing: Writing): string {
  const { words, dateInWords, fill } = writing.wording
  const time = `<time class="dt-updated" datetime="${day}">${escapeText(dateInWords(day))}</time>`
  return `<span class="updated">${writing.inWords(fill(escapeText(words.updated), { date: time }))}</span>`
}

/** A page without a heading has nothing that says where it begins; where there is no title, that is said. */
function writeTitle(title: string, writing: Writing): string {
  return title === ''
    ? `<h1 class="p-name" data-derived>${writing.inWords(escapeText(writing.wording.words.untitled))}</h1>`
    : `<h1 class="p-name">${escapeText(title)}</h1>`
}

function writeClosingQuestion(essay: Essay, writing: Writing): readonly string[] {
  const question = plainParagraphs(essay.metadata.closingQuestion)
  if (question === '') return []
  const label = `<p class="label" data-derived>${writing.inWords(escapeText(writing.wording.words.question))}</p>`
  return [`<section class="discussion-prompt closing-question" data-kind="question">${label}${question}</section>`]
}

function writeFooter(essay: Essay, writing: Writing): readonly string[] {
  const { metadata } = essay
  const { words } = writing.wording
  const license = metadata.license
  const name = license ? escapeText(license.name || license.url) : ''
  const linkedName = license?.url ? `<a rel="license" href="${escapeAttribute(license.url)}">${name}</a>` : name
  const lines = [
    writePosted(essay, writing),
    ...writeAuthorNotes(essay, writing),
    ...writeCredits(essay, writing),
    license && name !== ''
      ? `<p class="license">${writing.inWords(`${escapeText(words.license)}: ${linkedName}`)}</p>`
      : '',
    metadata.tags.length === 0
      ? ''
      : `<ul class="tags">${metadata.tags.map((tag) => `<li class="p-category">${escapeText(tag)}</li>`).join('')}</ul>`,
  ].filter((line) => line !== '')
  return lines.length === 0 ? [] : ['<footer>', ...lines, '</footer>']
}

function optional(text: string, write: (escaped: string) => string): readonly string[] {
  return text === '' ? [] : [write(escapeText(text))]
}
