import { z } from 'zod'

/** From and to, both included; a side that is not given is open. */
export interface Span {
  readonly min?: number
  readonly max?: number
}

/** What is counted beside the body where words or characters are limited. */
export type Counted = 'notes' | 'captions' | 'works-cited'

/** How a line is to be written: capitals on every main word, on the first only, or no rule. */
export type LineCase = 'title' | 'sentence'

/** The fields of a figure that a magazine may require. */
export type FigureField = 'alt' | 'caption' | 'credit' | 'creator' | 'source' | 'license' | 'permission'

/** How picture files are named: by what they show, with their figure's number before it, or `Fig01-` before it. */
export type PictureNaming = 'plain' | 'numbered' | 'figure'

/**
 * The house rules of a publication (publishing.md 6.3). Each is optional: what is not given is free. Every rule that is given is a check with
 * its severity; the rules say what is asked, never how it is written.
 */
export interface HouseRules {
  /** Words of the body, and what is counted with it. */
  readonly words?: Span & { readonly with?: readonly Counted[] }
  /** Characters with spaces; some journals count these. */
  readonly characters?: Span & { readonly with?: readonly Counted[] }
  /** Characters of the line; `case` where the house has one. */
  readonly title?: Span & { readonly case?: LineCase }
  readonly standfirst?: Span & { readonly case?: LineCase }
  readonly excerpt?: Span
  readonly tags?: Span
  /** Whether a category must be chosen, and among which. */
  readonly category?: { readonly required?: boolean; readonly among?: readonly string[] }
  readonly pictures?: {
    /** How many figures; the cover is not counted. */
    readonly count?: Span
    /** Pixels across. */
    readonly width?: Span
    /** The largest file, in bytes. */
    readonly bytes?: number
    /** Extensions without their dot: `jpg`, `png`. */
    readonly formats?: readonly string[]
    readonly naming?: PictureNaming
    /** The fields without which a figure is not taken. */
    readonly required?: readonly FigureField[]
    /** How caption and credit are put together where the house prints one line: `{caption} ({credit})`. */
    readonly caption?: string
  }
  readonly cover?: { readonly required?: boolean; readonly width?: Span; readonly ratio?: Span }
  /** The levels that the text may use. */
  readonly headings?: { readonly levels?: readonly number[] }
  readonly notes?: 'footnotes' | 'endnotes' | 'links' | 'none'
  readonly worksCited?: 'mla' | 'chicago' | 'apa' | 'required' | 'none'
  /** No name of anyone who made the essay, in text, pictures or properties. */
  readonly anonymous?: boolean
  /** Words of each biography, and the person in which it is written. */
  readonly biography?: { readonly words?: Span; readonly person?: 'first' | 'third'; readonly required?: boolean }
  readonly closingQuestion?: 'required' | 'none'
  /** The spelling that is asked for, as a language tag. */
  readonly spelling?: string
  /** The nodes of the text that the house takes; where given, any other is a finding. */
  readonly elements?: readonly string[]
}

const whole = z.number().int().min(0).max(1_000_000_000)
const span = { min: z.exactOptional(whole), max: z.exactOptional(whole) }
const ratio = { min: z.exactOptional(z.number().positive()), max: z.exactOptional(z.number().positive()) }
const spanOf = z.strictObject(span)
const counted = z.strictObject({
  ...span,
  with: z.exactOptional(z.array(z.enum(['notes', 'captions', 'works-cited'])).max(3)),
})
const lineOf = z.strictObject({ ...span, case: z.exactOptional(z.enum(['title', 'sentence'])) })
const word = z.string().min(1).max(200)

/** The parser of house rules: closed, so that a rule that this Galley does not know is refused and not passed over. */
export const houseRulesParser: z.ZodType<HouseRules> = z.strictObject({
  words: z.exactOptional(counted),
  characters: z.exactOptional(counted),
  title: z.exactOptional(lineOf),
  standfirst: z.exactOptional(lineOf),
  excerpt: z.exactOptional(spanOf),
  tags: z.exactOptional(spanOf),
  category: z.exactOptional(
    z.strictObject({ required: z.exactOptional(z.boolean()), among: z.exactOptional(z.array(word).max(200)) }),
  ),
  pictures: z.exactOptional(
    z.strictObject({
      count: z.exactOptional(spanOf),
      width: z.exactOptional(spanOf),
      bytes: z.exactOptional(whole),
      formats: z.exactOptional(z.array(z.enum(['jpg', 'png', 'gif', 'webp', 'avif', 'svg'])).max(6)),
      naming: z.exactOptional(z.enum(['plain', 'numbered', 'figure'])),
      required: z.exactOptional(
        z.array(z.enum(['alt', 'caption', 'credit', 'creator', 'source', 'license', 'permission'])).max(7),
      ),
      caption: z.exactOptional(word),
    }),
  ),
  cover: z.exactOptional(
    z.strictObject({
      required: z.exactOptional(z.boolean()),
      width: z.exactOptional(spanOf),
      ratio: z.exactOptional(z.strictObject(ratio)),
    }),
  ),
  headings: z.exactOptional(
    z.strictObject({ levels: z.exactOptional(z.array(z.number().int().min(1).max(6)).max(6)) }),
  ),
  notes: z.exactOptional(z.enum(['footnotes', 'endnotes', 'links', 'none'])),
  worksCited: z.exactOptional(z.enum(['mla', 'chicago', 'apa', 'required', 'none'])),
  anonymous: z.exactOptional(z.boolean()),
  biography: z.exactOptional(
    z.strictObject({
      words: z.exactOptional(spanOf),
      person: z.exactOptional(z.enum(['first', 'third'])),
      required: z.exactOptional(z.boolean()),
    }),
  ),
  closingQuestion: z.exactOptional(z.enum(['required', 'none'])),
  spelling: z.exactOptional(z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)),
  elements: z.exactOptional(z.array(word).max(100)),
})
