/** What an editor on the web takes from a paste, and what it drops. */
export interface PastePlace {
  readonly name: string
  /** What becomes of pictures, for people. */
  readonly pictures: string
  /** Marks of which nothing is left there. */
  readonly lostMarks: Readonly<Record<string, string>>
  readonly headings: readonly number[]
  /** Whether it takes tables. */
  readonly tables: boolean
}

const LOST = {
  underline: 'Underlining',
  highlight: 'Highlighting',
  subscript: 'Subscript',
  language: 'The language of a phrase',
}

const dropped = (name: string) =>
  `${name} drops pictures from a paste: put each in at its number, and copy caption and alt text into its fields.`

/** The editors that are known. What they do with a paste was read, not tried (publishing.md 2.2 and 10). */
export const PASTE_PLACES: Readonly<Record<'medium' | 'substack', PastePlace>> = {
  medium: {
    name: 'Medium',
    pictures: dropped('Medium'),
    lostMarks: { ...LOST, strike: 'Strikethrough' },
    headings: [2, 3],
    tables: false,
  },
  substack: {
    name: 'Substack',
    pictures: dropped('Substack'),
    lostMarks: LOST,
    headings: [1, 2, 3, 4, 5, 6],
    tables: false,
  },
}

/** Word processors and mail programs, which take everything of HTML but pictures and links within the text. */
export const WORD_PROCESSOR: PastePlace = {
  name: 'a word processor',
  pictures: 'A picture is not on the clipboard; its description and caption stand for it.',
  lostMarks: {},
  headings: [1, 2, 3, 4, 5, 6],
  tables: true,
}

/** The nearest level of those that there are. */
export function nearestLevel(level: number, levels: readonly number[]): number {
  const [first = level] = levels
  return levels.includes(level) ? level : level < first ? first : (levels.findLast((one) => one < level) ?? first)
}
