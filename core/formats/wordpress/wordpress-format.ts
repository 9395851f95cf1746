import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { pictureShelf } from '../../publication/picture-shelf.ts'
import { LossLedger } from '../conversion.ts'
import { toBlocks } from './to-blocks.ts'

/**
 * Block markup for WordPress's editor and its pictures to upload. The clipboard has the same text as HTML and as plain text: the editor recognises both
 * (publishing.md 0.4).
 */
export const wordpressFormat = defineFormat({
  extensions: ['.html', '.htm'],
  options: z.strictObject({
    byline: z.boolean().default(false),
    biography: z.boolean().default(false),
    credits: z.boolean().default(true),
    /** The address of the site's media folder, where it is known: pictures are named there, so that they are found once they are uploaded. */
    uploads: z
      .string()
      .regex(/^(https?:\/\/[^\s"<>]+\/)?$/, 'is no web address that ends in /')
      .default(''),
  }),
  proof: 'fragment',
  site: null,
  write(input) {
    const { essay, options, wording, stem } = input
    const { uploads, ...parts } = options
    const shelf = pictureShelf(input, {
      addressed: (path) => (uploads === '' ? path : `${uploads}${path.slice(path.lastIndexOf('/') + 1)}`),
    })
    const written = toBlocks(essay, { ...parts, wording, address: shelf.address })
    const losses = new LossLedger()
    for (const loss of written.losses) losses.addAll(loss)
    const { cover, title } = essay.metadata
    losses.add(
      'details',
      'Title, standfirst, excerpt, category, tags and slug have fields of their own in WordPress; fill them in there.',
      title || 'title',
    )
    if (cover && cover.src !== '') {
      shelf.add(cover.src)
      losses.add(
        'cover',
        'The cover is not part of the text; set its file as the featured image.',
        cover.alt || 'cover',
      )
    }
    return {
      files: [{ path: `${stem}.html`, content: written.text }, ...shelf.files()],
      losses: losses.list(),
      clipboard: { html: written.text, text: written.text, rtf: '', losses: [] },
    }
  },
})
