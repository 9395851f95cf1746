/** Longest single-line field of an essay, in UTF-16 units: a title, a name, a tag. */
export const LONGEST_LINE = 2_000
/** Longest field of several lines: a standfirst, an excerpt, a biography. */
export const LONGEST_TEXT = 100_000

/** How many messages a thread may have. */
export const MOST_MESSAGES = 10_000
