import type { Token } from './tokens.ts'

/** A picture alone in its line, linked or not. */
const LONE_PICTURE = /^(?:image|link_open image link_close)$/

/**
 * The picture and the caption of a paragraph that is a picture and, in the line below it, words in italics with at most a `(credit)` behind them, as
 * people write who see it in a preview: `![A lamp](lamp.jpg)⏎*The lamp at dawn.* (Photo: Ana Li)`. Null for any other paragraph. A line broken by a
 * backslash, as Galley writes it, is a broken line of the text and begins no caption.
 */
export function captionBelow({
  content,
  children,
}: Token): { readonly picture: readonly Token[]; readonly caption: readonly Token[] } | null {
  const tokens = children ?? []
  const end = content.startsWith('![') || content.startsWith('[![') ? tokens.findIndex(isLineEnd) : -1
  const picture = tokens.slice(0, Math.max(0, end))
  if (!LONE_PICTURE.test(picture.map(({ type }) => type).join(' ')) || content[content.lastIndexOf('\n') - 1] === '\\')
    return null
  const caption = tokens.slice(end + 1).filter((token) => token.type !== 'text' || token.content !== '')
  return isCaption(caption) && !caption.some(isLineEnd) ? { picture, caption } : null
}

function isCaption(tokens: readonly Token[]): boolean {
  if (tokens[0]?.type !== 'em_open') return false
  let depth = 0
  const end = tokens.findIndex(({ type }) => {
    depth += type === 'em_open' ? 1 : type === 'em_close' ? -1 : 0
    return depth === 0
  })
  const rest = tokens.slice(end + 1)
  const [first, last] = [rest[0], rest.at(-1)]
  return (
    rest.length === 0 ||
    (first?.type === 'text' && /^ ?\(/.test(first.content) && last?.type === 'text' && last.content.endsWith(')'))
  )
}

const isLineEnd = ({ type }: Token) => type === 'softbreak' || type === 'hardbreak'
