import type { Essay } from '../../../essay/essay.ts'
import type { Clipboard, FormatInput, FormatOutput } from '../../../publication/format.ts'
import { pictureShelf, type ShelfPlace } from '../../../publication/picture-shelf.ts'
import { LossLedger } from '../../conversion.ts'
import { creditLines } from '../../people-lines.ts'
import type { Dialect } from '../write/dialect.ts'
import type { FrontMatterParts } from '../write/front-matter.ts'
import { toMarkdown } from '../write/to-markdown.ts'
import type { Variant } from '../write/variant.ts'
import { authorsWithBiography, siteFrontMatter } from './site-keys.ts'

/** How one generator takes an essay. */
export interface SiteFile {
  /** Where the text goes in the site. */
  readonly path: string
  readonly pictures: ShelfPlace
  readonly dialect: Dialect
  readonly variant: (losses: LossLedger) => Variant
  /** The front matter's keys, in their order. */
  readonly keys: (parts: FrontMatterParts) => Readonly<Record<string, unknown>>
  /** What is done to the text at last: the escapes of a template language. */
  readonly finish?: (text: string) => string
  /** Kinds of loss of the dialect that the variant says after all. */
  readonly said?: readonly string[]
}

/** Writes an essay for a static site: text, notes, closing question and credits below front matter, pictures where the generator looks for them. */
export function writeSiteFile(input: FormatInput, site: SiteFile): FormatOutput {
  const { essay, wording } = input
  const losses = new LossLedger()
  const shelf = pictureShelf(input, site.pictures)
  const written = toMarkdown(withEnd(essay, creditLines(essay, wording)), {
    dialect: site.dialect,
    variant: site.variant(losses),
    address: shelf.address,
    frontMatter: (parts) => `${siteFrontMatter(site.keys(parts), essay.metadata.extra)}${MARK}`,
  })
  for (const loss of written.losses) if (!site.said?.includes(loss.kind)) losses.addAll(loss)
  leftToTheTheme(essay, losses)
  if (input.site && input.site.missing !== '') losses.add('site', input.site.missing, site.path)
  const [front = '', body = ''] = written.text.split(MARK)
  const text = `${front}${site.finish?.(body) ?? body}`
  const clipboard: Clipboard = { html: '', text, rtf: '', losses: [] }
  return { files: [{ path: site.path, content: text }, ...shelf.files()], losses: losses.list(), clipboard }
}

/** Ends the front matter; NUL stands in no text of an essay. */
const MARK = '\0front\0'

/** The essay with its closing question and the lines of its credits as last paragraphs, before the notes. */
function withEnd(essay: Essay, credits: readonly string[]): Essay {
  const { closingQuestion } = essay.metadata
  const lines = [...closingQuestion.split(/\n\s*\n/).map((line) => line.trim().replace(/\s*\n\s*/g, ' ')), ...credits]
  const end = lines
    .filter((text) => text !== '')
    .map((text) => ({ type: 'paragraph', attrs: { lang: '', dir: null }, content: [{ type: 'text', text }] }))
  const blocks = essay.body.content ?? []
  const notes = blocks.at(-1)?.type === 'footnotes' ? blocks.slice(-1) : []
  return {
    ...essay,
    body: { type: 'doc', content: [...blocks.slice(0, blocks.length - notes.length), ...end, ...notes] },
  }
}

/** What stands in front matter, or not even there, and is shown only by a theme that looks for it. */
function leftToTheTheme(essay: Essay, losses: LossLedger): void {
  const { cover } = essay.metadata
  if (cover && cover.src !== '')
    losses.add(
      'cover',
      'The cover stands in the front matter; whether the page shows it is the theme’s choice.',
      cover.alt || 'cover',
    )
  for (const { name } of authorsWithBiography(essay))
    losses.add(
      'biography',
      'A biography and portrait were left out; sites keep those of their authors themselves.',
      name,
    )
}
