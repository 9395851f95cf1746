import { z } from 'zod'
import { defineFormat } from '../../../publication/format.ts'
import { USUAL_FOLDERS } from '../../../publication/site-folders.ts'
import type { LossLedger } from '../../conversion.ts'
import { excerpt } from '../../excerpt.ts'
import { coverKeys } from './cover-keys.ts'
import { hugoFigure } from './hugo-figure.ts'
import { writeSiteFile } from './site-file.ts'
import { authorNames, isHeldBack, revisedOn, yamlDate } from './site-keys.ts'

/**
 * A leaf bundle for Hugo: `content/essays/<slug>/index.md` with its pictures as page resources (publishing.md 3). Goldmark drops raw HTML silently
 * unless the site says `unsafe = true`, so the text has none where it does not.
 */
export const hugoFormat = defineFormat({
  extensions: [],
  options: z.strictObject({ html: z.boolean().default(false) }),
  proof: 'essay',
  site: 'hugo',
  write(input) {
    const { essay, stem, wording, options } = input
    const { metadata } = essay
    const { essays, allowsHtml } = input.site ?? USUAL_FOLDERS.hugo
    const html = options.html || allowsHtml
    const folder = `${essays}/${stem}/`
    const ledger: { losses?: LossLedger } = {}
    return writeSiteFile(input, {
      path: `${folder}index.md`,
      pictures: { folder: `${folder}images/`, addressed: (path) => path.slice(folder.length) },
      dialect: html ? 'portable' : 'plain',
      said: ['layout'],
      variant: (losses) => {
        ledger.losses = losses
        return {
          asksForMarkdown: false,
          // `{{<` and `{{%` would call a shortcode.
          escaped: '{',
          code: (text) => shortcodesAsText(text, losses),
          figure: (node, parts) => hugoFigure(node, parts, wording, losses),
        }
      },
      keys: (parts) => ({
        title: metadata.title || wording.words.untitled,
        subtitle: metadata.standfirst,
        slug: stem,
        date: yamlDate(metadata.date),
        ...revisedOn('lastmod', metadata),
        draft: isHeldBack(essay),
        description: metadata.excerpt || metadata.standfirst,
        summary: metadata.excerpt,
        authors: authorNames(essay),
        tags: metadata.tags,
        categories: metadata.category === '' ? [] : [metadata.category],
        images: metadata.cover?.src ? [parts.address(metadata.cover.src)] : [],
        cover: coverKeys(essay, parts, 'image'),
        license: metadata.license ?? undefined,
        canonicalURL: metadata.canonicalUrl,
      }),
      finish: (text) => {
        if (!html && ledger.losses) countTags(text, ledger.losses)
        return text
      },
    })
  },
})

/** Shortcodes of a text about Hugo, escaped as Hugo's own documentation does it; one that does not close would stop the build, so it gets a space. */
function shortcodesAsText(text: string, losses: LossLedger): string {
  return text.replace(/\{\{([<%])(?:(.*?)([>%])\}\})?/gs, (whole, open: string, inside?: string, close?: string) => {
    if (inside !== undefined && (open === '<' ? '>' : '%') === close && !inside.includes('*/'))
      return `{{${open}/*${inside}*/${close}}}`
    losses.add(
      'shortcode',
      'The beginning of a shortcode that does not end got a space, or Hugo would not build the site.',
      excerpt(text),
    )
    return whole.replace('{{', '{ {')
  })
}

/** Tags that are left in the text for want of a Markdown sign: Hugo drops them and keeps the words. */
function countTags(text: string, losses: LossLedger): void {
  const prose = text.replace(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, '').replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
  for (const match of prose.matchAll(/(?<!\\)<(strong|em|s|code|br|p|span|!--)\b[^>]*>/g))
    losses.add(
      'raw-html',
      'A mark for which Markdown has no sign at this place is dropped by Hugo; its words stay.',
      excerpt(prose.slice(Math.max(0, match.index - 30), match.index + 40)),
    )
}
