import type { BodyJson } from '../../../essay/json.ts'
import { newEssay } from '../../../essay/new-essay.ts'
import { ok, type Result } from '../../../result.ts'
import { cleanText } from '../../clean-text.ts'
import { LossLedger, type ReadDocument, type ReadOptions } from '../../conversion.ts'
import { excerpt, placeOfBad } from '../../excerpt.ts'
import { NO_FRONT_MATTER, parseFrontMatter, readFrontMatter, splitFrontMatter } from './front-matter.ts'
import { promoteFigures } from './promote-figures.ts'
import { type MarkdownReading, readMarkdownBody, readMarkdownLine } from './read-markdown.ts'
import { pictureAddress } from './reading.ts'

/**
 * Reads a Markdown file: CommonMark, GFM (tables, strikethrough, task lists, notes, bare addresses), figures in the forms of publishing.md 4.2,
 * Pandoc's attributes, spans and divs, Obsidian's and Hugo's pictures, raw HTML, and YAML front matter. The text is decoded by the caller; a byte
 * order mark is dropped. What could not be kept is counted in `losses`. Problem: `too-large`, for a text longer than `LONGEST_MARKDOWN` or nested
 * deeper than `DEEPEST_BLOCK`.
 */
export function fromMarkdown(text: string, options: ReadOptions): Result<ReadDocument> {
  const losses = new LossLedger()
  const cleaned = cleanText(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  const place = cleaned.bad > 0 ? placeOfBad(text) : ''
  for (let count = 0; count < cleaned.bad; count++)
    losses.add('control-character', 'A character that no text may hold was taken out.', place)
  const settings: MarkdownReading = { flavour: 'galley', picture: options.picture, losses }

  const split = splitFrontMatter(cleaned.text)
  const values = split.yaml === null ? null : parseFrontMatter(split.yaml, losses)
  // A blank line after `---` is how a rule at the top looks.
  if (split.yaml !== null && values === null && /^[^\n]*\S/.test(split.yaml))
    losses.add(
      'front-matter',
      'The lines between --- at the top are no readable front matter; they were kept as text.',
      excerpt(split.yaml),
    )
  const read = readMarkdownBody(values === null && split.yaml?.trim() !== '' ? cleaned.text : split.body, settings)
  if (!read.ok) return read

  const { blocks, footnotes, reading } = read.value
  const front = values
    ? readFrontMatter(values, {
        losses,
        line: (markdown) => readMarkdownLine(markdown, settings),
        picture: (address) => pictureAddress(address, reading),
      })
    : NO_FRONT_MATTER
  const figured = promoteFigures(blocks, (image) => reading.inlineImages.has(image))
  const body: BodyJson = { type: 'doc', content: footnotes ? [...figured, footnotes] : figured }
  return ok({
    essay: newEssay(options.id, { ...front, body, assets: [...reading.assets.values()] }),
    losses: losses.list(),
  })
}
