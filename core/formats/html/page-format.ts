import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { namedPublication } from '../../publication/named-publication.ts'
import { pictureShelf } from '../../publication/picture-shelf.ts'
import { toHtml } from './write/to-html.ts'

/** A complete page, its pictures inside it or in `images/` beside it. */
export const pageFormat = defineFormat({
  extensions: ['.html', '.htm'],
  options: z.strictObject({ pictures: z.enum(['embedded', 'folder']).default('folder') }),
  proof: 'page',
  site: null,
  figures: { links: () => true },
  write(input) {
    const { essay, look, wording, shownAt, dataUri, options } = input
    const shelf = pictureShelf(input)
    const publication = namedPublication(input.profile)
    const page =
      options.pictures === 'embedded'
        ? toHtml(essay, { kind: 'page', look, wording, publication, address: shownAt ?? dataUri })
        : toHtml(essay, {
            kind: 'page',
            look,
            wording,
            publication,
            address: shelf.address,
            // The proof shows other addresses than the export; what the head says must be the same in both, so it goes by the paths.
            publicAddress: (asset) => besideAddress(essay.metadata.canonicalUrl, shelf.pathOf(asset)),
          })
    return {
      files: [{ path: `${input.stem}.html`, content: page.text }, ...shelf.files()],
      losses: page.losses,
      clipboard: { html: '', text: page.text, rtf: '', losses: [] },
    }
  },
})

/** The address of a file beside a page: in the page's folder where the page has an address, else relative. */
function besideAddress(page: string, path: string): string {
  const folder = /^https?:\/\/[^/?#]+(?:\/[^?#]*)?/i.exec(page)?.[0]
  if (folder === undefined) return path
  const slash = folder.indexOf('/', folder.indexOf('//') + 2)
  return `${slash < 0 ? folder : folder.slice(0, folder.lastIndexOf('/'))}/${path}`
}
