import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { pictureShelf } from '../../publication/picture-shelf.ts'
import { LossLedger } from '../conversion.ts'
import { PASTE_PLACES } from './paste-places.ts'
import { toPaste } from './to-paste.ts'

/**
 * A text to paste into an editor on the web that drops pictures from elsewhere (publishing.md 2.2): `[Figure 1: …]` stands where a picture goes, and the pictures lie
 * beside it under the same numbers. The main file is that text as a page's fragment; the clipboard has it as HTML and as plain text.
 */
export const pasteFormat = defineFormat({
  extensions: ['.html', '.htm'],
  options: z.strictObject({ place: z.enum(['medium', 'substack']).default('medium') }),
  proof: 'fragment',
  site: null,
  figures: { links: () => false, numbers: true },
  write(input) {
    const { essay, options, stem, wording } = input
    const shelf = pictureShelf(input, { naming: 'numbered' })
    const losses = new LossLedger()
    const { html, text } = toPaste(essay, PASTE_PLACES[options.place], shelf, wording, losses)
    shelf.add(essay.metadata.cover?.src ?? '')
    return {
      files: [{ path: `${stem}.html`, content: html }, ...shelf.files()],
      losses: losses.list(),
      clipboard: { html, text, rtf: '', losses: [] },
    }
  },
})
