import { edged, type TextPlace } from './escape-text.ts'

/** Code between backticks, or in a tag where backticks cannot say it. */
export function codeSpan(text: string, cell: boolean): string {
  // GFM takes `\|` in a cell for a bar even inside code, so a backslash before a bar cannot be said; a line break becomes a space in backticks.
  if (/[\n\r\0]/.test(text) || (cell && (/\\\|/.test(text) || /\\$/.test(text)))) return codeTag(text)
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const needsPad = /^`|`$/.test(text) || (/^ /.test(text) && / $/.test(text) && /[^ ]/.test(text))
  const body = cell ? text.replace(/\|/g, '\\|') : text
  return needsPad ? `${fence} ${body} ${fence}` : `${fence}${body}${fence}`
}

/** Code in a tag, with every character that means something to Markdown or HTML as a reference. */
export function codeTag(text: string): string {
  return `<code>${text.replace(/[!-/:-@[-`{-~\n\r\t]/g, (char) => `&#${char.charCodeAt(0)};`).replaceAll('\0', '\ufffd')}</code>`
}

/** A link's or picture's address in Markdown; between angle brackets where it must be or is to be `enclosed`, and is one that readers find without a link. */
export function destination(href: string, enclosed = false): string {
  if (href === '') return '<>'
  const address = href.replace(/&(?=#?[A-Za-z0-9]+;)/g, '\\&')
  const isBare = /^[^\s()<>\\]+$/.test(href) && !(enclosed && /:\/\/|www\./i.test(href))
  return isBare ? address : `<${address.replace(/[<>\\](?!&)/g, (char) => `\\${char}`)}>`
}

/** ` "title"`, or nothing. An address in it that readers find without a link is hidden from them where text runs on behind it. */
export function titlePart(title: string, place: TextPlace, enclosed = false): string {
  if (title === '') return ''
  // Pandoc takes no title that begins with a space, and looks for brackets, tags, formulas and code in it.
  const escaped =
    place.dialect === 'pandoc'
      ? edged(titleText(title))
          .replaceAll('\\`', '&#96;')
          .replace(/[[\]>$]/g, (char) => `\\${char}`)
          .replaceAll('<', '&lt;')
      : // pandoc -f gfm takes no escape between `<!--` in a title and the next `-->`, and reads a note that a title names: one that names its own for ever.
        titleText(title).replace(/<(?=[A-Za-z/!?])|\[(?=\^)/g, '\\$&')
  const hidden = enclosed ? escaped.replace(/:(?=\/\/)|(?<=www)\.|@/gi, (char) => `\\${char}`) : escaped
  return ` "${place.cell ? hidden.replace(/\|/g, '&#124;') : hidden}"`
}

function titleText(title: string): string {
  return title
    .replace(/[\\"`]/g, (char) => `\\${char}`)
    .replace(/&(?=#?[A-Za-z0-9]+;)/g, '\\&')
    .replace(/[\n\r\t]/g, (char) => `&#${char.charCodeAt(0)};`)
}
