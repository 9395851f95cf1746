/** A match in a text: UTF-16 offsets. */
export interface TextMatch {
  readonly start: number
  readonly end: number
}

/**
 * Finds words in a text, case and accents ignored ("cafe" finds "Café", "strasse" does not find "Straße"). Offsets are those of the text as it
 * stands. Matches do not overlap.
 */
export function findText(text: string, query: string): readonly TextMatch[] {
  const wanted = fold(query.trim().replace(/\s+/g, ' ')).text
  if (wanted === '') return []
  const folded = fold(text)
  const matches: TextMatch[] = []
  for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + wanted.length)) {
    const last = at + wanted.length - 1
    matches.push({ start: folded.starts[at] as number, end: folded.ends[last] as number })
  }
  return matches
}

/** The words around a match, cut at spaces, with the place of the match in them. `around` is in UTF-16 units to each side. */
export function excerptAround(
  text: string,
  match: TextMatch,
  around = 60,
): { readonly excerpt: string; readonly start: number; readonly end: number } {
  let from = Math.max(0, match.start - around)
  let to = Math.min(text.length, match.end + around)
  if (from > 0) from = after(text, from, match.start)
  if (to < text.length) to = before(text, to, match.end)
  const lead = from > 0 ? '… ' : ''
  const tail = to < text.length ? ' …' : ''
  // Line breaks become spaces one for one, so that the offsets stay.
  const excerpt = lead + text.slice(from, to).replace(/\s/g, ' ') + tail
  return { excerpt, start: lead.length + match.start - from, end: lead.length + match.end - from }
}

/** The start of the first word behind `from`, or `limit`. */
function after(text: string, from: number, limit: number): number {
  const space = text.slice(from, limit).search(/\s/)
  return space < 0 ? wholeCharacter(text, from) : from + space + 1
}

/** The end of the last word before `to`, or `limit`. */
function before(text: string, to: number, limit: number): number {
  const part = text.slice(limit, to)
  const space = part.search(/\s\S*$/)
  return space < 0 ? wholeCharacter(text, to) : limit + space
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

interface Folded {
  readonly text: string
  /** For each unit of the folded text where its character begins and ends in the original. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

function fold(text: string): Folded {
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const char of text) {
    const bare = /\s/.test(char)
      ? ' '
      : char
          .normalize('NFKD')
          .replace(/\p{M}+/gu, '')
          .toLowerCase()
          // Greek writes the same letter differently at the end of a word.
          .replace('ς', 'σ')
    // A combining accent belongs to the letter before it.
    if (bare === '' && ends.length > 0) ends[ends.length - 1] = at + char.length
    for (let unit = 0; unit < bare.length; unit++) {
      starts.push(at)
      ends.push(at + char.length)
    }
    folded += bare
    at += char.length
  }
  return { text: folded, starts, ends }
}
