import type { NodeJson } from '../../../essay/json.ts'

/**
 * What one consumer wants otherwise than its dialect has it (a site generator, a card of a publishing system). The text is proved in the dialect first and
 * then written by the variant, so a variant may only say the same in other words.
 */
export interface Variant {
  /** Whether elements that hold Markdown say so by `markdown="1"`: kramdown needs it, others would print it as an attribute. */
  readonly asksForMarkdown: boolean
  /** Characters of running text that get a backslash wherever they stand. */
  readonly escaped: string
  /** How a character of running text is kept from meaning anything; a backslash before it unless given. */
  readonly sign?: (char: string) => string
  /** Whether pictures are written as tags, where the engine does not read what is escaped in their alternative text. */
  readonly pictureTags?: boolean
  /** Alternative text as the engine must be given it. */
  readonly alt?: (alt: string) => string
  /** Code, where the consumer would take something in it for its own; as it is unless given. */
  readonly code?: (text: string) => string
  /** A whole figure; the dialect's own form unless given. `line` writes inline content as one line of Markdown. */
  readonly figure?: (node: NodeJson, parts: VariantParts) => string
  /** The mark that leads to a note; `[^id]` unless given. Then `notes` writes the notes, too. */
  readonly noteRef?: (id: string) => string
  /** The notes, after the text. `write` gives a note's blocks as Markdown. */
  readonly notes?: (notes: readonly NodeJson[], write: (note: NodeJson) => string) => string
  /** The sign before a task's text; `[x] ` and `[ ] ` unless given. */
  readonly task?: (checked: boolean) => string
}

/** What the writer lends to a variant. */
export interface VariantParts {
  /** Inline content as one line of Markdown. */
  readonly line: (content: readonly NodeJson[]) => string
  /** The address to write for a picture's `src`. */
  readonly address: (src: string) => string
  /** A figure as the dialect has it. */
  readonly usual: (figure: NodeJson) => string
}
