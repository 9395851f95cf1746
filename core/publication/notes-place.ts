import type { HouseRules } from './house-rules.ts'

/** Where a word processor sets notes. */
export type NotesPlace = 'footnotes' | 'endnotes'

/** Where a house wants them: below their page unless it asks for endnotes. */
export function notesPlace({ notes }: Pick<HouseRules, 'notes'>): NotesPlace {
  return notes === 'endnotes' ? 'endnotes' : 'footnotes'
}
