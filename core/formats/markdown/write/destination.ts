import type { TextPlace } from './escape-text.ts'

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

/** A link's or picture's address in Markdown. */
export function destination(href: string): string {
  if (href === '') return '<>'
  const address = href.replace(/&(?=#?[A-Za-z0-9]+;)/g, '\\&')
  return /^[^\s()<>\\]+$/.test(href) ? address : `<${address.replace(/[<>\\](?!&)/g, (char) => `\\${char}`)}>`
}

/** ` "title"`, or nothing. */
export function titlePart(title: string, place: TextPlace): string {
  if (title === '') return ''
  const escaped = title
    .replace(/[\\"]/g, (char) => `\\${char}`)
    .replace(/&(?=#?[A-Za-z0-9]+;)/g, '\\&')
    .replace(/[\n\r\t]/g, (char) => `&#${char.charCodeAt(0)};`)
  return ` "${place.cell ? escaped.replace(/\|/g, '&#124;') : escaped}"`
}
