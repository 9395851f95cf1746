import { STYLE_NAMES } from '../write/names.ts'

/**
 * Mammoth's style map for Galley (github.com/mwilliamson/mammoth.js, "Writing style maps"): each named style becomes an element with a class that
 * word-pass.ts reads. Names of Word, LibreOffice and Pandoc stand beside our own.
 */
const paragraph = (name: string, path: string): string => `p[style-name='${name}'] => ${path}`
const inLists = (depth: number): string => Array.from({ length: depth }, () => 'ul|ol > li').join(' > ')

/** Classes that word-pass.ts reads, by style name. */
const CLASSES: readonly (readonly [string, string])[] = [
  [STYLE_NAMES.Title, 'docx-title'],
  [STYLE_NAMES.Subtitle, 'docx-standfirst'],
  [STYLE_NAMES.Author, 'docx-author'],
  [STYLE_NAMES.Date, 'docx-date'],
  [STYLE_NAMES.Contact, 'docx-contact'],
  [STYLE_NAMES.CoverPicture, 'docx-cover'],
  [STYLE_NAMES.Figure, 'docx-figure'],
  ['Captioned Figure', 'docx-figure'],
  [STYLE_NAMES.GalleryPicture, 'docx-gallery'],
  [STYLE_NAMES.Caption, 'docx-caption'],
  ['Image Caption', 'docx-caption'],
  ['Figure Caption', 'docx-caption'],
  [STYLE_NAMES.Credit, 'docx-credit'],
  [STYLE_NAMES.GalleryCaption, 'docx-gallery-caption'],
  [STYLE_NAMES.SceneBreak, 'docx-break'],
  [STYLE_NAMES.PromptLabel, 'docx-label'],
  [STYLE_NAMES.ClosingQuestion, 'docx-closing'],
  [STYLE_NAMES.Biography, 'docx-biography'],
  ['docx-left', 'docx-left'],
  ['docx-center', 'docx-center'],
  ['docx-right', 'docx-right'],
]

/** The whole style map, one rule an item. Mammoth's own rules (headings, lists, notes) follow it. */
export const WORD_STYLE_MAP: readonly string[] = [
  ...CLASSES.map(([name, className]) => paragraph(name, `p.${className}:fresh`)),
  ...['Quote', 'Block Text', 'Intense Quote', 'Quotations', 'Block Quotation'].map((name) =>
    paragraph(name, 'blockquote > p:fresh'),
  ),
  paragraph(STYLE_NAMES.QuoteSource, 'blockquote > p.attribution:fresh'),
  paragraph(STYLE_NAMES.PullQuote, 'aside.pullquote > p:fresh'),
  paragraph(STYLE_NAMES.PullQuoteSource, 'aside.pullquote > p.attribution:fresh'),
  paragraph(STYLE_NAMES.PromptQuestion, "section.discussion-prompt[data-kind='question'] > p:fresh"),
  paragraph(STYLE_NAMES.PromptActivity, "section.discussion-prompt[data-kind='activity'] > p:fresh"),
  paragraph(STYLE_NAMES.PromptNote, "section.discussion-prompt[data-kind='note'] > p:fresh"),
  ...[
    STYLE_NAMES.ListContinue,
    STYLE_NAMES.ListContinue2,
    STYLE_NAMES.ListContinue3,
    STYLE_NAMES.ListContinue4,
    STYLE_NAMES.ListContinue5,
  ].map((name, index) => paragraph(name, `${inLists(index + 1)} > p:fresh`)),
  ...['Source Code', 'HTML Preformatted', 'Preformatted Text'].map((name) => paragraph(name, 'pre:fresh')),
  ...[STYLE_NAMES.Verse, 'Poetry', 'Poem'].map((name) => paragraph(name, 'pre.verse:fresh')),
  paragraph(STYLE_NAMES.AfterTable, '!'),
  // Five levels are mammoth's own; an essay's lists go deeper.
  ...[6, 7, 8, 9].flatMap((level) => [
    `p:unordered-list(${level}) => ${inLists(level - 1)} > ul > li:fresh`,
    `p:ordered-list(${level}) => ${inLists(level - 1)} > ol > li:fresh`,
  ]),
  ...['Verbatim Char', 'HTML Code', 'Source Text', 'HTML Typewriter'].map((name) => `r[style-name='${name}'] => code`),
  "r[style-name='Emphasis'] => em",
  "r[style-name='Figure Number'] => span.docx-number",
  "r[style-name='Picture Creator'] => span.docx-creator",
  "r[style-name='Picture Licence'] => span.docx-licence",
  "r[style-name='Picture Source'] => span.docx-source",
  "r[style-name='Derived'] => span.docx-derived",
  'u => u',
  "highlight[color='cyan'] => mark[data-color='blue']",
  "highlight[color='blue'] => mark[data-color='blue']",
  "highlight[color='green'] => mark[data-color='green']",
  "highlight[color='magenta'] => mark[data-color='pink']",
  'highlight => mark',
]
