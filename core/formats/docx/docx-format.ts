import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { notesPlace } from '../../publication/notes-place.ts'
import { wordClipboard } from '../rtf/word-clipboard.ts'
import { toDocx } from './write/to-docx.ts'

/** A Word document with its pictures inside, set to be read or as a manuscript. */
export const docxFormat = defineFormat({
  extensions: ['.docx'],
  options: z.strictObject({ layout: z.enum(['reading', 'manuscript']).default('reading') }),
  proof: 'essay',
  site: null,
  figures: { links: () => true, numbers: true },
  write({ essay, profile, options, stem, bytes, wording, shownAt }) {
    const { losses, ...written } = toDocx(essay, {
      kind: options.layout,
      anonymous: profile.rules.anonymous === true,
      notes: notesPlace(profile.rules),
      wording,
      // A proof shows the essay's own page and needs no pictures of this file.
      picture: shownAt === null ? (asset) => bytes(asset.hash) : () => new Uint8Array(),
    })
    const clipboard =
      shownAt === null
        ? wordClipboard(essay, { wording, layout: options.layout, notes: notesPlace(profile.rules) })
        : null
    return { files: [{ path: `${stem}.docx`, content: written.bytes }], losses, clipboard }
  },
})
