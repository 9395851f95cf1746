import { PERMISSIONS } from '../../../essay/essay.ts'
import { figureIdFrom } from '../../../essay/figure-references.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { FIGURE_LAYOUTS } from '../../../essay/schema.ts'
import { normaliseHref } from '../../../essay/url.ts'
import { makeNode } from '../nodes.ts'
import { leadingAttributes } from './attributes.ts'
import { tellPictureDetails } from './picture-details.ts'
import { pixels, readInline } from './read-inline.ts'
import { pictureAddress, type Reading } from './reading.ts'
import { splitCaption } from './split-caption.ts'
import type { Token } from './tokens.ts'

/** The attributes that a figure has a place for. */
const FIGURE_DETAILS: ReadonlySet<string> = new Set(
  'alt decorative width height layout link creator source license license-url permission'.split(' '),
)

/**
 * A figure as Pandoc writes it: a picture alone in its paragraph whose attributes name an `alt`, so that its text is the caption
 * (`![Caption [Credit]{.credit}](lamp.jpg){alt="A lamp"}`). Null for any other paragraph.
 */
export function pandocFigure(children: readonly Token[], reading: Reading): NodeJson | null {
  const [image, braces, ...more] = children
  if (image?.type !== 'image' || braces === undefined || reading.flavour === 'commonmark') return null
  // Quotes and backslashes inside the braces come as tokens of their own.
  const source = [braces, ...more]
    .map((token) => (token.type === 'text_special' ? token.markup : token.type === 'text' ? token.content : '\n'))
    .join('')
  const found = leadingAttributes(source)
  if (!found || found.length !== source.length || !found.attributes.values.has('alt')) return null
  const { values } = found.attributes
  const value = (name: string) => values.get(name) ?? ''
  tellPictureDetails(found.attributes, FIGURE_DETAILS, reading)
  const { caption, credit } = splitCaption(image.children ?? [])
  return makeNode(
    'figure',
    {
      id: figureIdFrom(found.attributes.id),
      src: pictureAddress(String(image.attrGet('src') ?? ''), reading),
      alt: value('alt'),
      decorative: value('decorative') === 'true',
      width: pixels(values.get('width')),
      height: pixels(values.get('height')),
      layout: FIGURE_LAYOUTS.find((name) => name === value('layout')) ?? 'column',
      href: normaliseHref(value('link')) ?? '',
      creator: value('creator'),
      sourceUrl: normaliseHref(value('source')) ?? '',
      license: value('license'),
      licenseUrl: normaliseHref(value('license-url')) ?? '',
      permission: PERMISSIONS.find((name) => name === value('permission')) ?? '',
    },
    [makeNode('figcaption', {}, readInline(caption, reading)), makeNode('figcredit', {}, readInline(credit, reading))],
  )
}
