/**
 * Expected failures are values. A `Problem` is written for a person: what happened, what is safe, what to do next.
 * Only bugs throw.
 */

/** Every kind of expected failure, in the words that the CLI, the contract and the banners share. */
export type ProblemCode =
  /** the input of an operation did not have the agreed shape */
  | 'bad-input'
  /** no such operation, essay handle, asset or file */
  | 'not-found'
  /** the file is not what its name says (not a zip, not an essay, not a picture, not text) */
  | 'not-recognised'
  /** the file is damaged: cut short, wrong checksum, entries that contradict each other */
  | 'damaged'
  /** the content breaks a limit of safety.md section 6; the message names the limit */
  | 'too-large'
  /** the file was written by a newer Galley; it can be read by that one only */
  | 'newer-version'
  /** the body does not fit the schema */
  | 'invalid-essay'
  /** the essay changed since the revision that the caller started from, in another window or on disk */
  | 'conflict'
  /** a save would leave almost nothing of the text, and no edit explains it; it may be confirmed */
  | 'shrinks'
  /** the file or folder cannot be written: permission, read-only */
  | 'read-only'
  /** no space left */
  | 'disk-full'
  /** another program holds the file */
  | 'locked'
  /** the file or its folder disappeared */
  | 'gone'
  /** something of that name is there already */
  | 'exists'
  /** a file name that some system cannot keep */
  | 'bad-name'
  /** any other failure of the disk */
  | 'io'
  /** this host cannot do that (a dialog without a desktop, for instance) */
  | 'not-available'
  /** the person closed the dialog */
  | 'cancelled'
  /** the caller may not do that */
  | 'forbidden'

/** One expected failure. Texts are plain English sentences without a stack trace. */
export interface Problem {
  readonly code: ProblemCode
  /** What happened, naming the thing. */
  readonly message: string
  /** What is safe, e.g. "The essay on disk is unchanged." */
  readonly safe?: string
  /** What to do next. */
  readonly next?: string
  /** The file, field, entry or limit that it is about, as the person knows it (a name, not a path, over the contract). */
  readonly subject?: string
}

/** The outcome of an operation that may fail in an expected way. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** Wraps a good outcome. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** Wraps a failure: `fail('damaged', 'essay.json is cut short', { safe: '…' })`. */
export function fail(
  code: ProblemCode,
  message: string,
  more: { safe?: string; next?: string; subject?: string } = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, message, ...more } }
}
