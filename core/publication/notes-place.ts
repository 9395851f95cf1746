import type { HouseRules } from './house-rules.ts'

/** Where a word processor sets notes. */
export type NotesPlace = 'footnotes' | 'endnotes'

/** Where a house wants them: below their page unless it asks for endnotes. */
export function notesPlace({ notes }: Pick<HouseRules, 'notes'>): NotesPlace {
  return notes === 'endnotes' ? 'endnotes' : 'footnotes'
}

/**
 * Where a format has its notes: where the house asks for them; where the program puts them that makes pages of the file; or at its end, as pages without an edge have them. PDF,
 * too: the browser that prints it knows no footnotes.
 */
export function notesOfFormat(format: string): 'as-asked' | 'by-its-reader' | 'at-end' {
  return AS_ASKED.has(format) ? 'as-asked' : BY_ITS_READER.has(format) ? 'by-its-reader' : 'at-end'
}

const AS_ASKED: ReadonlySet<string> = new Set(['docx', 'submission'])
const BY_ITS_READER: ReadonlySet<string> = new Set(['markdown', 'textpack'])
