import { z } from 'zod'
import { defineFormat } from '../../publication/format.ts'
import { pictureShelf } from '../../publication/picture-shelf.ts'
import { toMarkdown } from './write/to-markdown.ts'

/** One Markdown file with front matter, in a dialect that belongs to no site generator, and its pictures in `images/`. */
export const markdownFormat = defineFormat({
  extensions: ['.md', '.markdown'],
  options: z.strictObject({
    dialect: z.enum(['portable', 'plain', 'pandoc']).default('portable'),
    frontMatter: z.boolean().default(true),
  }),
  proof: 'essay',
  site: null,
  figures: { links: ({ dialect }) => dialect !== 'plain' },
  write(input) {
    const shelf = pictureShelf(input)
    const { dialect, frontMatter } = input.options
    const { text, losses } = toMarkdown(input.essay, { dialect, frontMatter, address: shelf.address })
    return {
      files: [{ path: `${input.stem}.md`, content: text }, ...shelf.files()],
      losses,
      clipboard: { html: '', text, rtf: '', losses: [] },
    }
  },
})
