import type { Role } from '../core/essay/essay.ts'

/** What people call each role. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  author: 'Author',
  'co-author': 'Co-author',
  editor: 'Editor',
  'copy-editor': 'Copy editor',
  'fact-checker': 'Fact checker',
  proofreader: 'Proofreader',
  translator: 'Translator',
  photographer: 'Photographer',
  illustrator: 'Illustrator',
  reviewer: 'Reviewer',
  thanks: 'Thanks',
  other: 'Other',
}
