/** A stretch of text, and the address that it links to, if any. */
export interface LinkPiece {
  readonly text: string
  readonly href: string | null
}

const BARE = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>]+/giu

/**
 * Finds bare `http://` and `https://` addresses, by GFM's rules for where one ends: not with punctuation, not with a closing bracket that was
 * not opened inside. Nothing is guessed: `example.com` and e-mail addresses stay text.
 */
export function linkText(text: string): readonly LinkPiece[] {
  const pieces: LinkPiece[] = []
  let done = 0
  for (const match of text.matchAll(BARE)) {
    const address = trimmed(match[0])
    if (!/^https?:\/\/[\p{L}\p{N}]/iu.test(address)) continue
    if (match.index > done) pieces.push({ text: text.slice(done, match.index), href: null })
    pieces.push({ text: address, href: address })
    done = match.index + address.length
  }
  if (done < text.length) pieces.push({ text: text.slice(done), href: null })
  return pieces
}

function trimmed(address: string): string {
  let end = address.length
  let open = 0
  for (const char of address) open += char === '(' ? 1 : char === ')' ? -1 : 0
  for (; end > 0; end--) {
    const last = address[end - 1] as string
    if (last === ')' && open < 0) open++
    else if (!/[?!.,:;*_~'"”’]/.test(last)) break
  }
  return address.slice(0, end)
}
