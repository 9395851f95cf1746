import type { Status } from '../core/essay/essay.ts'

/** What people call each status. */
export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  draft: 'Draft',
  'with-editor': 'With editor',
  ready: 'Ready',
  'handed-in': 'Handed in',
  published: 'Published',
}
