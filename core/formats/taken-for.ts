import type { Taken } from './conversion.ts'

/** What each kind of line was taken for, in the words of a receipt. */
export const TAKEN_FOR: Readonly<Record<Taken['field'], string>> = {
  title: 'Title',
  standfirst: 'Standfirst',
  byline: 'Author and date',
  figure: 'Figure',
  biography: 'Biography',
  credits: 'Credits',
  'closing-question': 'Closing question',
  comments: 'Readers’ comments',
  label: 'A heading, not kept',
}
