import { builtIn } from './built-in-profile.ts'
import { DOCUMENT_PROFILES } from './document-profiles.ts'
import type { Profile } from './profile.ts'

/** The profiles that come with Galley, in the order in which they are offered. Their ids never change. */
export const PROFILES: readonly Profile[] = [
  builtIn({
    id: 'html-page',
    name: 'Web page, one file',
    description: 'A complete page with its pictures inside. Opens anywhere, needs nothing beside it.',
    format: 'html-page',
    options: { pictures: 'embedded' },
  }),
  builtIn({
    id: 'html-folder',
    name: 'Web page with images',
    description: 'A complete page and a folder of its pictures, ready for a web server.',
    format: 'html-page',
    options: { pictures: 'folder' },
  }),
  builtIn({
    id: 'html-fragment',
    name: 'HTML for a publishing system',
    description: 'The body alone, one block a line, to paste into a magazine’s or blog’s editor.',
    format: 'html-fragment',
  }),
  builtIn({
    id: 'markdown',
    name: 'Markdown',
    description: 'Text with front matter and a folder of pictures. Captions survive in every engine we tried.',
    format: 'markdown',
    options: { dialect: 'portable' },
  }),
  builtIn({
    id: 'markdown-plain',
    name: 'Markdown, plain',
    description: 'No HTML at all, for readers that take none: the caption is a paragraph below its picture.',
    format: 'markdown',
    options: { dialect: 'plain' },
  }),
  builtIn({
    id: 'pandoc',
    name: 'Pandoc',
    description: 'Pandoc’s own Markdown, to go on to LaTeX, Word or anything else that it writes.',
    format: 'markdown',
    options: { dialect: 'pandoc' },
  }),
  builtIn({
    id: 'hugo',
    name: 'Hugo',
    description: 'A page bundle with its pictures, straight into a Hugo site when you choose its folder.',
    format: 'hugo',
  }),
  builtIn({
    id: 'jekyll',
    name: 'Jekyll',
    description: 'A post and its pictures, straight into a Jekyll site when you choose its folder.',
    format: 'jekyll',
  }),
  builtIn({
    id: 'eleventy',
    name: 'Eleventy',
    description: 'A page and its pictures, straight into an Eleventy site when you choose its folder.',
    format: 'eleventy',
  }),
  builtIn({
    id: 'astro',
    name: 'Astro',
    description: 'An entry of a content collection, straight into an Astro site when you choose its folder.',
    format: 'astro',
  }),
  ...DOCUMENT_PROFILES,
  builtIn({
    id: 'wordpress',
    name: 'WordPress',
    description: 'Blocks that the editor takes as they are, by paste or as code, and the pictures to upload.',
    format: 'wordpress',
  }),
  builtIn({
    id: 'community-magazine',
    name: 'Community magazine',
    description: 'An essay magazine on WordPress: byline, biography, editors and a question that opens the comments.',
    format: 'wordpress',
    options: { byline: true, biography: true, credits: true },
    rules: {
      category: { required: true },
      tags: { min: 1 },
      excerpt: { min: 1 },
      cover: { required: true },
      pictures: { required: ['alt', 'caption', 'credit'], caption: '{caption} {credit}' },
      headings: { levels: [2, 3] },
      biography: { required: true, person: 'third' },
      closingQuestion: 'required',
    },
    source: {
      url: 'https://the-artifice.com/guide',
      checked: '2026-11-26',
      status: 'partly',
      note: 'What such magazines ask for was read; their numbers (words, pixels, tags) differ and were not verified.',
    },
  }),
  builtIn({
    id: 'wxr',
    name: 'WordPress import file',
    description: 'A post with its details, notes and credits in WordPress’s own exchange format.',
    format: 'wxr',
  }),
  builtIn({
    id: 'ghost',
    name: 'Ghost',
    description: 'One zip for Ghost’s import: post, authors, tags and pictures.',
    format: 'ghost',
  }),
  builtIn({
    id: 'medium',
    name: 'Medium',
    description: 'To paste into a new story: numbered places where the pictures go, and the pictures beside it.',
    format: 'paste',
    options: { place: 'medium' },
    rules: {
      tags: { max: 5 },
      pictures: { width: { min: 692 }, bytes: 25_000_000, formats: ['jpg', 'png', 'gif'], naming: 'numbered' },
    },
    source: {
      url: 'https://help.medium.com',
      checked: '2026-11-26',
      status: 'unverified',
      note: 'What Medium keeps of a paste, and its limits, were read in guides and not tried.',
    },
  }),
  builtIn({
    id: 'substack',
    name: 'Substack',
    description: 'To paste into a new post: numbered places where the pictures go, and the pictures beside it.',
    format: 'paste',
    options: { place: 'substack' },
    rules: { pictures: { naming: 'numbered' } },
    source: {
      url: 'https://support.substack.com',
      checked: '2026-11-26',
      status: 'unverified',
      note: 'What Substack keeps of a paste was read and not tried.',
    },
  }),
  builtIn({
    id: 'text',
    name: 'Plain text',
    description: 'Words only, for a message or a form. Notes and captions stand in brackets.',
    format: 'text',
  }),
]

/** The built-in profile with this id, or undefined. */
export function profileById(id: string): Profile | undefined {
  return PROFILES.find((profile) => profile.id === id)
}
