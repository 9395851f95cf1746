/** Text as RTF holds it: ASCII alone, everything else as `\uN?` by UTF-16 unit (RTF 1.9.1, "Unicode RTF"); tabs and newlines as their words. */
export function rtfText(text: string): string {
  return text.replace(/[\\{}]|[^ -~]/g, (sign) => {
    if (sign === '\\' || sign === '{' || sign === '}') return `\\${sign}`
    if (sign === '\t') return '\\tab '
    if (sign === '\n') return '\\line '
    if (sign === '\u00a0') return '\\~'
    const unit = sign.charCodeAt(0)
    return `\\u${unit > 0x7fff ? unit - 0x10000 : unit}?`
  })
}

/** An address between the quotation marks of a field. */
export function rtfAddress(address: string): string {
  return rtfText(address.replaceAll('"', '%22').replaceAll('\\', '%5C'))
}
