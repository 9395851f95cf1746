import { authorsOf } from '../../essay/credits.ts'
import type { Essay } from '../../essay/essay.ts'
import type { Wording } from '../../publication/wording.ts'
import type { AssetAddress, Written } from '../conversion.ts'
import { type Flavour, Writing } from '../html/write/writing.ts'
import { creditLines } from '../people-lines.ts'
import { writeImage } from './block-figures.ts'
import { blockFlavour } from './block-flavour.ts'
import { headingBlock, paragraphBlock } from './paragraph-block.ts'

/** What is written beside the text itself. */
export interface BlockOptions {
  readonly address: AssetAddress
  readonly wording: Wording
  /** "By A and B" above the text. */
  readonly byline: boolean
  /** Portrait and biography of every author below it. */
  readonly biography: boolean
  /** "Edited by …" and every other credit below it. */
  readonly credits: boolean
  /** Another flavour of blocks; the portable one unless given. */
  readonly flavour?: Flavour
}

/**
 * Writes an essay as block markup for WordPress (publishing.md 1.1): valid from 6.1 on, every block with its comment, a blank line between them. Title, cover,
 * excerpt, tags and category are fields of the editor and not in it.
 */
export function toBlocks(essay: Essay, options: BlockOptions): Written {
  const { wording } = options
  const writing = new Writing(essay, options.flavour ?? blockFlavour, options.address, { wording })
  const authors = authorsOf(essay).filter(({ name }) => name !== '')
  const words = (text: string) => writing.inWords(writing.text(text))
  const by = wording.fill(wording.words.by, { authors: wording.list(authors.map(({ name }) => name)) })
  const blocks = [
    options.byline && authors.length > 0 ? paragraphBlock(words(by), 'galley-byline') : '',
    writing.node(essay.body),
    ...paragraphs(essay.metadata.closingQuestion).map((text) => paragraphBlock(withBreaks(text, writing))),
    ...(options.biography ? biographies(essay, writing) : []),
    ...(options.credits
      ? creditLines(essay, wording).map((line) => paragraphBlock(words(line), 'galley-credits'))
      : []),
  ]
  const text = blocks.filter((html) => html !== '').join('\n\n')
  return { text: `${withoutShortcodes(text)}\n`, losses: writing.losses.list() }
}

function biographies(essay: Essay, writing: Writing): readonly string[] {
  const authors = authorsOf(essay).filter(({ bio, portrait }) => bio.trim() !== '' || portrait !== '')
  if (authors.length === 0) return []
  const { words } = writing.wording
  const title = authors.length > 1 ? words.aboutTheAuthors : words.aboutTheAuthor
  const portrait = { decorative: false, width: null, height: null, href: '', caption: [], credit: [], creator: '' }
  return [
    headingBlock(writing.inWords(writing.text(title)), 'about'),
    ...authors.flatMap(({ name, bio, portrait: src }) => [
      ...(src === ''
        ? []
        : [
            writeImage(
              { ...portrait, src, alt: name, sourceUrl: '', license: '', licenseUrl: '', permission: '' },
              '',
              writing,
            ),
          ]),
      ...paragraphs(bio).map((text) => paragraphBlock(withBreaks(text, writing), 'galley-biography')),
    ]),
  ]
}

function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function withBreaks(text: string, writing: Writing): string {
  return text
    .split('\n')
    .map((line) => writing.text(line))
    .join('<br>')
}

/** WordPress runs `[name …]` wherever it stands in a post; a reference in the place of the bracket is read as the bracket. */
function withoutShortcodes(html: string): string {
  return html.replace(/\[(?=\/?[A-Za-z_])/g, '&#91;')
}
