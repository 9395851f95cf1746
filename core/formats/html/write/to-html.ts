import type { Essay } from '../../../essay/essay.ts'
import type { PageLook } from '../../../publication/page-look.ts'
import type { PublicationSite } from '../../../publication/profile.ts'
import type { Wording } from '../../../publication/wording.ts'
import type { AssetAddress, Written } from '../../conversion.ts'
import { fragmentFlavour } from './fragment-flavour.ts'
import { writePage } from './page/page.ts'
import { plainParagraphs } from './page/people.ts'
import { writeXhtml } from './page/xhtml.ts'
import { Writing } from './writing.ts'

/** A complete page that stands on its own. */
export interface HtmlPageOptions {
  readonly kind: 'page'
  readonly look: PageLook
  /** The address of a picture as the page shows it. */
  readonly address: AssetAddress
  /**
   * The address under which others find a picture once the page is published, for OpenGraph, Twitter and JSON-LD. Not given where the
   * pictures are inside the page: then those name none.
   */
  readonly publicAddress?: AssetAddress
  /** The fixed words; those of the essay's language unless given. */
  readonly wording?: Wording
  /** Where the page is published; not given or null: nothing is said of it. */
  readonly publication?: PublicationSite | null
}

/** The body for a publishing system: blocks, notes and closing question, one block a line. */
export interface HtmlFragmentOptions {
  readonly kind: 'fragment'
  readonly address: AssetAddress
  /** The fixed words; those of the essay's language unless given. */
  readonly wording?: Wording
}

/** A chapter for a book: EPUB 3's XHTML, which is well-formed XML. */
export interface XhtmlOptions {
  readonly kind: 'xhtml'
  readonly address: AssetAddress
  /** The address of the book's stylesheet, as seen from the chapter; none is linked where it is not given. */
  readonly stylesheet?: string
}

/** What `toHtml` writes. */
export type HtmlOptions = HtmlPageOptions | HtmlFragmentOptions | XhtmlOptions

/**
 * Writes an essay as HTML. A page holds everything that is published of the essay, in the markup of README.md beside this file; a fragment holds
 * the text alone; XHTML is a page's article as a chapter of a book. The same essay and options give the same bytes. Pictures that the essay does not hold are never requested: their
 * description stands in their place. The essay must fit the schema (`readEssay`); a node or mark without a handler throws.
 */
export function toHtml(essay: Essay, options: HtmlOptions): Written {
  switch (options.kind) {
    case 'page': {
      const { text, writing } = writePage(essay, {
        look: options.look,
        address: options.address,
        publicAddress: options.publicAddress,
        wording: options.wording,
        publication: options.publication ?? null,
      })
      return { text, losses: writing.losses.list() }
    }
    case 'fragment':
      return writeFragment(essay, options)
    case 'xhtml': {
      const { text, writing } = writeXhtml(essay, { address: options.address, stylesheet: options.stylesheet })
      return { text, losses: writing.losses.list() }
    }
    default:
      throw new Error(`Unknown kind of HTML: ${JSON.stringify(options satisfies never)}`)
  }
}

function writeFragment(essay: Essay, { address, wording }: HtmlFragmentOptions): Written {
  const writing = new Writing(essay, fragmentFlavour, address, { wording })
  const blocks = [
    writing.node(essay.body),
    plainParagraphs(essay.metadata.closingQuestion).replaceAll('</p><p>', '</p>\n<p>'),
  ]
  if (essay.metadata.cover && essay.metadata.cover.src !== '')
    writing.loss(
      'cover',
      'The cover is not part of the text; the publishing system takes it as the featured picture.',
      essay.metadata.cover.alt,
    )
  return {
    text: blocks
      .filter((block) => block !== '')
      .map((block) => `${block}\n`)
      .join(''),
    losses: writing.losses.list(),
  }
}
