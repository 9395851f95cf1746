import type { NodeJson } from '../../../essay/json.ts'
import { stringAttr } from '../../../essay/json.ts'
import { assetHash, assetSrc, normalisePictureSrc } from '../../../essay/url.ts'
import { attribute, type HastElement } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { excerpt } from './walk.ts'

/** A picture's address as an essay may hold it, with the pixels that are known of it. */
export interface PicturePlace {
  readonly src: string
  readonly width: number | null
  readonly height: number | null
}

/**
 * Asks the host for the picture at an address. Where it has none, a remote or relative address is kept (and never fetched); null where the
 * address may not be kept either. Both are losses.
 */
export function placePicture(address: string, alt: string, context: ImportContext): PicturePlace | null {
  const asset = address === '' ? null : context.picture(address)
  if (asset) {
    context.assets.set(asset.hash, asset)
    return { src: assetSrc(asset.hash), width: asset.width, height: asset.height }
  }
  const place = excerpt(address.startsWith('data:') ? alt : address)
  const kept = normalisePictureSrc(address)
  if (kept === null || assetHash(kept) !== null) {
    context.losses.add(
      'picture-refused',
      'A picture could not be taken over; its alternative text stands in its place.',
      place,
    )
    return null
  }
  if (kept === '')
    context.losses.add('picture-missing', 'A picture had no address; its place is kept.', excerpt(alt) || '<img>')
  else
    context.losses.add(
      'remote-picture',
      'A picture was not part of what was imported; its address is kept and the picture is not shown.',
      place,
    )
  return { src: kept, width: null, height: null }
}

/** An `img` as an inline image; its alternative text where the picture is refused; null where nothing is left of it. */
export function imageOf(node: HastElement, context: ImportContext): NodeJson | null {
  const alt = attribute(node, 'alt')
  const place = placePicture(attribute(node, 'src').trim(), alt, context)
  if (place === null) return alt === '' ? null : { type: 'text', text: alt }
  const width = pixelsOf(node, 'width')
  const height = pixelsOf(node, 'height')
  const own = width !== null || height !== null || context.faithful
  return {
    type: 'image',
    attrs: {
      src: place.src,
      alt,
      title: attribute(node, 'title'),
      width: own ? width : place.width,
      height: own ? height : place.height,
    },
  }
}

/** A whole positive number of pixels from an attribute, or null. */
export function pixelsOf(node: HastElement, name: string): number | null {
  const value = /^\s*(\d{1,5})(?:px)?\s*$/.exec(attribute(node, name))?.[1]
  return value === undefined || Number(value) === 0 ? null : Number(value)
}

/** The attributes of a figure about which nothing but the picture is known. */
export const PLAIN_FIGURE = {
  id: '',
  src: '',
  alt: '',
  decorative: false,
  width: null as number | null,
  height: null as number | null,
  layout: 'column' as string,
  href: '',
  creator: '',
  sourceUrl: '',
  license: '',
  licenseUrl: '',
  permission: '' as string,
}

/** The figure that stands for an inline image alone in its paragraph; a title that says more than the alternative text becomes the caption. */
export function figureOf(image: NodeJson): NodeJson {
  const link = image.marks?.find((mark) => mark.type === 'link')
  const href = link ? stringAttr(link, 'href') : ''
  const title = stringAttr(image, 'title')
  const alt = stringAttr(image, 'alt')
  return {
    type: 'figure',
    attrs: {
      ...PLAIN_FIGURE,
      src: stringAttr(image, 'src'),
      alt,
      width: (image.attrs?.width as number | null | undefined) ?? null,
      height: (image.attrs?.height as number | null | undefined) ?? null,
      href: leadsToPicture(href) ? '' : href,
    },
    content: [
      title !== '' && title !== alt
        ? { type: 'figcaption', content: [{ type: 'text', text: title }] }
        : { type: 'figcaption' },
      { type: 'figcredit' },
    ],
  }
}

/** True for a link that only shows the same picture larger, as blogs put around every picture. */
export function leadsToPicture(href: string): boolean {
  return /\.(?:png|jpe?g|gif|webp|avif|svg)(?:[?#].*)?$/i.test(href)
}
