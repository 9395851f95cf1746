/** Keys of the document information dictionary (ISO 32000-1, 14.3.3) that say who made a file and when; the title stays. */
const TELLING = ['Creator', 'Producer', 'Author', 'CreationDate', 'ModDate', 'Keywords', 'Subject']

/**
 * A PDF as Chromium writes it (no object streams, no encryption) without what names its program, its time or anyone: those values are overwritten by
 * spaces of the same length, so that every offset in the file stays right, and equal pages give equal files. A file without the
 * dictionary comes back as it is.
 */
export function cleanPdf(pdf: Uint8Array): Uint8Array {
  const bytes = Buffer.from(pdf)
  const text = bytes.toString('latin1')
  const reference = /\/Info (\d+) (\d+) R/.exec(text.slice(-2_048))
  if (reference === null) return new Uint8Array(bytes)
  const start = new RegExp(`(?:^|[\\r\\n])${reference[1]} ${reference[2]} obj`).exec(text)?.index
  if (start === undefined) return new Uint8Array(bytes)
  const end = text.indexOf('endobj', start)
  for (const key of TELLING) {
    const at = new RegExp(`/${key}\\s*(?=[(<])`).exec(text.slice(start, end))
    if (at === null) continue
    const from = start + at.index
    bytes.fill(' ', from, endOfString(text, from + at[0].length))
  }
  // The file's identifier is made anew each time it is printed.
  const id = /\/ID\s*\[\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\]/.exec(text.slice(-2_048))
  if (id !== null) {
    const from = text.length - Math.min(2_048, text.length) + id.index
    bytes.fill('0', from + id[0].indexOf('<') + 1, from + id[0].indexOf('<') + 1 + (id[1]?.length ?? 0))
    const second = from + id[0].lastIndexOf('<') + 1
    bytes.fill('0', second, second + (id[2]?.length ?? 0))
  }
  return new Uint8Array(bytes)
}

/** Behind a literal or hexadecimal string (ISO 32000-1, 7.3.4). */
function endOfString(text: string, from: number): number {
  if (text[from] === '<') return text.indexOf('>', from) + 1
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at + 1
  }
  return from
}
