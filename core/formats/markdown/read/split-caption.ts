import MarkdownIt from 'markdown-it'
import { attributesOf } from './attributes.ts'
import { parseTag } from './tag.ts'
import type { Token } from './tokens.ts'

/**
 * Parts a caption's tokens into caption and credit. The credit is what stands in `<small class="credit">…</small>` or `[…]{.credit}` at the end;
 * the one space before it belongs to neither.
 */
export function splitCaption(children: readonly Token[]): {
  readonly caption: readonly Token[]
  readonly credit: readonly Token[]
} {
  const last = children.at(-1)
  const start =
    last?.type === 'html_inline' && last.content === '</small>'
      ? children.findIndex((token) => token.type === 'html_inline' && isCreditTag(token.content))
      : last?.type === 'span_close'
        ? children.findIndex((token) => token.type === 'span_open' && attributesOf(token).classes.includes('credit'))
        : -1
  if (start < 0) return { caption: children, credit: [] }
  const caption = children.slice(0, start)
  const before = caption.at(-1)
  if (before?.type === 'softbreak') caption.pop()
  else if (before?.type === 'text' && before.content.endsWith(' ')) caption.splice(-1, 1, withoutLastSpace(before))
  return { caption, credit: children.slice(start + 1, -1) }
}

/** A copy, because an element that turns out to be no figure is read again from the same tokens. */
function withoutLastSpace(token: Token): Token {
  const copy = new MarkdownIt.Token('text', '', 0)
  copy.content = token.content.slice(0, -1)
  return copy
}

function isCreditTag(html: string): boolean {
  const tag = parseTag(html)
  return tag?.kind === 'open' && tag.name === 'small' && tag.attrs.get('class') === 'credit'
}
