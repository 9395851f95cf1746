import { type NodeJson, numberAttr, stringAttr } from '../../essay/json.ts'
import { creditLine } from '../credit-line.ts'
import { excerpt } from '../excerpt.ts'
import { escapeAttribute } from '../html/write/escape.ts'
import { altNamingLink, type FigureParts, figureParts } from '../html/write/figures.ts'
import { writeInline } from '../html/write/inline.ts'
import type { NodeHandler, Writing } from '../html/write/writing.ts'
import { type BlockAttributes, block } from './block.ts'
import { paragraphBlock } from './paragraph-block.ts'

/** The alignments of WordPress for our layouts; the column is its own width. */
const ALIGN: Readonly<Record<string, string>> = { wide: 'wide', full: 'full', left: 'left', right: 'right' }

/** `core/image`. */
export const imageBlock: NodeHandler = (node, writing) => {
  const parts = figureParts(node)
  writing.nextFigure()
  if (parts.width !== null || parts.height !== null)
    writing.loss('size', 'The size of a picture was left out; WordPress sets its own.', excerpt(parts.alt))
  return writeImage(parts, ALIGN[stringAttr(node, 'layout')] ?? '', writing)
}

/** `core/image` of a figure, cover or portrait. */
export function writeImage(parts: FigureParts, align: string, writing: Writing): string {
  const picture = writing.picture(parts.src, parts.alt)
  const caption = captionOf(parts, writing)
  if (picture.kind === 'absent') {
    const { words } = writing.wording
    const link =
      picture.link === '' ? '' : ` <a href="${escapeAttribute(picture.link)}">${writing.text(picture.link)}</a>`
    const said = `${writing.text(`${words.pictureAbsent}${parts.alt === '' ? '' : `: ${parts.alt}`}`)}${link}`
    return [said, caption]
      .filter((html) => html !== '')
      .map((html) => paragraphBlock(html))
      .join('\n\n')
  }
  const alt = asBlockAlt(altNamingLink(parts, 'WordPress', writing), writing)
  const image = `<img src="${escapeAttribute(picture.address)}" alt="${escapeAttribute(alt)}"/>`
  const linked = parts.href === '' ? image : `<a href="${escapeAttribute(parts.href)}">${image}</a>`
  const attributes: BlockAttributes = {
    sizeSlug: 'large',
    linkDestination: parts.href === '' ? 'none' : 'custom',
    ...(align === '' ? {} : { align }),
  }
  const classes = `wp-block-image${align === '' ? '' : ` align${align}`} size-large`
  const below = caption === '' ? '' : `<figcaption class="wp-element-caption">${caption}</figcaption>`
  return block('image', attributes, `<figure class="${classes}">${linked}${below}</figure>`)
}

/** What the editor would take for a sign when it writes an attribute again (`escapeAmpersand` of @wordpress/escape-html). */
const LOOKS_LIKE_A_SIGN = /&(?=(?:[a-z0-9]+|#[0-9]+|#x[a-f0-9]+);)/gi

/** Alt text that the editor leaves as it is: of "&lt;" in words it would make "<", and the block invalid. */
function asBlockAlt(alt: string, writing: Writing): string {
  const safe = alt.replace(LOOKS_LIKE_A_SIGN, '\uff06')
  if (safe !== alt)
    writing.loss(
      'alt-sign',
      'An ampersand in an alt text became a wide one (\uff06), because WordPress would take it and what follows for another sign.',
      excerpt(alt),
    )
  return safe
}

/** `core/gallery` with an image block for each figure. */
export const galleryBlock: NodeHandler = (node, writing) => {
  const columns = numberAttr(node, 'columns', 2)
  const align = ALIGN[stringAttr(node, 'layout')] ?? ''
  const images = (node.content ?? []).filter((child) => child.type === 'figure').map((child) => writing.node(child))
  const caption = node.content?.find((child) => child.type === 'figcaption')?.content ?? []
  const { html } = writeInline(caption, writing)
  const below = html === '' ? '' : `<figcaption class="blocks-gallery-caption wp-element-caption">${html}</figcaption>`
  const classes = `wp-block-gallery${align === '' ? '' : ` align${align}`} has-nested-images columns-${columns} is-cropped`
  const attributes: BlockAttributes = { columns, linkTo: 'none', ...(align === '' ? {} : { align }) }
  return block('gallery', attributes, `<figure class="${classes}">${images.join('\n\n')}${below}</figure>`)
}

/** Caption and credit in the one line that WordPress has for both. */
function captionOf(parts: FigureParts, writing: Writing): string {
  const caption = writeInline(parts.caption, writing).html
  const { content } = creditLine(parts, writing.wording.words)
  const credit = writeInline(content, writing).html
  if (credit === '') return caption
  writing.loss(
    'figure-caption',
    'Credit, source and licence of a picture stand at the end of its caption; WordPress has one line for all.',
    excerpt(parts.alt),
  )
  return writing.wording.captionLine(caption, `<small>${credit}</small>`)
}

/** A picture in running text, without a size of its own. */
export const inlineImage: NodeHandler = (node: NodeJson, writing) => {
  const alt = stringAttr(node, 'alt')
  const picture = writing.picture(stringAttr(node, 'src'), alt)
  if (picture.kind === 'here') return `<img src="${escapeAttribute(picture.address)}" alt="${escapeAttribute(alt)}"/>`
  const words = writing.text(alt || picture.link || writing.wording.words.pictureAbsent)
  const inLink = node.marks?.some((mark) => mark.type === 'link') === true
  return picture.link === '' || inLink ? words : `<a href="${escapeAttribute(picture.link)}">${words}</a>`
}
