import type { NodeJson } from '../../../essay/json.ts'
import type { HastElement, HastNode } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import type { Marks, WhiteSpace } from './inline-run.ts'

export { excerpt } from '../../excerpt.ts'

/** What the elements around a place say about it. */
export interface Surroundings {
  readonly marks: Marks
  readonly space: WhiteSpace
  /** Language that the blocks inside take over, '' for the whole text's own. */
  readonly lang: string
  readonly dir: 'ltr' | 'rtl' | 'auto' | null
  /** How many body nodes stand around: the document's children are at 1. */
  readonly depth: number
}

/** The surroundings at the top of a body. */
export const TOP: Surroundings = { marks: [], space: 'collapse', lang: '', dir: null, depth: 1 }

/**
 * Deepest that blocks may stand in the body. An essay's JSON takes two levels for each node and may have 100 (scan-json.ts); a
 * table needs five nodes below its own place.
 */
export const DEEPEST_BLOCK = 40

/** What a row of the element table may call. */
export interface Walk {
  readonly context: ImportContext
  /** The blocks that these nodes make; text between them becomes paragraphs. May be empty. */
  blocks(nodes: readonly HastNode[], around: Surroundings): NodeJson[]
  /** The same, but never empty: an empty paragraph stands in for nothing. */
  someBlocks(nodes: readonly HastNode[], around: Surroundings): NodeJson[]
  /** The nodes as one line of inline content; blocks among them are parted by line breaks. */
  inline(nodes: readonly HastNode[], around: Surroundings): readonly NodeJson[]
  /** The surroundings inside an element: its language, direction, white space. */
  inside(node: HastElement, around: Surroundings): Surroundings
}

/** What one element becomes. */
export type Row =
  /** a mark on what is inside */
  | { readonly kind: 'mark'; readonly marks: (node: HastElement, around: Surroundings, walk: Walk) => Marks }
  /** nothing itself; what is inside stays on the line */
  | { readonly kind: 'phrase' }
  /** nothing itself, but a new block begins and ends with it */
  | { readonly kind: 'section' }
  /** left out with everything inside; counted under this kind of loss, or not worth counting */
  /** `inText`: told where somebody wrote it into the text, and not where every page of the web has it. */
  | { readonly kind: 'drop'; readonly loss?: string; readonly what?: string; readonly inText?: boolean }
  /** one or several blocks */
  | {
      readonly kind: 'block'
      readonly read: (node: HastElement, around: Surroundings, walk: Walk) => readonly NodeJson[]
    }
  /** something on the line; null for nothing */
  | { readonly kind: 'atom'; readonly read: (node: HastElement, around: Surroundings, walk: Walk) => NodeJson | null }
  /** an inline element that is text itself, e.g. `q` */
  | { readonly kind: 'wrap'; readonly before: string; readonly after: string }

/** A paragraph without text, as the schema writes it. */
export const EMPTY_PARAGRAPH: NodeJson = { type: 'paragraph', attrs: { lang: '', dir: null } }

/** A paragraph with the language and direction of its surroundings. */
export function paragraph(content: readonly NodeJson[], around: Pick<Surroundings, 'lang' | 'dir'>): NodeJson {
  const attrs = { lang: around.lang, dir: around.dir }
  return content.length > 0 ? { type: 'paragraph', attrs, content } : { type: 'paragraph', attrs }
}

/** A node with content, which is left out where it is empty. */
export function nodeOf(type: string, attrs: NodeJson['attrs'], content: readonly NodeJson[]): NodeJson {
  return { type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) }
}
