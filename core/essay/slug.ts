import type { Metadata } from './essay.ts'

/**
 * The address part made from a title: lower-case words joined by hyphens, letters of any script kept, accents taken off
 * Latin letters, at most 80 characters cut at a word. '' for a title without letters or digits.
 */
export function slugify(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .match(/[\p{L}\p{N}\p{M}]+/gu)
  let slug = ''
  for (const word of words ?? []) {
    if (slug !== '' && slug.length + 1 + word.length > 80) break
    slug += (slug === '' ? '' : '-') + word.slice(0, 80).replace(/[\ud800-\udbff]$/, '')
  }
  return slug
}

/** The essay's slug: the one that was set, else the one made from the title, else `essay`. */
export function slugOf(metadata: Pick<Metadata, 'slug' | 'title'>): string {
  return metadata.slug || slugify(metadata.title) || 'essay'
}
