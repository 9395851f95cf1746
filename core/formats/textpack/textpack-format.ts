import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'

/**
 * A TextPack (textbundle.org/spec) for Markdown programs: the text, its pictures, and the whole essay beside them, so that Galley reads it back without a loss. It
 * is packed as an `.essay` is, by whoever writes the files.
 */
export const textpackFormat = defineFormat({
  extensions: ['.textpack'],
  options: z.strictObject({}),
  proof: 'essay',
  site: null,
  figures: { links: () => true, numbers: true },
  write({ essay, stem }) {
    return {
      files: [{ path: `${stem}.textpack`, content: { kind: 'packed-essay', essay } }],
      losses: [],
      clipboard: null,
    }
  },
})
