/** What an editor on the web takes from a paste, and what it drops. */
export interface PastePlace {
  readonly name: string
  /** Marks of which nothing is left there. */
  readonly lostMarks: Readonly<Record<string, string>>
  readonly headings: readonly number[]
}

const LOST = {
  underline: 'Underlining',
  highlight: 'Highlighting',
  subscript: 'Subscript',
  language: 'The language of a phrase',
}

/** The editors that are known. What they do with a paste was read, not tried (publishing.md 2.2 and 10). */
export const PASTE_PLACES: Readonly<Record<'medium' | 'substack', PastePlace>> = {
  medium: { name: 'Medium', lostMarks: { ...LOST, strike: 'Strikethrough' }, headings: [2, 3] },
  substack: { name: 'Substack', lostMarks: LOST, headings: [1, 2, 3, 4, 5, 6] },
}

/** The nearest level of those that there are. */
export function nearestLevel(level: number, levels: readonly number[]): number {
  const [first = level] = levels
  return levels.includes(level) ? level : level < first ? first : (levels.findLast((one) => one < level) ?? first)
}
