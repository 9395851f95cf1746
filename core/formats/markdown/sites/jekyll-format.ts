import { z } from 'zod'
import { defineFormat } from '../../../publication/format.ts'
import { USUAL_FOLDERS } from '../../../publication/site-folders.ts'
import { coverKeys } from './cover-keys.ts'
import { liquidEscaped } from './liquid.ts'
import { siteFigure } from './site-figure.ts'
import { writeSiteFile } from './site-file.ts'
import { authorNames, isHeldBack, revisedOn, yamlDate } from './site-keys.ts'

/**
 * A post for Jekyll: `_posts/YYYY-MM-DD-<slug>.md`, its pictures in `assets/images/<slug>/` under their absolute address (publishing.md 3). kramdown reads Markdown
 * in elements that say `markdown="1"`. An essay without a date is a draft to Jekyll and goes into `_drafts`.
 */
export const jekyllFormat = defineFormat({
  extensions: [],
  options: z.strictObject({ layout: z.string().default('post') }),
  proof: 'essay',
  site: 'jekyll',
  write(input) {
    const { essay, stem, wording, options } = input
    const { metadata } = essay
    const { essays, base } = input.site ?? USUAL_FOLDERS.jekyll
    const authors = authorNames(essay)
    const root = essays.slice(0, essays.length - '_posts'.length)
    return writeSiteFile(input, {
      path: metadata.date === '' ? `${root}_drafts/${stem}.md` : `${essays}/${metadata.date}-${stem}.md`,
      pictures: { folder: `${root}assets/images/${stem}/`, addressed: (path) => `${base}/${path.slice(root.length)}` },
      dialect: 'portable',
      variant: () => ({
        // What kramdown lets a backslash stand before (kramdown.gettalong.org/syntax.html, "Automatic and Manual Escaping"); others become references.
        sign: (char) => (/[\\.*_+`<>()[\]{}#!:|"'$=~-]/.test(char) ? `\\${char}` : `&#${char.charCodeAt(0)};`),
        figure: siteFigure(wording),
        asksForMarkdown: true,
        // kramdown makes a table of any line with a bar, and a formula between two dollars twice.
        escaped: '|$',
      }),
      keys: (parts) => ({
        layout: options.layout,
        title: metadata.title || wording.words.untitled,
        subtitle: metadata.standfirst,
        date: yamlDate(metadata.date),
        ...revisedOn('last_modified_at', metadata),
        author: wording.list(authors),
        authors,
        description: metadata.excerpt || metadata.standfirst,
        excerpt: metadata.excerpt,
        tags: metadata.tags,
        categories: metadata.category === '' ? [] : [metadata.category],
        lang: metadata.language,
        image: coverKeys(essay, parts, 'path'),
        license: metadata.license ?? undefined,
        canonical_url: metadata.canonicalUrl,
        published: !isHeldBack(essay),
      }),
      finish: liquidEscaped,
    })
  },
})
