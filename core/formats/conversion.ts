import type { Asset, Essay } from '../essay/essay.ts'

/**
 * Something that a conversion dropped or changed. Losses go into receipts, never into silence.
 */
export interface Loss {
  /** What kind of thing, stable for programs: `unsafe-link`, `remote-picture`, `unknown-element` … */
  readonly kind: string
  /** What happened, for people, e.g. "A link to an address that is not allowed was dropped; its text is kept." */
  readonly message: string
  /** How often. */
  readonly count: number
  /** Where it first happened: a line, an element, the words around it; '' where there is no place. */
  readonly place: string
}

/** Something that a reader took out of the text and put into a field, because it recognised what it is. Told in receipts. */
export interface Taken {
  /** Stable for programs. */
  readonly field:
    | 'title'
    | 'standfirst'
    | 'byline'
    | 'figure'
    | 'biography'
    | 'credits'
    | 'closing-question'
    | 'comments'
    | 'label'
  /** The words as they stood in the text. */
  readonly text: string
}

/** Text written by a format, with what it could not say. */
export interface Written {
  readonly text: string
  readonly losses: readonly Loss[]
}

/** An essay read from a foreign format. It fits the schema; `id` and the rest of the envelope are set by the caller's options. */
export interface ReadDocument {
  readonly essay: Essay
  readonly losses: readonly Loss[]
  /** What was recognised by its wording and left the text for a field; a guess, so that a person may want it undone. */
  readonly taken?: readonly Taken[]
}

/** The address that a format writes for the picture with this hash, e.g. `images/lamp.jpg` or a data: URI. */
export type AssetAddress = (asset: Asset) => string

/**
 * Finds the picture behind an address in foreign text (a relative path, a data: URI). The host imports it and gives what is known of
 * it; null means that it is not to be had, and the reader keeps the address if it may be kept.
 */
export type PictureSource = (address: string) => Asset | null

/** What a reader needs beside the text. */
export interface ReadOptions {
  /** UUID of the essay to be made. */
  readonly id: string
  readonly picture: PictureSource
}

/** Collects losses and adds up equal ones. */
export class LossLedger {
  readonly #losses = new Map<string, { kind: string; message: string; count: number; place: string }>()

  /** Notes one loss; the place of the first of a kind is kept. */
  add(kind: string, message: string, place = ''): void {
    const known = this.#losses.get(`${kind}\n${message}`)
    if (known) known.count++
    else this.#losses.set(`${kind}\n${message}`, { kind, message, count: 1, place })
  }

  /** Takes over a loss that was counted elsewhere. */
  addAll({ kind, message, count, place }: Loss): void {
    for (let one = 0; one < count; one++) this.add(kind, message, place)
  }

  /** The losses in the order in which they first happened. */
  list(): readonly Loss[] {
    return [...this.#losses.values()]
  }
}
