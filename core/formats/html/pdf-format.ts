import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { namedPublication } from '../../publication/named-publication.ts'
import { toHtml } from './write/to-html.ts'

/** The page of an essay, printed as PDF by whoever writes the files; its pictures are inside. */
export const pdfFormat = defineFormat({
  extensions: ['.pdf'],
  options: z.strictObject({}),
  proof: 'essay',
  site: null,
  figures: { links: () => true },
  write({ essay, profile, look, wording, stem, dataUri, shownAt }) {
    const publication = namedPublication(profile)
    const page = toHtml(essay, { kind: 'page', look, wording, publication, address: shownAt ?? dataUri })
    const paper = /^(?:en|es|fr)-(?:US|CA|MX)$/i.test(essay.metadata.language) ? 'letter' : 'a4'
    return {
      files: [{ path: `${stem}.pdf`, content: { kind: 'printed-page', html: page.text, paper } }],
      losses: page.losses,
      clipboard: null,
    }
  },
})
