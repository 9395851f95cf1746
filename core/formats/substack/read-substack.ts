import { fail, ok, type Result } from '../../result.ts'
import { essayOfPost } from '../blog/essay-of-post.ts'
import { MOST_POSTS, type ReadMany, type ReadManyOptions } from '../blog/read-many.ts'
import { LossLedger, type ReadDocument } from '../conversion.ts'
import { readCsv } from './read-csv.ts'

/**
 * Reads an export of Substack (Settings, Exports): `posts.csv` says what each post is, and `htmlOf` gives the text of one by its `post_id`, or null where the
 * export has none. Substack names no author in it. Podcasts and threads without a text are counted as losses. Problems: `not-recognised`, `too-large`, `invalid-essay`.
 */
export function fromSubstack(
  csv: string,
  htmlOf: (postId: string) => string | null,
  options: ReadManyOptions,
): Result<ReadMany> {
  const rows = readCsv(csv)
  if (rows.length === 0 || rows[0]?.has('post_id') !== true)
    return fail('not-recognised', 'posts.csv is not as Substack writes it.', { safe: 'The file is unchanged.' })
  if (rows.length > MOST_POSTS)
    return fail('too-large', `This export holds more than ${MOST_POSTS} posts.`, { safe: 'Nothing was imported.' })
  const losses = new LossLedger()
  const essays: ReadDocument[] = []
  for (const row of rows) {
    const field = (name: string) => row.get(name) ?? ''
    const html = htmlOf(field('post_id'))
    if (html === null) {
      losses.add('no-text', 'A post without a text (a podcast, a thread, an empty draft) was left out.', field('title'))
      continue
    }
    const published = field('is_published') === 'true'
    const read = essayOfPost(
      {
        title: field('title'),
        html,
        standfirst: field('subtitle'),
        excerpt: '',
        date: field('post_date'),
        status: published ? 'published' : 'draft',
        people: [],
        category: '',
        tags: [],
        slug: field('post_id').replace(/^\d+\./, ''),
        canonicalUrl: '',
        language: '',
        cover: null,
      },
      { ...options, id: options.newId() },
    )
    if (!read.ok) return fail(read.problem.code, `“${field('title')}”: ${read.problem.message}`, read.problem)
    essays.push(read.value)
  }
  const [first, ...rest] = essays
  if (first === undefined)
    return fail('not-recognised', 'This export of Substack holds no post with a text.', {
      safe: 'The file is unchanged.',
    })
  return ok([{ ...first, losses: [...losses.list(), ...first.losses] }, ...rest])
}
