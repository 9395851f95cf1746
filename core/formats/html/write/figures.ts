import type { Asset, PictureRights } from '../../../essay/essay.ts'
import { type NodeJson, numberAttr, stringAttr, textOf } from '../../../essay/json.ts'
import { excerpt } from '../../excerpt.ts'
import { escapeAttribute } from './escape.ts'
import { isBlank, linksIn, writeInline } from './inline.ts'
import { keptSpaces } from './text-blocks.ts'
import type { NodeHandler, Writing } from './writing.ts'

/** What a figure and a cover have in common. */
export interface FigureParts extends PictureRights {
  readonly src: string
  readonly alt: string
  readonly decorative: boolean
  readonly width: number | null
  readonly height: number | null
  readonly href: string
  readonly caption: readonly NodeJson[]
  readonly credit: readonly NodeJson[]
}

/** A figure of the body, with `id="figure-N"`, or its own id where something refers to it; that one is written in every flavour. */
export const figure: NodeHandler = (node, writing) => {
  const number = writing.nextFigure()
  const parts = figureParts(node)
  const layout = stringAttr(node, 'layout')
  const own = stringAttr(node, 'id')
  const id = ` id="${writing.figureId(own, number)}"`
  const attributes =
    (own === '' ? writing.flavour.carry(id) : id) +
    writing.flavour.carry(layout === 'column' ? '' : writing.attribute('data-layout', layout))
  return writeFigure(parts, attributes, writing.imageLoading, writing, number)
}

/** The parts of a `figure` node. */
export function figureParts(node: NodeJson): FigureParts {
  const part = (type: string) => node.content?.find((child) => child.type === type)?.content ?? []
  return {
    src: stringAttr(node, 'src'),
    alt: stringAttr(node, 'alt'),
    decorative: node.attrs?.decorative === true,
    width: numberAttr(node, 'width', null),
    height: numberAttr(node, 'height', null),
    href: stringAttr(node, 'href'),
    creator: stringAttr(node, 'creator'),
    sourceUrl: stringAttr(node, 'sourceUrl'),
    license: stringAttr(node, 'license'),
    licenseUrl: stringAttr(node, 'licenseUrl'),
    permission: stringAttr(node, 'permission') as PictureRights['permission'],
    caption: part('figcaption'),
    credit: part('figcredit'),
  }
}

/** A whole figure. `attributes` and `imageAttributes` are added to `figure` and `img`; the cover has no number. */
export function writeFigure(
  parts: FigureParts,
  attributes: string,
  imageAttributes: string,
  writing: Writing,
  number?: number,
): string {
  const { flavour } = writing
  const picture = writing.picture(parts.src, parts.alt)
  const shownAlt = parts.decorative ? '' : parts.alt
  const here = picture.kind === 'here'
  const data = flavour.carry(
    writing.attribute('data-src', here ? '' : parts.src) +
      writing.attribute('data-alt', !here || shownAlt !== parts.alt ? parts.alt : '') +
      (parts.decorative ? ' data-decorative' : '') +
      writing.attribute('data-creator', parts.creator) +
      writing.attribute('data-source-url', parts.sourceUrl) +
      writing.attribute('data-license', parts.license) +
      writing.attribute('data-license-url', parts.licenseUrl) +
      writing.attribute('data-permission', parts.permission) +
      (here ? '' : sizeOf(parts.width, parts.height, 'data-')),
  )
  const image = here
    ? `<img src="${escapeAttribute(picture.address)}" alt="${escapeAttribute(shownAlt)}"${flavour.carry(imageSize(parts, picture.asset))}${imageAttributes}>`
    : absent(parts, picture.link, number, writing)
  // A link needs a name; where the picture has none to give, the caption or the address speaks.
  const name = shownAlt === '' ? ` aria-label="${escapeAttribute(captionText(parts) || parts.href)}"` : ''
  const linked = parts.href !== '' && here ? `<a href="${escapeAttribute(parts.href)}"${name}>${image}</a>` : image
  const href = parts.href !== '' && !here ? flavour.carry(writing.attribute('data-href', parts.href)) : ''
  return `<figure${attributes}${data}${href}>${linked}${writeCaption(parts, writing)}</figure>`
}

/** What stands in the place of a picture: "Figure 3. Picture not included: A brass lamp", and its address. */
function absent(parts: FigureParts, link: string, number: number | undefined, writing: Writing): string {
  const { words, fill } = writing.wording
  const name = number === undefined ? '' : `${writing.text(fill(words.figure, { number: String(number) }))}. `
  const alt = parts.alt === '' ? '' : `: ${writing.text(parts.alt)}`
  const address = link === '' ? '' : ` <a href="${escapeAttribute(link)}">${writing.text(link)}</a>`
  return `<p${writing.flavour.carry(' class="missing-picture" data-derived')}>${name}${writing.text(words.pictureAbsent)}${alt}${address}</p>`
}

/** `figcaption`, or '' where a figure has neither caption nor credit. */
function writeCaption(parts: CaptionParts, writing: Writing): string {
  const caption = parts.caption.length === 0 ? '' : writeCaptionText(parts.caption, writing)
  const credit = writeCredit(parts, writing)
  if (caption === '' && credit === '') return ''
  return `<figcaption>${caption}${caption !== '' && credit !== '' ? ' ' : ''}${credit}</figcaption>`
}

type CaptionParts = Pick<FigureParts, 'caption' | 'credit'> & Partial<PictureRights>

function writeCaptionText(content: readonly NodeJson[], writing: Writing): string {
  const { html, spaced } = writeInline(content, writing)
  const attributes = writing.flavour.carry(named('caption', spaced, writing))
  return attributes === '' ? html : `<span${attributes}>${html}</span>`
}

/** `small.credit`: the credit as written, and what of creator, source and licence it does not say itself. */
function writeCredit(parts: CaptionParts, writing: Writing): string {
  const { html, spaced } = writeInline(withLicenseLink(parts), writing)
  const derived = derivedCredit(parts, writing)
  if (parts.credit.length === 0 && derived.length === 0) return ''
  const words = `${!isBlank(parts.credit) && derived.length > 0 ? ', ' : ''}${derived.join(', ')}`
  const mark = writing.flavour.carry(' data-derived')
  const added = words === '' || mark === '' ? words : `<span${mark}>${words}</span>`
  return `<small${writing.flavour.carry(named('credit', spaced, writing))}>${html}${added}</small>`
}

function named(name: string, spaced: boolean, writing: Writing): string {
  return ` class="${name}${spaced && keptSpaces(writing) !== '' ? ' pre-wrap' : ''}"`
}

function derivedCredit(parts: CaptionParts, writing: Writing): readonly string[] {
  const { creator = '', sourceUrl = '', license = '', licenseUrl = '' } = parts
  const said = textOf({ type: 'figcredit', content: parts.credit }).toLowerCase()
  const links = linksIn(parts.credit)
  const derived: string[] = []
  const sourceLink = (words: string) =>
    sourceUrl === '' ? writing.text(words) : `<a href="${escapeAttribute(sourceUrl)}">${writing.text(words)}</a>`
  const sourceOpen = sourceUrl !== '' && !links.includes(sourceUrl)
  if (creator !== '' && isBlank(parts.credit)) derived.push(sourceLink(creator))
  else if (sourceOpen) derived.push(sourceLink(writing.wording.words.source))
  const licenseSaid = links.includes(licenseUrl) || (license !== '' && said.includes(license.toLowerCase()))
  if ((license !== '' || licenseUrl !== '') && !licenseSaid) {
    const words = writing.text(license || writing.wording.words.license)
    derived.push(licenseUrl === '' ? words : `<a rel="license" href="${escapeAttribute(licenseUrl)}">${words}</a>`)
  }
  return derived
}

/** The credit with the licence's name made a link where it stands there as plain words. */
function withLicenseLink({ credit, license = '', licenseUrl = '' }: CaptionParts): readonly NodeJson[] {
  if (license === '' || licenseUrl === '' || linksIn(credit).includes(licenseUrl)) return credit
  const at = credit.findIndex((node) => node.type === 'text' && !linksIn([node]).length && node.text?.includes(license))
  const node = credit[at]
  if (!node?.text) return credit
  const start = node.text.indexOf(license)
  const pieces = [node.text.slice(0, start), license, node.text.slice(start + license.length)]
  const link = { type: 'link', attrs: { href: licenseUrl, title: '', rel: 'license' } }
  const parts = pieces.map((text, index) => ({
    ...node,
    text,
    ...(index === 1 ? { marks: [link, ...(node.marks ?? [])] } : {}),
  }))
  return [...credit.slice(0, at), ...parts.filter((part) => part.text !== ''), ...credit.slice(at + 1)]
}

/**
 * The alt text where a linked picture's alt is all that can name its link: the caption or the address for one that has none, counted as a loss.
 * `place` is who names links so: "WordPress".
 */
export function altNamingLink(parts: FigureParts, place: string, writing: Writing): string {
  const alt = parts.decorative ? '' : parts.alt
  if (alt !== '' || parts.href === '') return alt
  const name = captionText(parts) || parts.href
  writing.loss(
    'linked-ornament',
    `A picture without alt text that is a link has its caption or address for alt text; ${place} has no other name for the link.`,
    excerpt(name),
  )
  return name
}

function captionText(parts: FigureParts): string {
  return textOf({ type: 'figcaption', content: parts.caption })
}

/** The size that the essay gives, else the file's own, marked as such. */
function imageSize(given: { readonly width: number | null; readonly height: number | null }, asset: Asset): string {
  return given.width === null && given.height === null
    ? `${sizeOf(asset.width, asset.height, '')} data-natural`
    : sizeOf(given.width, given.height, '')
}

function sizeOf(width: number | null, height: number | null, prefix: string): string {
  return (width === null ? '' : ` ${prefix}width="${width}"`) + (height === null ? '' : ` ${prefix}height="${height}"`)
}

/** A gallery: its figures, then the caption of all. */
export const gallery: NodeHandler = (node, writing) => {
  const layout = stringAttr(node, 'layout')
  const figures = (node.content ?? []).filter((child) => child.type === 'figure')
  const caption = node.content?.find((child) => child.type === 'figcaption')?.content ?? []
  return `<figure class="gallery" data-columns="${numberAttr(node, 'columns', 2)}"${layout === 'column' ? '' : writing.attribute('data-layout', layout)}>${writing.nodes(figures)}${writeCaption({ caption, credit: [] }, writing)}</figure>`
}

/** A picture in running text. */
export const image: NodeHandler = (node, writing) => {
  const src = stringAttr(node, 'src')
  const alt = stringAttr(node, 'alt')
  const width = numberAttr(node, 'width', null)
  const height = numberAttr(node, 'height', null)
  const picture = writing.picture(src, alt)
  const title = writing.attribute('title', stringAttr(node, 'title'))
  if (picture.kind === 'here') {
    const size = writing.flavour.carry(imageSize({ width, height }, picture.asset))
    return `<img src="${escapeAttribute(picture.address)}" alt="${escapeAttribute(alt)}"${title}${size}>`
  }
  const data = writing.flavour.carry(
    ` class="missing-picture"${writing.attribute('data-src', src)}${writing.attribute('data-alt', alt)}${sizeOf(width, height, 'data-')}`,
  )
  const words = writing.text(alt || picture.link || writing.wording.words.pictureAbsent)
  const inLink = node.marks?.some((mark) => mark.type === 'link') === true
  if (picture.link === '' || inLink) return data === '' ? words : `<span${data}${title}>${words}</span>`
  return `<a href="${escapeAttribute(picture.link)}"${data}${title}>${words}</a>`
}
