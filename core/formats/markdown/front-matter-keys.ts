/** The keys of front matter that Galley reads and writes itself (essay-model.md); every other key is kept in `metadata.extra`. */
export const FRONT_MATTER_KEYS = [
  'title',
  'subtitle',
  'date',
  'updated',
  'lang',
  'slug',
  'category',
  'tags',
  'excerpt',
  'status',
  'canonicalUrl',
  'license',
  'discussion',
  'cover',
  'authors',
  'contributors',
] as const
