/**
 * Most bytes of one file that a window may send: a picture's cap and an import's (safety.md section 6). Alone in its file,
 * because windows need it without the parsers of inputs.ts.
 */
export const MOST_BYTES = 64 * 1024 * 1024
