import type { Dialect } from './dialect.ts'
import type { Variant } from './variant.ts'

/** What stands around a piece of text that is to be written. */
export interface TextPlace {
  readonly dialect: Dialect
  readonly variant?: Variant | undefined
  /** Inside a pipe table's cell, where `|` ends it. */
  readonly cell: boolean
  /** Inside the brackets of a link or an image. */
  readonly label: boolean
  /** Escape everything that could mean anything. */
  readonly careful: boolean
}

const SPECIAL = /[\\`*_[\]<>&~|!@:.^{$'"#\n\r\t\0-]/g
const PUNCTUATION = /[!-/:-@[-`{-~]/g
const WORD = /[\p{L}\p{N}]/u

/** Pandoc pairs typographic quotation marks and takes away the spaces inside a pair that are no references. */
const SPACES_IN_QUOTES = /(?<=[“‘])\s|\s(?=”)|(?<=‘[^’]*)\s(?=’)/g

/** Escapes text inside a line; the start of a line and the ends of the block need `guardLine` and `guardEdges` too. */
export function escapeText(text: string, place: TextPlace): string {
  const escaped = escapeAscii(text, place)
  return place.dialect === 'pandoc'
    ? escaped.replace(SPACES_IN_QUOTES, (space) => `&#${space.charCodeAt(0)};`)
    : escaped
}

function escapeAscii(text: string, place: TextPlace): string {
  if (text.search(SPECIAL) < 0) return text
  if (place.careful)
    return controls(text.replace(PUNCTUATION, (char) => (char === '|' && place.cell ? '&#124;' : signed(char, place))))
  return text.replace(SPECIAL, (char, index: number) => escapeChar(char, text, index, place))
}

function escapeChar(char: string, text: string, index: number, place: TextPlace): string {
  const next = text[index + 1] ?? ''
  const previous = text[index - 1] ?? ''
  const isPandoc = place.dialect === 'pandoc'
  if (place.variant?.escaped.includes(char)) return char === '|' && place.cell ? '&#124;' : signed(char, place)
  switch (char) {
    case '`':
    case '\\':
    case '*':
    case '~':
      return signed(char, place)
    case '_':
      return WORD.test(previous) && WORD.test(next) ? '_' : signed(char, place)
    case '[':
      return place.label || !isHarmlessBracket(text, index) ? signed(char, place) : '['
    case ']':
      // pandoc -f gfm can take it for the end of a bracket that opened long before.
      return place.label || next === '(' ? signed(char, place) : ']'
    case '<':
      return next === '' || /[A-Za-z/!?]/.test(next) ? signed(char, place) : '<'
    case '&':
      return /^&(?:#?[A-Za-z0-9]+;|#?[A-Za-z0-9]*$)/.test(text.slice(index, index + 40)) ? signed(char, place) : '&'
    case '|':
      return place.cell || isPandoc ? signed(char, place) : '|'
    case '!':
      return next === '' || next === '[' ? signed(char, place) : '!'
    case '@':
      return isPandoc || (/[\w.+-]/.test(previous) && /\w/.test(next)) ? signed(char, place) : '@'
    case ':':
      if (/^:\/\//.test(text.slice(index, index + 3)) && /[A-Za-z]/.test(previous)) return signed(char, place)
      // GitHub and `pandoc -f gfm` make pictures of `:smile:`; the times of day stay as they are.
      return /^:(?!\d\d:)[a-z0-9_+-]{1,40}:/.test(text.slice(index, index + 42)) ? signed(char, place) : ':'
    case '.':
      if (isPandoc && text.startsWith('...', index)) return signed(char, place)
      return /(?:^|[^A-Za-z0-9])www$/i.test(text.slice(Math.max(0, index - 4), index)) ? signed(char, place) : '.'
    case '^':
      return isPandoc || next === '[' || next === '' ? signed(char, place) : '^'
    case '{':
      return isPandoc || index === 0 || previous === ']' || next === '{' || next === ':' ? signed(char, place) : '{'
    // Pandoc makes typographic marks of straight ones unless it is told not to.
    case '$':
    case "'":
    case '"':
      return isPandoc ? signed(char, place) : char
    case '#':
      return char
    case '-':
      return isPandoc && next === '-' ? signed(char, place) : '-'
    case '>':
      // Pandoc gathers a list item before it knows of its code, and takes `<!--` there for a comment wherever one ends below.
      return isPandoc && previous === '-' && text[index - 2] === '-' ? signed(char, place) : '>'
    default:
      return controls(char)
  }
}

/** A character kept from meaning anything. */
function signed(char: string, place: TextPlace): string {
  const own = place.variant?.sign?.(char)
  if (own !== undefined) return own
  // Pandoc looks for code, and for the ends of divs and comments, before it looks for escapes, over the ends of lines.
  if (place.dialect === 'pandoc' && char === '`') return '&#96;'
  return place.dialect === 'pandoc' && char === '<' ? '&lt;' : `\\${char}`
}

/** `[sic]` can stay: it is a bracket that closes in the same text and has nothing after it that would make it a link, note or attribute. */
function isHarmlessBracket(text: string, index: number): boolean {
  const end = text.indexOf(']', index)
  if (end < 0 || end + 1 === text.length || /[\^[!]/.test(text[index + 1] ?? '')) return false
  return !/[([:{]/.test(text[end + 1] as string) && !text.slice(index + 1, end).includes('[')
}

/** Line breaks inside text, tabs and NUL (which nothing can carry) as references. */
function controls(text: string): string {
  return text.replace(/[\n\r\t\0]/g, (char) => (char === '\0' ? '\ufffd' : `&#${char.charCodeAt(0)};`))
}

/** Escapes what would begin a block at the start of a line. `isFirst` is false for a line after a hard break. */
export function guardLine(line: string, isFirst: boolean, dialect: Dialect): string {
  if (dialect === 'pandoc') {
    if (/^\((?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+)\)(?=\s|$)|^#\.(?=\s|$)|^%/.test(line)) return `\\${line}`
    // A capital with one space after its full stop is a name's.
    const letter = /^(?:[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?!\. \S))([.)])(?=\s|$)/.exec(line)?.[0]
    if (letter) return `${letter.slice(0, -1)}\\${line.slice(letter.length - 1)}`
  }
  if (/^(?:#{1,6}(?:\s|$)|>|[-+](?:\s|$)|:::|\|)/.test(line)) return `\\${line}`
  const number = /^(\d{1,9})([.)])(?=\s|$)/.exec(line)
  if (number) return `${number[1]}\\${line.slice((number[1] as string).length)}`
  if (/^(?:-[ \t]*){3,}$/.test(line) || /^:[ \t]/.test(line)) return `\\${line}`
  if (!isFirst && /^(?:=+|-+)[ \t]*$/.test(line)) return `\\${line}`
  if (!isFirst && /^[\s|:-]+$/.test(line)) return `\\${line}`
  return line
}

/** White space at the ends of a line or block, where readers trim, as references. */
export function edged(text: string): string {
  const lead = /^[\s\ufeff]+/.exec(text)?.[0] ?? ''
  const rest = text.slice(lead.length)
  const tail = /[\s\ufeff]+$/.exec(rest)?.[0] ?? ''
  if (lead === '' && tail === '') return text
  const references = (white: string) => [...white].map((char) => `&#${char.charCodeAt(0)};`).join('')
  return references(lead) + rest.slice(0, rest.length - tail.length) + references(tail)
}

/** Escapes text for the inside of an HTML element. */
export function escapeHtml(text: string): string {
  return controls(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'))
}

/** Escapes a value for a double-quoted HTML attribute that stays on one line. */
export function escapeAttribute(value: string): string {
  return controls(value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;'))
}

/** An opening tag; attributes that are null or undefined are left out, `true` stands without a value. */
export function openTag(
  name: string,
  attrs: Readonly<Record<string, string | number | boolean | null | undefined>> = {},
): string {
  let tag = `<${name}`
  for (const [key, value] of Object.entries(attrs)) {
    if (value === null || value === undefined || value === false) continue
    tag += value === true ? ` ${key}` : ` ${key}="${escapeAttribute(String(value))}"`
  }
  return `${tag}>`
}
