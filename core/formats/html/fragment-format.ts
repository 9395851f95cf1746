import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { pictureShelf } from '../../publication/picture-shelf.ts'
import { toHtml } from './write/to-html.ts'

/** The body alone for a publishing system's editor, with its pictures in `images/`. */
export const fragmentFormat = defineFormat({
  extensions: ['.html', '.htm'],
  options: z.strictObject({}),
  proof: 'fragment',
  site: null,
  figures: { links: () => true },
  write(input) {
    const shelf = pictureShelf(input)
    const { text, losses } = toHtml(input.essay, { kind: 'fragment', address: shelf.address, wording: input.wording })
    // A fragment does not show the cover, but who hands it in needs the picture.
    shelf.add(input.essay.metadata.cover?.src ?? '')
    return {
      files: [{ path: `${input.stem}.html`, content: text }, ...shelf.files()],
      losses,
      clipboard: { html: text, text, rtf: '', losses: [] },
    }
  },
})
