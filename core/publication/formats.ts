import { docxFormat } from '../formats/docx/docx-format.ts'
import { epubFormat } from '../formats/epub/epub-format.ts'
import { ghostFormat } from '../formats/ghost/ghost-format.ts'
import { fragmentFormat } from '../formats/html/fragment-format.ts'
import { pageFormat } from '../formats/html/page-format.ts'
import { pdfFormat } from '../formats/html/pdf-format.ts'
import { markdownFormat } from '../formats/markdown/markdown-format.ts'
import { astroFormat } from '../formats/markdown/sites/astro-format.ts'
import { eleventyFormat } from '../formats/markdown/sites/eleventy-format.ts'
import { hugoFormat } from '../formats/markdown/sites/hugo-format.ts'
import { jekyllFormat } from '../formats/markdown/sites/jekyll-format.ts'
import { pasteFormat } from '../formats/paste/paste-format.ts'
import { submissionFormat } from '../formats/submission/submission-format.ts'
import { textFormat } from '../formats/text/text-format.ts'
import { textpackFormat } from '../formats/textpack/textpack-format.ts'
import { wordpressFormat } from '../formats/wordpress/wordpress-format.ts'
import { wxrFormat } from '../formats/wordpress/wxr-format.ts'
import type { Format } from './format.ts'

/** Every format that a profile can ask for. To add one, add its folder and its row; a test walks the table. */
export const FORMATS = {
  'html-page': pageFormat,
  'html-fragment': fragmentFormat,
  markdown: markdownFormat,
  hugo: hugoFormat,
  jekyll: jekyllFormat,
  eleventy: eleventyFormat,
  astro: astroFormat,
  wordpress: wordpressFormat,
  wxr: wxrFormat,
  ghost: ghostFormat,
  paste: pasteFormat,
  text: textFormat,
  docx: docxFormat,
  epub: epubFormat,
  pdf: pdfFormat,
  submission: submissionFormat,
  textpack: textpackFormat,
} as const satisfies Readonly<Record<string, Format>>

/** The name of a format. */
export type ProfileFormat = keyof typeof FORMATS

/** True for the name of a row. */
export function isFormat(name: string): name is ProfileFormat {
  return Object.hasOwn(FORMATS, name)
}

/** A row by its name; a name without one is a bug, because `readProfile` lets none through. */
export function formatNamed(name: string): Format {
  if (!isFormat(name)) throw new Error(`There is no format called ${name}`)
  return FORMATS[name]
}
