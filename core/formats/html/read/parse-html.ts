import type { ParserOptions } from 'parse5'
import { fail, ok, type Result } from '../../../result.ts'
import { cleanText } from '../../clean-text.ts'
import { excerpt } from '../../excerpt.ts'
import { growHast, type Hast5 } from './grow-hast.ts'
import type { HastNode, HastRoot } from './hast.ts'
import { liftData } from './lift-data.ts'
import { RunParser } from './run-parser.ts'

/** Limits on HTML that comes from outside (safety.md section 6). */
export const HTML_LIMITS = {
  /** UTF-16 units of the whole text, pictures in data: addresses included. */
  whole: 300_000_000,
  /** UTF-16 units without long data: addresses. */
  markup: 20_000_000,
  /** Elements inside one another. */
  depth: 256,
  /** Elements, texts and comments. */
  nodes: 500_000,
} as const

/** Parsed HTML with what had to be cleaned. */
export interface ParsedHtml {
  readonly root: HastRoot
  /** Characters that no text may hold (NUL, control characters, halves of surrogate pairs), taken out or replaced. */
  readonly badCharacters: number
  /** The beginning of the text in which the first of them stood. */
  readonly badPlace: string
}

/** Thrown out of parse5, which has no other way to be stopped; never leaves this file. */
class LimitReached extends Error {
  readonly limit: string
  constructor(limit: string) {
    super(limit)
    this.limit = limit
  }
}

/**
 * Parses HTML as browsers do (parse5, the WHATWG algorithm, scripting off). `fragment` parses as inside a template element, so that
 * a lone `<tr>` or `<li>` stays. Nothing is fetched and nothing runs. Limits are watched while the tree grows, so that no input takes more
 * memory or time than they allow. Problem: `too-large`, naming the limit.
 */
export function parseHtml(html: string, kind: 'document' | 'fragment'): Result<ParsedHtml> {
  if (html.length > HTML_LIMITS.whole)
    return tooLarge(`it has more than ${HTML_LIMITS.whole / 1_000_000} million characters`)
  const lifted = liftData(html)
  if (lifted.text.length > HTML_LIMITS.markup)
    return tooLarge(`it has more than ${HTML_LIMITS.markup / 1_000_000} million characters beside its pictures`)
  try {
    const options = { treeAdapter: limitedTree(), scriptingEnabled: false }
    const root = kind === 'document' ? RunParser.parse(lifted.text, options) : fragmentOf(lifted.text, options)
    return ok(clean(root, lifted.restore))
  } catch (error) {
    if (error instanceof LimitReached) return tooLarge(error.limit)
    throw error
  }
}

function fragmentOf(text: string, options: ParserOptions<Hast5>): HastRoot {
  const parser = RunParser.getFragmentParser(null, options)
  parser.tokenizer.write(text, true)
  return parser.getFragment()
}

function tooLarge(what: string): ReturnType<typeof fail> {
  return fail('too-large', `This HTML is too large: ${what}.`, {
    safe: 'Nothing was imported and nothing was changed.',
    next: 'Split it, or export the text from its program in another way.',
  })
}

const TOO_DEEP = `its elements are nested deeper than ${HTML_LIMITS.depth} levels`
const TOO_MANY = `it holds more than ${HTML_LIMITS.nodes} elements and texts`

function limitedTree(): ReturnType<typeof growHast> {
  let nodes = 0
  let depth = 0
  return growHast({
    onNode: () => {
      if (++nodes > HTML_LIMITS.nodes) throw new LimitReached(TOO_MANY)
    },
    // Two levels are the parser's own: html and body, or the template around a fragment.
    onOpen: (by) => {
      depth += by
      if (depth > HTML_LIMITS.depth + 2) throw new LimitReached(TOO_DEEP)
    },
  })
}

/** Cleans texts and attributes where they stand. Without recursion: misnested markup can make the tree deeper than the stack of open elements ever was. */
function clean(root: HastRoot, restore: (text: string) => string): ParsedHtml {
  let badCharacters = 0
  let badPlace = ''
  const cleaned = (text: string): string => {
    const { text: good, bad } = cleanText(text)
    if (bad > 0 && badCharacters === 0) badPlace = excerpt(good)
    badCharacters += bad
    return restore(good)
  }
  const stack: { readonly nodes: readonly HastNode[]; at: number }[] = [{ nodes: root.children, at: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.at++]
    if (node === undefined) stack.pop()
    else if (node.type === 'text') node.value = cleaned(node.value)
    else if (node.type === 'element') {
      const { properties, children } = node
      for (const name in properties) properties[name] = cleaned(properties[name] as string)
      if (stack.length > HTML_LIMITS.depth + 8) throw new LimitReached(TOO_DEEP)
      stack.push({ nodes: children, at: 0 })
    }
  }
  return { root, badCharacters, badPlace }
}
