import type { Metadata } from '../core/essay/essay.ts'

const NAMES: Readonly<Record<keyof Metadata, string>> = {
  title: 'the title',
  standfirst: 'the standfirst',
  slug: 'the address part',
  category: 'the category',
  tags: 'the tags',
  excerpt: 'the excerpt',
  language: 'the language',
  date: 'the date',
  updated: 'the day of the last revision',
  status: 'the status',
  cover: 'the cover',
  license: 'the licence',
  closingQuestion: 'the closing question',
  canonicalUrl: 'where it was published first',
  extra: 'the front matter',
}

/** What people call a detail: a field of the metadata, people, credits or comments. */
export function detailName(field: string): string {
  return field === 'threads' ? 'the comments' : (NAMES[field as keyof Metadata] ?? 'the credits')
}
