import { PERMISSIONS } from '../../../essay/essay.ts'
import { figureIdFrom } from '../../../essay/figure-references.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { FIGURE_LAYOUTS } from '../../../essay/schema.ts'
import { normaliseHref } from '../../../essay/url.ts'
import { attribute, childElements, type HastElement, hasAttribute, hasClass } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { PLAIN_FIGURE, pixelsOf, placePicture } from './read-picture.ts'
import { nodeOf, type Surroundings, type Walk } from './walk.ts'

/** Reads a figure or gallery of a page that Galley wrote; every field stands in its attributes (core/formats/html/write/README.md). */
export function readOwnFigure(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  const inside = { ...around, marks: [] }
  if (!hasClass(node, 'gallery')) return [ownFigure(node, inside, walk)]
  const columns = Number(attribute(node, 'data-columns'))
  const layout = attribute(node, 'data-layout')
  const figures = childElements(node).filter((child) => child.tagName === 'figure')
  const content = figures.map((figure) => ownFigure(figure, inside, walk))
  if (content.length < 2) return content
  return [
    {
      type: 'gallery',
      attrs: {
        columns: Number.isInteger(columns) && columns >= 1 && columns <= 6 ? columns : 2,
        layout: layout === 'wide' || layout === 'full' ? layout : 'column',
      },
      content: [...content, nodeOf('figcaption', undefined, captionPart(node, 'caption', inside, walk))],
    },
  ]
}

/** One figure; also the cover of the page, which stands outside the body. */
export function ownFigure(node: HastElement, around: Surroundings, walk: Walk): NodeJson {
  const { context } = walk
  const link = childElements(node).find((child) => child.tagName === 'a')
  const picture = childElements(link ?? node).find((child) => child.tagName === 'img')
  const alt = hasAttribute(node, 'data-alt') ? attribute(node, 'data-alt') : picture ? attribute(picture, 'alt') : ''
  const place = placeOwn(node, picture, alt, context)
  const layout = attribute(node, 'data-layout')
  const permission = attribute(node, 'data-permission')
  return {
    type: 'figure',
    attrs: {
      ...PLAIN_FIGURE,
      id: figureIdFrom(attribute(node, 'id')),
      ...place,
      alt,
      decorative: hasAttribute(node, 'data-decorative'),
      layout: (FIGURE_LAYOUTS as readonly string[]).includes(layout) ? layout : 'column',
      href: address(link ? attribute(link, 'href') : attribute(node, 'data-href')),
      creator: attribute(node, 'data-creator'),
      sourceUrl: address(attribute(node, 'data-source-url')),
      license: attribute(node, 'data-license'),
      licenseUrl: address(attribute(node, 'data-license-url')),
      permission: (PERMISSIONS as readonly string[]).includes(permission) ? permission : '',
    },
    content: [
      nodeOf('figcaption', undefined, captionPart(node, 'caption', around, walk)),
      nodeOf('figcredit', undefined, captionPart(node, 'credit', around, walk)),
    ],
  }
}

function placeOwn(
  node: HastElement,
  picture: HastElement | undefined,
  alt: string,
  context: ImportContext,
): { readonly src: string; readonly width: number | null; readonly height: number | null } {
  if (!picture) {
    const src = attribute(node, 'data-src')
    const place = src === '' ? null : placePicture(src, alt, context)
    return { src: place?.src ?? '', width: pixelsOf(node, 'data-width'), height: pixelsOf(node, 'data-height') }
  }
  const place = placePicture(attribute(picture, 'src'), alt, context)
  const natural = hasAttribute(picture, 'data-natural')
  return {
    src: place?.src ?? '',
    width: natural ? null : pixelsOf(picture, 'width'),
    height: natural ? null : pixelsOf(picture, 'height'),
  }
}

function captionPart(
  node: HastElement,
  name: 'caption' | 'credit',
  around: Surroundings,
  walk: Walk,
): readonly NodeJson[] {
  const caption = childElements(node).find((child) => child.tagName === 'figcaption')
  const part = caption && childElements(caption).find((child) => hasClass(child, name))
  return part ? walk.inline(part.children, { ...walk.inside(part, around), marks: [] }) : []
}

/** A picture in running text, present or `.missing-picture`. */
export function readOwnImage(node: HastElement, context: ImportContext): NodeJson {
  const present = node.tagName === 'img'
  const alt = attribute(node, present ? 'alt' : 'data-alt')
  const src = attribute(node, present ? 'src' : 'data-src')
  const natural = hasAttribute(node, 'data-natural')
  return {
    type: 'image',
    attrs: {
      src: (src === '' ? null : placePicture(src, alt, context))?.src ?? '',
      alt,
      title: attribute(node, 'title'),
      width: natural ? null : pixelsOf(node, present ? 'width' : 'data-width'),
      height: natural ? null : pixelsOf(node, present ? 'height' : 'data-height'),
    },
  }
}

function address(written: string): string {
  return normaliseHref(written) ?? ''
}
