/**
 * Most bytes of one file that a window may send: a picture's cap and an import's (safety.md section 6). Limits stand in a file of their
 * own, because windows need it without the parsers of inputs.ts.
 */
export const MOST_BYTES = 64 * 1024 * 1024

/** Most files of one import; a window sends more in several requests. */
export const MOST_FILES = 200
