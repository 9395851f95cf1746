import type { Essay } from '../../../essay/essay.ts'
import type { FrontMatterParts } from '../write/front-matter.ts'

/** What front matter says of the cover, every field under its own key; `address` is the generator's name for where the picture is. */
export function coverKeys(
  { metadata: { cover } }: Pick<Essay, 'metadata'>,
  { address, line }: FrontMatterParts,
  name: 'image' | 'path',
): Readonly<Record<string, unknown>> | undefined {
  if (!cover || cover.src === '') return undefined
  return Object.fromEntries(
    Object.entries({
      [name]: address(cover.src),
      alt: cover.decorative ? '' : cover.alt,
      caption: line(cover.caption) || undefined,
      credit: line(cover.credit) || undefined,
      creator: cover.creator || undefined,
      source: cover.sourceUrl || undefined,
      license: cover.license || undefined,
      licenseUrl: cover.licenseUrl || undefined,
    }).filter(([, value]) => value !== undefined),
  )
}
