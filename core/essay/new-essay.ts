import { ESSAY_VERSION, type Essay, type Metadata } from './essay.ts'
import type { BodyJson } from './json.ts'

/** Metadata with nothing given. */
export const EMPTY_METADATA: Metadata = {
  title: '',
  standfirst: '',
  slug: null,
  category: '',
  tags: [],
  excerpt: '',
  language: 'en',
  date: '',
  status: 'draft',
  cover: null,
  license: null,
  closingQuestion: '',
  canonicalUrl: '',
  extra: {},
}

/** A body with one empty paragraph. */
export const EMPTY_BODY: BodyJson = { type: 'doc', content: [{ type: 'paragraph', attrs: { lang: '', dir: null } }] }

/** An essay in which nothing is written yet. `id` is a UUID that the caller makes (core has no randomness). */
export function newEssay(
  id: string,
  parts: Partial<Pick<Essay, 'metadata' | 'people' | 'credits' | 'body' | 'assets'>> = {},
): Essay {
  return {
    format: 'galley.essay',
    version: ESSAY_VERSION,
    id,
    metadata: EMPTY_METADATA,
    people: [],
    credits: [],
    body: EMPTY_BODY,
    threads: [],
    assets: [],
    settings: { profile: 'html-page', goal: 0 },
    ...parts,
  }
}
