/** Where a command writes and where it stands. The real one is made in galley.ts; tests hand in their own. */
export interface Terminal {
  /** Absolute path that relative paths on the command line start from. */
  readonly folder: string
  /** Whether stderr is a terminal that a person watches: then long work shows what it is at. */
  readonly watched: boolean
  /** Writes to stdout: the answer, as one JSON object or in plain words. */
  out(text: string): void
  /** Writes to stderr: problems, usage, progress. */
  err(text: string): void
}

/** Longest run of text that a message quotes from a file unless it says otherwise, in UTF-16 units. */
const LONGEST_QUOTE = 200

/**
 * Text from a file or a file name as it may be shown on a terminal: one line, without control characters (an escape sequence in a
 * title could otherwise recolour or rewrite the screen) and direction overrides, cut at `most` UTF-16 units.
 */
export function shown(text: string, most = LONGEST_QUOTE): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
  if (line.length <= most) return line
  // half a surrogate pair must not be left at the cut
  return `${line
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`
}

/** Shows what is being done on a watched terminal until `work` settles; nothing is left of it afterwards. */
export async function showing<T>(terminal: Terminal, what: string, work: () => Promise<T>): Promise<T> {
  if (!terminal.watched) return work()
  terminal.err(`${shown(what)} …`)
  try {
    return await work()
  } finally {
    // back to the first column, and the line wiped
    terminal.err('\r\x1b[K')
  }
}
