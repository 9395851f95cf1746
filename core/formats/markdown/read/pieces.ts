import { parseTagRun, type Tag } from './tag.ts'
import type { Token } from './tokens.ts'

/**
 * One piece of a container: a Markdown block (`md`), raw HTML that is more than tags (`html`), or an element whose tags stand alone between blank
 * lines with Markdown inside (`element`). `from` and `to` are token indexes, `to` exclusive.
 */
export type Piece =
  | { readonly kind: 'md'; readonly from: number; readonly to: number }
  | { readonly kind: 'html'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'element'
      readonly tag: Tag
      readonly from: number
      readonly to: number
      readonly children: readonly Piece[]
      /** False where its tags share a raw block with other elements' tags, so that its tokens cannot be cut out. */
      readonly whole: boolean
    }

/** An element piece. */
export type ElementPiece = Extract<Piece, { kind: 'element' }>

interface Building {
  tag: Tag
  from: number
  opensBlock: boolean
  children: Piece[]
}

/**
 * Cuts the tokens of one container into pieces; null where a tag does not close inside the container. `comment` is told every HTML comment.
 */
export function cutPieces(
  tokens: readonly Token[],
  from: number,
  to: number,
  closeOf: Int32Array,
  comment: (text: string) => void,
): readonly Piece[] | null {
  const root: Piece[] = []
  const open: Building[] = []
  for (let index = from; index < to; index++) {
    const token = tokens[index] as Token
    const into = open.at(-1)?.children ?? root
    if (token.type === 'reference_definition') continue
    if (token.type !== 'html_block') {
      const end = (closeOf[index] ?? index) + 1
      into.push({ kind: 'md', from: index, to: end })
      index = end - 1
      continue
    }
    // White space counts inside `pre`, so it is never only tags.
    const run = /^<pre[\s>]/i.test(token.content) ? null : parseTagRun(token.content)
    if (run === null) {
      into.push({ kind: 'html', from: index, to: index + 1 })
      continue
    }
    for (const text of run.comments) comment(text)
    for (const [position, tag] of run.tags.entries()) {
      const children = open.at(-1)?.children ?? root
      if (tag.kind === 'open') open.push({ tag, from: index, opensBlock: position === 0, children: [] })
      else if (tag.kind === 'void')
        children.push({ kind: 'element', tag, from: index, to: index + 1, children: [], whole: run.tags.length === 1 })
      else {
        const built = open.pop()
        if (built?.tag.name !== tag.name) return null
        const parent = open.at(-1)?.children ?? root
        const whole = built.opensBlock && position === run.tags.length - 1
        parent.push({
          kind: 'element',
          tag: built.tag,
          from: built.from,
          to: index + 1,
          children: built.children,
          whole,
        })
      }
    }
  }
  return open.length === 0 ? root : null
}

/** For each opening token the index of its closing one; for any other token its own index. */
export function closingIndexes(tokens: readonly Token[]): Int32Array {
  const closeOf = new Int32Array(tokens.length)
  const open: number[] = []
  for (let index = 0; index < tokens.length; index++) {
    closeOf[index] = index
    const nesting = tokens[index]?.nesting
    if (nesting === 1) open.push(index)
    else if (nesting === -1) closeOf[open.pop() ?? index] = index
  }
  return closeOf
}
