import { attribute, type HastElement } from './hast.ts'
import { type Marks, type WhiteSpace, withMark } from './inline-run.ts'

/** The declarations of a `style` attribute: property to value, both lower case, the last of each property; `!important` is left out. */
export function styleOf(node: HastElement): ReadonlyMap<string, string> {
  return parseDeclarations(attribute(node, 'style'))
}

/** Parses `a: b; c: d`. */
export function parseDeclarations(style: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (style === '') return found
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon <= 0) continue
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim()
      .toLowerCase()
    found.set(declaration.slice(0, colon).trim().toLowerCase(), value)
  }
  return found
}

/**
 * Marks that a style attribute says: Google Docs, Word and LibreOffice write bold as `font-weight:700`. A normal weight or style takes a mark
 * of the surroundings away, as in Google Docs' `<b style="font-weight:normal">` around everything.
 */
export function styleMarks(style: ReadonlyMap<string, string>, marks: Marks): Marks {
  if (style.size === 0) return marks
  let found = marks
  const without = (type: string) => {
    if (found.some((mark) => mark.type === type)) found = found.filter((mark) => mark.type !== type)
  }
  const weight = style.get('font-weight')
  if (weight !== undefined) {
    if (weight === 'bold' || weight === 'bolder' || Number(weight) >= 600) found = withMark(found, { type: 'bold' })
    else if (weight === 'normal' || weight === 'lighter' || Number(weight) < 600) without('bold')
  }
  const slant = style.get('font-style')
  if (slant === 'italic' || slant?.startsWith('oblique')) found = withMark(found, { type: 'italic' })
  else if (slant === 'normal') without('italic')
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`
  // Every program underlines its links; the link says it already.
  if (line.includes('underline') && !found.some((mark) => mark.type === 'link'))
    found = withMark(found, { type: 'underline' })
  if (line.includes('line-through')) found = withMark(found, { type: 'strike' })
  const shift = style.get('vertical-align')
  if (shift === 'super') found = withMark(found, { type: 'superscript' })
  else if (shift === 'sub') found = withMark(found, { type: 'subscript' })
  const colour =
    style.get('mso-highlight') ??
    MARKER_PENS.get((style.get('background-color') ?? style.get('background') ?? '').replace(/\s/g, ''))
  if (colour !== undefined && colour !== 'none')
    found = withMark(found, { type: 'highlight', attrs: { color: PEN_COLOURS.get(colour) ?? null } })
  return found
}

/** The white-space handling that a style asks for, or undefined where it says nothing. */
export function styleWhiteSpace(style: ReadonlyMap<string, string>, faithful: boolean): WhiteSpace | undefined {
  const value = style.get('white-space')
  if (value === undefined) return undefined
  if (value === 'pre' || value === 'pre-wrap' || value === 'break-spaces') return faithful ? 'keep' : 'keep-with-breaks'
  return value === 'normal' || value === 'nowrap' ? 'collapse' : undefined
}

/** Highlighter colours of Word and Google Docs, by name; the others become a highlight without colour. */
const PEN_COLOURS: ReadonlyMap<string, string> = new Map([
  ['yellow', 'yellow'],
  ['lime', 'green'],
  ['green', 'green'],
  ['aqua', 'blue'],
  ['cyan', 'blue'],
  ['blue', 'blue'],
  ['fuchsia', 'pink'],
  ['magenta', 'pink'],
  ['pink', 'pink'],
])

/** Background colours that word processors mean as a marker pen; any other background is a page's design. */
const MARKER_PENS: ReadonlyMap<string, string> = new Map([
  ['yellow', 'yellow'],
  ['#ffff00', 'yellow'],
  ['rgb(255,255,0)', 'yellow'],
  ['lime', 'lime'],
  ['#00ff00', 'lime'],
  ['rgb(0,255,0)', 'lime'],
  ['aqua', 'aqua'],
  ['cyan', 'aqua'],
  ['#00ffff', 'aqua'],
  ['rgb(0,255,255)', 'aqua'],
  ['fuchsia', 'fuchsia'],
  ['magenta', 'fuchsia'],
  ['#ff00ff', 'fuchsia'],
  ['rgb(255,0,255)', 'fuchsia'],
])
