import { type NodeJson, numberAttr, stringAttr } from '../../../essay/json.ts'
import type { Wording } from '../../../publication/wording.ts'
import type { LossLedger } from '../../conversion.ts'
import { creditLine } from '../../credit-line.ts'
import { excerpt } from '../../excerpt.ts'
import { figureParts } from '../../html/write/figures.ts'
import { linksIn } from '../../html/write/inline.ts'
import type { VariantParts } from '../write/variant.ts'

/**
 * A figure as Hugo's own shortcode (gohugo.io/content-management/shortcodes, `figure`; publishing.md 3), which works where raw HTML is dropped. It has one place
 * for credit, source and licence (`attr`), so these share a line, and a loss says so. A note in the caption would be no note there; such a figure is
 * a picture with its caption below.
 */
export function hugoFigure(node: NodeJson, parts: VariantParts, wording: Wording, losses: LossLedger): string {
  const figure = figureParts(node)
  const place = excerpt(figure.alt) || 'figure'
  if ([...figure.caption, ...figure.credit].some(({ type }) => type === 'footnoteRef' || type === 'image')) {
    losses.add(
      'figure',
      'A figure whose caption has a note or a picture in it was written as a picture with a paragraph below.',
      place,
    )
    return parts.usual(node)
  }
  const { content, folded } = creditLine(figure, wording.words)
  if (folded)
    losses.add(
      'figure-credit',
      'Source and licence of a picture stand in its credit; Hugo’s figure has one line for them.',
      place,
    )
  const onlyLink = content.every((piece) => linksIn([piece]).length === 1) ? linksIn(content)[0] : undefined
  const bare = onlyLink === undefined ? content : content.map(({ marks: _marks, ...piece }) => piece)
  const caption = parts.line(figure.caption)
  const credit = parts.line(bare)
  const layout = stringAttr(node, 'layout')
  // The template puts the caption for an empty alternative text; a space keeps a picture that says nothing silent.
  const alt = figure.decorative || figure.alt === '' ? ' ' : figure.alt
  const values = [
    ['src', parts.address(figure.src)],
    ['alt', alt],
    // Caption and credit stand side by side without a space of their own.
    ['caption', caption === '' || credit === '' ? caption : `${caption}&#32;`],
    ['attr', credit],
    ['attrlink', onlyLink ?? ''],
    ['link', figure.href],
    ['class', layout === 'column' ? '' : layout],
    ['width', String(numberAttr(node, 'width', null) ?? '')],
    ['height', String(numberAttr(node, 'height', null) ?? '')],
  ] as const
  const given = values
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${quoted(value, place, losses)}`)
  return `{{< figure ${given.join(' ')} >}}`
}

/** A parameter: in double quotes, in backticks where it holds a quote or backslash itself, for which Hugo has no escape that every version knows. */
function quoted(value: string, place: string, losses: LossLedger): string {
  const line = value.replace(/\s*\n\s*/g, ' ')
  if (!/["\\]/.test(line)) return `"${line}"`
  if (line.includes('`'))
    losses.add(
      'backtick',
      'A backtick in a figure became an apostrophe; Hugo’s figure cannot hold it beside a quotation mark.',
      place,
    )
  return `\`${line.replaceAll('`', '’')}\``
}
