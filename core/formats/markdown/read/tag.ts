import { VOID_ELEMENTS } from '../../html/void-elements.ts'
import { unescapeEntities } from './entities.ts'

/** One HTML tag as it stands in Markdown. */
export interface Tag {
  /** Lower case. */
  readonly name: string
  readonly kind: 'open' | 'close' | 'void'
  /** Attribute values with character references resolved; the first of a name counts, as in HTML. */
  readonly attrs: ReadonlyMap<string, string>
}

const TAG =
  /^<(\/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*)\s*\/?>$/
const ATTRIBUTE = /([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g
const PIECE = /<!--[\s\S]*?-->|<\/?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>|\s+/y
const NO_ATTRS: ReadonlyMap<string, string> = new Map()

/** Reads one tag, or null where the text is a comment, a declaration or no tag at all. */
export function parseTag(html: string): Tag | null {
  const match = TAG.exec(html)
  if (!match) return null
  const name = (match[2] as string).toLowerCase()
  if (match[1] === '/') return { name, kind: 'close', attrs: NO_ATTRS }
  const rest = match[3] ?? ''
  return { name, kind: VOID_ELEMENTS.has(name) ? 'void' : 'open', attrs: rest === '' ? NO_ATTRS : attributesOf(rest) }
}

/** What a raw HTML block of nothing but tags holds. */
export interface TagRun {
  readonly tags: readonly Tag[]
  /** Comments, without their marks; they are dropped, and the caller counts them. */
  readonly comments: readonly string[]
}

/** Reads a block that holds nothing but tags, comments and white space; null where it holds anything else. */
export function parseTagRun(html: string): TagRun | null {
  const tags: Tag[] = []
  const comments: string[] = []
  PIECE.lastIndex = 0
  while (PIECE.lastIndex < html.length) {
    const piece = PIECE.exec(html)?.[0]
    if (piece === undefined) return null
    if (piece.startsWith('<!--')) comments.push(piece.slice(4, -3).trim())
    else if (piece.startsWith('<')) {
      const tag = parseTag(piece)
      if (tag === null) return null
      tags.push(tag)
    }
  }
  return { tags, comments }
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attrs = new Map<string, string>()
  for (const match of text.matchAll(ATTRIBUTE)) {
    const name = (match[1] as string).toLowerCase()
    if (!attrs.has(name)) attrs.set(name, unescapeEntities(match[2] ?? match[3] ?? match[4] ?? ''))
  }
  return attrs
}
