import { z } from 'zod'
import { defineFormat } from '../../../publication/format.ts'
import { USUAL_FOLDERS } from '../../../publication/site-folders.ts'
import type { LossLedger } from '../../conversion.ts'
import { siteFigure } from './site-figure.ts'
import { writeSiteFile } from './site-file.ts'
import { authorNames, isHeldBack, revisedOn, yamlDate } from './site-keys.ts'

/**
 * An entry of an Astro content collection: `src/content/essays/<slug>/index.md` (publishing.md 3). Pictures are named in Markdown's own syntax, `./images/…`, because
 * Astro looks for the files of those alone; the figure around them is HTML.
 */
export const astroFormat = defineFormat({
  extensions: [],
  options: z.strictObject({}),
  proof: 'essay',
  site: 'astro',
  write(input) {
    const { essay, stem, wording } = input
    const { metadata } = essay
    const { essays } = input.site ?? USUAL_FOLDERS.astro
    const folder = `${essays}/${stem}/`
    return writeSiteFile(input, {
      path: `${folder}index.md`,
      pictures: { folder: `${folder}images/`, addressed: (path) => `./${path.slice(folder.length)}` },
      dialect: 'portable',
      variant: (losses) => ({
        asksForMarkdown: false,
        escaped: '',
        figure: siteFigure(wording),
        alt: (alt) => astroAlt(alt, losses),
      }),
      keys: (parts) => ({
        title: metadata.title || wording.words.untitled,
        subtitle: metadata.standfirst,
        description: metadata.excerpt || metadata.standfirst || metadata.title,
        pubDate: yamlDate(metadata.date),
        ...revisedOn('updatedDate', metadata),
        authors: authorNames(essay),
        tags: metadata.tags,
        category: metadata.category,
        lang: metadata.language,
        heroImage: metadata.cover?.src ? parts.address(metadata.cover.src) : undefined,
        heroImageAlt: metadata.cover?.decorative ? undefined : metadata.cover?.alt,
        heroImageCaption: metadata.cover ? parts.line(metadata.cover.caption) : undefined,
        heroImageCredit: metadata.cover ? parts.line(metadata.cover.credit) : undefined,
        license: metadata.license ?? undefined,
        canonicalUrl: metadata.canonicalUrl,
        draft: isHeldBack(essay),
      }),
    })
  },
})

/**
 * Astro (6.0.5, tried) prints `&` and a backtick in the alternative text of an optimised picture as their codes, and leaves `alt` out where it is empty; a space keeps it,
 * and the picture silent.
 */
function astroAlt(alt: string, losses: LossLedger): string {
  if (alt === '') return ' '
  if (!/[&`]/.test(alt)) return alt
  losses.add(
    'alt-sign',
    'An ampersand or backtick in an alt text became a sign like it; Astro would print its code.',
    alt,
  )
  return alt.replaceAll('&', '\uff06').replaceAll('`', '’')
}
