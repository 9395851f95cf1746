import type MarkdownIt from 'markdown-it'

/** A configured tokenizer. */
export type Tokenizer = InstanceType<typeof MarkdownIt>
/** One token of markdown-it. */
export type Token = InstanceType<typeof MarkdownIt.Token>
/** markdown-it's state while it parses blocks. */
export type BlockState = InstanceType<typeof MarkdownIt.StateBlock>
/** markdown-it's state while it parses inline text. */
export type InlineState = InstanceType<typeof MarkdownIt.StateInline>

/**
 * Which Markdown is read. `commonmark`: the specification and nothing else. `galley`: GFM, footnotes, figures, and what of Pandoc,
 * Obsidian and Hugo cannot be mistaken for GFM. `pandoc`: also `~sub~` and `^sup^`, which GFM reads otherwise.
 */
export type Flavour = 'commonmark' | 'galley' | 'pandoc'

/** What a `[label]: address "title"` line defines. */
export interface LinkDefinition {
  readonly href: string
  readonly title: string
}

/** What our own rules note down while markdown-it parses. */
export interface GrammarNotes {
  /** Labels of the footnote definitions met, in lower case; null means that every label counts as defined. */
  noteLabels: Set<string> | null
  /** What `[label]: address` lines define and nothing has referred to, by the label as markdown-it compares it. */
  readonly unusedDefinitions: Map<string, LinkDefinition>
  /** Set where blocks nest deeper than `DEEPEST_BLOCK`. */
  tooDeep: boolean
  /** A block holds more inline tokens than may be; what follows in it was not read. */
  tooMany: boolean
  /** How many labels (descriptions of pictures, inline notes) the text being read stands in. */
  labelDepth: number
}

/** Deepest nesting of quotations, lists and list items, counting each. A body nested deeper could not be stored (`ESSAY_JSON_LIMITS.depth`). */
export const DEEPEST_BLOCK = 40

/** What our rules noted, from markdown-it's environment. */
export function notesIn(env: Readonly<Record<string, unknown>>): GrammarNotes {
  return env.notes as GrammarNotes
}
