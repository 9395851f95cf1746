import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { toEpub } from './to-epub.ts'

/** A book of one chapter, its pictures inside. */
export const epubFormat = defineFormat({
  extensions: ['.epub'],
  options: z.strictObject({}),
  proof: 'essay',
  site: null,
  figures: { links: () => true },
  write({ essay, stem, bytes, wording, shownAt }) {
    const book = toEpub(essay, {
      wording,
      // A proof shows the essay's own page and needs no pictures of this file.
      picture: shownAt === null ? (asset) => bytes(asset.hash) : () => new Uint8Array(),
    })
    return { files: [{ path: `${stem}.epub`, content: book.bytes }], losses: book.losses, clipboard: null }
  },
})
