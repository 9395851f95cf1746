import type { MarkJson, NodeJson } from '../../../essay/json.ts'
import { numberAttr, stringAttr } from '../../../essay/json.ts'
import type { MarkName } from '../../../essay/schema.ts'
import { destination, titlePart } from './destination.ts'
import type { Dialect } from './dialect.ts'
import { edged, escapeText, openTag, type TextPlace } from './escape-text.ts'

/** Writes an inline node that is neither text nor a hard break. `runsOn`: something follows without a space, which a reader might take for a part of an address. */
export type InlineWriterOf = (
  node: NodeJson,
  place: TextPlace,
  address: (src: string) => string,
  runsOn: boolean,
) => string

/** What stands before and after marked content. `content` is what stands between, as written. */
export type MarkWriter = (mark: MarkJson, dialect: Dialect, content: () => string) => readonly [string, string]

/** One row per inline node; text and hard breaks depend on their place and are written by `write-inline.ts`. */
export const INLINE_WRITERS: Readonly<Record<string, InlineWriterOf>> = {
  image: (node, place, address, runsOn) => {
    const src = address(stringAttr(node, 'src'))
    const width = numberAttr(node, 'width', null)
    const height = numberAttr(node, 'height', null)
    if ((width !== null || height !== null) && place.dialect === 'portable')
      return inCell(
        openTag('img', { src, alt: stringAttr(node, 'alt'), title: stringAttr(node, 'title') || null, width, height }),
        place.cell,
      )
    const size =
      place.dialect === 'pandoc'
        ? braces(
            '',
            [],
            [
              ['width', width],
              ['height', height],
            ],
          )
        : ''
    return pictureMarkdown(src, stringAttr(node, 'alt'), stringAttr(node, 'title'), place, runsOn) + size
  },
  footnoteRef: (node, place) => place.variant?.noteRef?.(stringAttr(node, 'id')) ?? `[^${stringAttr(node, 'id')}]`,
}

/** A tag for a pipe table's cell, which a bare bar would end. */
export function inCell(tag: string, cell: boolean): string {
  return cell ? tag.replaceAll('|', '&#124;') : tag
}

/** What Obsidian reads as a picture's size, at the end of its alternative text. */
const SIZE = /(?<!\\)\|(?=\d{1,5}(?:x\d{1,5})?$)/

/** `![alt](src "title")`; see `destination` for `enclosed`. */
export function pictureMarkdown(src: string, given: string, title: string, place: TextPlace, enclosed = false): string {
  const alt = place.variant?.alt?.(given) ?? given
  if (place.variant?.pictureTags) return inCell(openTag('img', { src, alt, title: title || null }), place.cell)
  const label = edged(escapeText(alt, { ...place, label: true })).replace(SIZE, '\\$&')
  return `![${label}](${destination(src, enclosed)}${titlePart(title, place, enclosed)})`
}

const tags =
  (name: string): MarkWriter =>
  () => [`<${name}>`, `</${name}>`]
const NOTHING: readonly [string, string] = ['', '']

/** A mark that Markdown has no delimiters for: tags, a span in Pandoc, nothing in the plain dialect (which counts it as lost). */
function tagOr(
  open: (mark: MarkJson) => string,
  close: string,
  pandoc: (mark: MarkJson, content: () => string) => readonly [string, string],
): MarkWriter {
  return (mark, dialect, content) =>
    dialect === 'plain' ? NOTHING : dialect === 'pandoc' ? pandoc(mark, content) : [open(mark), close]
}

/** One row per mark: what is written where delimiters cannot be. */
export const MARK_WRITERS: Readonly<Record<MarkName, MarkWriter>> = {
  // Links and code are written whole by write-inline.ts; these are their tags.
  link: (mark) => [openTag('a', { href: stringAttr(mark, 'href'), title: stringAttr(mark, 'title') || null }), '</a>'],
  code: tags('code'),
  // The review does not leave the house: accept-review.ts has taken these out before anything is written.
  comment: () => NOTHING,
  insertion: () => NOTHING,
  deletion: () => NOTHING,
  bold: tags('strong'),
  italic: tags('em'),
  strike: tags('s'),
  underline: tagOr(
    () => '<u>',
    '</u>',
    () => ['[', ']{.underline}'],
  ),
  subscript: tagOr(
    () => '<sub>',
    '</sub>',
    (_mark, content) => tight('~', 'sub', content()),
  ),
  superscript: tagOr(
    () => '<sup>',
    '</sup>',
    (_mark, content) => tight('^', 'sup', content()),
  ),
  highlight: tagOr(
    (mark) => openTag('mark', { 'data-color': stringAttr(mark, 'color') || null }),
    '</mark>',
    (mark) => ['[', `]${braces('', ['mark'], [['color', stringAttr(mark, 'color')]])}`],
  ),
  language: tagOr(
    (mark) => openTag('span', { lang: stringAttr(mark, 'lang'), dir: stringAttr(mark, 'dir') || null }),
    '</span>',
    (mark) => [
      '[',
      `]{lang="${quoted(stringAttr(mark, 'lang'))}"${stringAttr(mark, 'dir') ? ` dir=${stringAttr(mark, 'dir')}` : ''}}`,
    ],
  ),
}

/** Pandoc's `~` and `^` cannot hold white space. */
function tight(delimiter: string, tag: string, content: string): readonly [string, string] {
  return content === '' || /[\s~^\\`<[]/.test(content) ? [`<${tag}>`, `</${tag}>`] : [delimiter, delimiter]
}

/** Pandoc's attributes, or nothing where there are none. */
export function braces(
  id: string,
  classes: readonly string[],
  values: readonly (readonly [string, string | number | null])[],
): string {
  const given = values.filter(([, value]) => value !== '' && value !== null)
  const parts = [
    ...(id ? [`#${id}`] : []),
    ...classes.map((name) => `.${name}`),
    ...given.map(([name, value]) =>
      typeof value === 'number' ? `${name}=${value}` : `${name}="${quoted(String(value))}"`,
    ),
  ]
  return parts.length > 0 ? `{${parts.join(' ')}}` : ''
}

/**
 * A value for Pandoc's quoted attributes, which resolve character references and must not begin with white space. Pandoc looks for tags and code in the
 * lines of a div before it knows of attributes.
 */
export function quoted(value: string): string {
  return value
    .replace(/[\\"]|&(?=#?[A-Za-z0-9]+;)/g, (char) => `\\${char}`)
    .replace(/[\n\r]/g, ' ')
    .replace(/[<`]|(?<=--)>/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/^\s+/, (spaces) => [...spaces].map((space) => `&#${space.codePointAt(0)};`).join(''))
}
