/** The formats that a profile can ask for. */
export type ProfileFormat = 'html-page' | 'html-fragment' | 'markdown'

/** A publication profile: where an essay goes and in which shape. */
export interface Profile {
  /** Stable id, used by the CLI and the contract. */
  readonly id: string
  readonly name: string
  /** One sentence for the hand-in screen. */
  readonly description: string
  readonly format: ProfileFormat
  /** Pictures inside the one file, or in an `images` folder beside it. */
  readonly pictures: 'embedded' | 'folder'
  /** What the clipboard takes: the main file as this kind of text. */
  readonly clipboard: 'text/html' | 'text/plain'
}

/** The profiles that come with Galley, in the order in which they are offered. */
export const PROFILES: readonly Profile[] = [
  {
    id: 'html-page',
    name: 'Web page, one file',
    description: 'A complete page with its pictures inside. Opens anywhere, needs nothing beside it.',
    format: 'html-page',
    pictures: 'embedded',
    clipboard: 'text/plain',
  },
  {
    id: 'html-folder',
    name: 'Web page with images',
    description: 'A complete page and a folder of its pictures, ready for a web server.',
    format: 'html-page',
    pictures: 'folder',
    clipboard: 'text/plain',
  },
  {
    id: 'html-fragment',
    name: 'HTML for a publishing system',
    description: 'The body alone, one block a line, to paste into a magazine’s or blog’s editor.',
    format: 'html-fragment',
    pictures: 'folder',
    clipboard: 'text/html',
  },
  {
    id: 'markdown',
    name: 'Markdown',
    description: 'Text with front matter and a folder of pictures. Captions survive in every engine we tried.',
    format: 'markdown',
    pictures: 'folder',
    clipboard: 'text/plain',
  },
]

/** The profile with this id, or undefined. */
export function profileById(id: string): Profile | undefined {
  return PROFILES.find((profile) => profile.id === id)
}
