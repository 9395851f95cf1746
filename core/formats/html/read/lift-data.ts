/** HTML whose long data: addresses stand aside while it is parsed. */
export interface LiftedData {
  readonly text: string
  /** Puts the addresses back into a text or attribute of the parsed tree. */
  readonly restore: (text: string) => string
}

/** Shorter addresses are left where they are. */
const SHORTEST = 256

/**
 * Takes the Base64 of `data:image/…` addresses out of HTML and leaves short tokens. A page with its pictures inside is mostly
 * Base64; without it, parsing costs what the words cost, and limits can judge the markup by itself.
 */
export function liftData(html: string): LiftedData {
  if (!html.includes(';base64,')) return { text: html, restore: (text) => text }
  let token = 'lifted-picture-'
  while (html.includes(token)) token += 'x-'
  const lifted: string[] = []
  const parts: string[] = []
  let from = 0
  for (let at = html.indexOf(';base64,'); at >= 0; at = html.indexOf(';base64,', at)) {
    const start = at + ';base64,'.length
    let end = start
    while (end < html.length && isBase64(html.charCodeAt(end))) end++
    if (end - start >= SHORTEST) {
      parts.push(html.slice(from, start), `${token}${lifted.length}.`)
      lifted.push(html.slice(start, end))
      from = end
    }
    at = end
  }
  parts.push(html.slice(from))
  const pattern = new RegExp(`${token}(\\d+)\\.`, 'g')
  return {
    text: parts.join(''),
    restore: (text) => (text.includes(token) ? text.replace(pattern, (_, index) => lifted[Number(index)] ?? '') : text),
  }
}

function isBase64(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 47 && code <= 57) ||
    code === 43 ||
    code === 61
  )
}
