/**
 * Reads comma-separated values (RFC 4180; quotes, doubled quotes, line ends inside quotes) as rows by the names of the first line. Fields that a
 * row lacks are ''. A quote that is never closed reaches to the end.
 */
export function readCsv(text: string): readonly ReadonlyMap<string, string>[] {
  const [names = [], ...rows] = lines(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  return rows
    .filter((row) => row.some((field) => field !== ''))
    .map((row) => new Map(names.map((name, index) => [name.trim(), row[index] ?? ''])))
}

function lines(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    let field = ''
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') field += text[at]
        else if (text[at + 1] === '"') field += text[at++]
        else break
      }
      at++
    }
    while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') field += text[at++]
    rows.at(-1)?.push(field)
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    if (text[at] === '\r' || text[at] === '\n') rows.push([])
    at++
  }
  return rows
}
