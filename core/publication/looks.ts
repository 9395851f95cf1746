/** How a published page looks. */
export type LookName = 'magazine' | 'journal' | 'blog' | 'plain'

/** One look, as people choose it. */
export interface NamedLook {
  readonly id: LookName
  readonly name: string
  /** What it is like, in a few words. */
  readonly description: string
  /** `own`: the typefaces travel in the page; `system`: it takes those of the reader's machine and is some 200 kB lighter. */
  readonly fonts: 'own' | 'system'
}

/**
 * The looks, in the order in which they are offered. The stylesheet of one is `assets/publication/magazine.css`, the ground of them all, and for
 * the others `<id>.css` behind it.
 */
export const LOOKS: readonly NamedLook[] = [
  {
    id: 'magazine',
    name: 'Magazine',
    description: 'Large title, warm paper, figures that leave the column',
    fonts: 'own',
  },
  {
    id: 'journal',
    name: 'Journal',
    description: 'An academic journal: justified, indented, ruled tables',
    fonts: 'own',
  },
  { id: 'blog', name: 'Blog', description: 'A plain-spoken sans serif with green links', fonts: 'own' },
  { id: 'plain', name: 'Plain', description: 'The reader’s own typefaces and nothing else', fonts: 'system' },
]

/** The ids of the looks, for parsers. */
export const LOOK_NAMES = ['magazine', 'journal', 'blog', 'plain'] as const satisfies readonly LookName[]

/** The look of an essay's page: the one that was chosen for this essay, else its profile's. */
export function lookNameOf(
  essay: { readonly settings: { readonly look?: LookName } },
  profile: { readonly look: LookName },
): LookName {
  return essay.settings.look ?? profile.look
}
