import { z } from 'zod'
import { defineFormat } from '../../../publication/format.ts'
import { USUAL_FOLDERS } from '../../../publication/site-folders.ts'
import { coverKeys } from './cover-keys.ts'
import { htmlNotes } from './html-notes.ts'
import { liquidEscaped } from './liquid.ts'
import { siteFigure } from './site-figure.ts'
import { writeSiteFile } from './site-file.ts'
import { authorNames, isHeldBack, revisedOn, yamlDate } from './site-keys.ts'

/**
 * A page for Eleventy: `src/essays/<slug>/index.md` with its pictures beside it, which the site passes through (`addPassthroughCopy`). Its markdown-it has no notes, so they
 * are HTML (publishing.md 3). No layout is named unless the profile says one: a layout that a site does not have stops its build.
 */
export const eleventyFormat = defineFormat({
  extensions: [],
  options: z.strictObject({ layout: z.string().default('') }),
  proof: 'essay',
  site: 'eleventy',
  write(input) {
    const { essay, stem, wording, options } = input
    const { metadata } = essay
    const { essays } = input.site ?? USUAL_FOLDERS.eleventy
    const folder = `${essays === '' ? '' : `${essays}/`}${stem}/`
    const authors = authorNames(essay)
    const heldBack = isHeldBack(essay)
    return writeSiteFile(input, {
      path: `${folder}index.md`,
      pictures: { folder: `${folder}images/`, addressed: (path) => path.slice(folder.length) },
      dialect: 'portable',
      variant: () => ({
        ...htmlNotes(wording),
        // Its markdown-it leaves out of an alternative text what is escaped there.
        pictureTags: true,
        figure: siteFigure(wording),
        asksForMarkdown: false,
        escaped: '',
        task: (checked) => (checked ? '☑ ' : '☐ '),
      }),
      keys: (parts) => ({
        layout: options.layout,
        title: metadata.title || wording.words.untitled,
        subtitle: metadata.standfirst,
        date: yamlDate(metadata.date),
        ...revisedOn('updated', metadata),
        author: wording.list(authors),
        authors,
        description: metadata.excerpt || metadata.standfirst,
        tags: metadata.tags,
        category: metadata.category,
        lang: metadata.language,
        cover: coverKeys(essay, parts, 'image'),
        license: metadata.license ?? undefined,
        canonicalUrl: metadata.canonicalUrl,
        // Eleventy itself knows no drafts; without an address nothing is written.
        draft: heldBack || undefined,
        permalink: heldBack ? false : undefined,
      }),
      finish: liquidEscaped,
    })
  },
})
