import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { toText } from './write-text.ts'

/** Words only, in one file. */
export const textFormat = defineFormat({
  extensions: ['.txt'],
  options: z.strictObject({}),
  proof: 'essay',
  site: null,
  figures: { links: () => false, numbers: true },
  write({ essay, stem }) {
    const { text, losses } = toText(essay)
    return {
      files: [{ path: `${stem}.txt`, content: text }],
      losses,
      clipboard: { html: '', text, rtf: '', losses: [] },
    }
  },
})
