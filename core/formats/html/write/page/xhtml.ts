import { authorsOf } from '../../../../essay/credits.ts'
import { directionOf } from '../../../../essay/direction.ts'
import type { Essay } from '../../../../essay/essay.ts'
import { countEssay } from '../../../../essay/word-count.ts'
import type { AssetAddress } from '../../../conversion.ts'
import { asXml } from '../as-xml.ts'
import { escapeAttribute, escapeText } from '../escape.ts'
import { Writing } from '../writing.ts'
import { xhtmlFlavour } from '../xhtml-flavour.ts'
import { writeArticle } from './page.ts'

/** What a chapter needs beside the essay. */
export interface XhtmlParts {
  readonly address: AssetAddress
  readonly stylesheet: string | undefined
}

/**
 * A content document of EPUB 3 (w3.org/TR/epub-33, section 6.1): XHTML that is well-formed XML, without script, policy or style of its own. Title, people and
 * credits stand in the text as on a page; what only a book's package document can say is counted as left out.
 */
export function writeXhtml(essay: Essay, parts: XhtmlParts): { readonly text: string; readonly writing: Writing } {
  const { metadata } = essay
  const writing = new Writing(essay, xhtmlFlavour, parts.address)
  const article = writeArticle(essay, countEssay(essay).readingMinutes, writing)
  const language = metadata.language || 'en'
  const title = metadata.title || writing.wording.words.untitled
  for (const [what, value] of [
    ['excerpt', metadata.excerpt],
    ['address part', metadata.slug ?? ''],
    ['first address', metadata.canonicalUrl],
  ] as const)
    if (value !== '')
      writing.loss('package-metadata', `The ${what} belongs in a book’s package, not in its text.`, value.slice(0, 80))
  const authors = new Set(authorsOf(essay))
  for (const person of essay.people)
    if (person.bio !== '' && !authors.has(person))
      writing.loss('biography', 'A biography of someone who is not an author is printed nowhere.', person.name)
  const lines = [
    `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${escapeAttribute(language)}" dir="${directionOf(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="generator" content="Galley">',
    `<title>${escapeText(title)}</title>`,
    ...(parts.stylesheet === undefined
      ? []
      : [`<link rel="stylesheet" type="text/css" href="${escapeAttribute(parts.stylesheet)}">`]),
    '</head>',
    '<body epub:type="bodymatter">',
    '<main>',
    ...article,
    '</main>',
    '</body>',
    '</html>',
  ]
  const xml = asXml(lines.join('\n'), (count) => {
    for (let one = 0; one < count; one++) writing.loss('control-character', 'A control character was left out.')
  })
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n${xml}\n`, writing }
}
