import type { Profile } from '../profile.ts'

/** What becomes of one kind of element at a destination. */
export interface CleaningRule {
  /** Elements that it is about. */
  readonly tags: readonly string[]
  /** `drop`: gone with its content; `unwrap`: its words stay; `rows`: a table's rows as paragraphs; `line-breaks`: its paragraphs become one. */
  readonly does: 'drop' | 'unwrap' | 'rows' | 'line-breaks'
  /** Stable kind of the loss, or '' where nothing that a reader sees is lost. */
  readonly kind: string
  /** What happens, for people. What can be done about it says remedies.ts. */
  readonly message: string
}

/** How a destination cleans what is handed to it. */
export interface Destination {
  readonly id: 'wordpress-classic' | 'medium' | 'substack' | 'hugo-safe' | 'ghost'
  /** As people call it. */
  readonly name: string
  /** Where the rules are from: `tried` on the real program, `read` in its source or documentation, `unverified` by hearsay. */
  readonly basis: 'tried' | 'read' | 'unverified'
  readonly rules: readonly CleaningRule[]
  /** Attributes that are taken off, where a link or a reader would miss them. */
  readonly attributes: readonly string[]
  /** Whether ids stay, so that links within the text lead somewhere. */
  readonly keepsIds: boolean
  /** Which pictures stay: all, those with an address, or none. */
  readonly pictures: 'all' | 'addressed' | 'none'
}

const gone = (tags: readonly string[], kind: string, message: string): CleaningRule => ({
  tags,
  does: 'unwrap',
  kind,
  message,
})
const NO_UNDERLINE = gone(['u'], 'underline', 'Underlining is taken out; the words stay.')
const NO_MARK = gone(['mark'], 'highlight', 'A highlight is taken out; the words stay.')
const NO_SUB = gone(['sub'], 'subscript', 'Lowered letters stand on the line.')
const NO_SUP = gone(['sup'], 'superscript', 'Raised letters stand on the line.')
const NO_TABLE: CleaningRule = {
  tags: ['table'],
  does: 'rows',
  kind: 'table',
  message: 'A table is taken out; its rows stand as paragraphs.',
}
const SILENT = (tags: readonly string[]): CleaningRule => ({ tags, does: 'unwrap', kind: '', message: '' })
const SCRIPTS: CleaningRule = { tags: ['script', 'style', 'template'], does: 'drop', kind: '', message: '' }
const NO_CHECKBOX: CleaningRule = {
  tags: ['input'],
  does: 'drop',
  kind: 'checkbox',
  message: 'The box of a task is taken out; its words stay.',
}

/** The rules as publishing.md has them: KSES 1.6, Ghost 2.1, Medium and Substack 2.2, Hugo 3. */
export const DESTINATIONS: readonly Destination[] = [
  {
    id: 'wordpress-classic',
    name: 'WordPress (as an author)',
    basis: 'tried',
    rules: [
      SCRIPTS,
      SILENT(['time', 'data', 'bdi', 'meter', 'picture']),
      {
        tags: ['source', 'svg', 'math', 'iframe'],
        does: 'drop',
        kind: 'embedded',
        message: 'A drawing, formula or frame is taken out with what it holds.',
      },
      NO_CHECKBOX,
    ],
    attributes: ['srcset', 'sizes', 'decoding', 'fetchpriority', 'itemprop', 'property'],
    keepsIds: true,
    pictures: 'addressed',
  },
  {
    id: 'medium',
    name: 'Medium',
    basis: 'read',
    rules: [SCRIPTS, NO_TABLE, NO_CHECKBOX, SILENT(['span', 'cite', 'section', 'aside', 'time', 'abbr', 'small'])],
    attributes: ['lang', 'dir'],
    keepsIds: false,
    pictures: 'none',
  },
  {
    id: 'substack',
    name: 'Substack',
    basis: 'unverified',
    rules: [SCRIPTS, NO_TABLE, NO_CHECKBOX, SILENT(['span', 'cite', 'section', 'aside', 'time', 'abbr', 'small'])],
    attributes: ['lang', 'dir'],
    keepsIds: false,
    pictures: 'none',
  },
  {
    id: 'hugo-safe',
    name: 'Hugo without raw HTML',
    basis: 'tried',
    rules: [
      SCRIPTS,
      NO_UNDERLINE,
      NO_MARK,
      NO_SUB,
      NO_SUP,
      SILENT(['span', 'cite', 'section', 'aside', 'small', 'abbr']),
    ],
    attributes: ['lang', 'dir'],
    keepsIds: true,
    pictures: 'all',
  },
  {
    id: 'ghost',
    name: 'Ghost',
    basis: 'tried',
    rules: [
      SCRIPTS,
      SILENT(['cite', 'section']),
      {
        tags: ['blockquote'],
        does: 'line-breaks',
        kind: 'quote',
        message: 'The paragraphs of a quotation become one with line breaks in it.',
      },
      NO_CHECKBOX,
    ],
    attributes: ['lang', 'dir'],
    keepsIds: false,
    pictures: 'all',
  },
]

/** The destination that a profile writes for, or null for one that takes everything. `option` names Medium or Substack. */
export function destinationOf(profile: Pick<Profile, 'format' | 'options'>): Destination | null {
  const id = idOf(profile)
  return DESTINATIONS.find((destination) => destination.id === id) ?? null
}

function idOf({ format, options }: Pick<Profile, 'format' | 'options'>): Destination['id'] | null {
  switch (format) {
    case 'html-fragment':
    case 'wordpress':
    case 'wxr':
      return 'wordpress-classic'
    case 'paste':
      return options.place === 'substack' ? 'substack' : 'medium'
    case 'hugo':
      return 'hugo-safe'
    case 'ghost':
      return 'ghost'
    default:
      return null
  }
}
