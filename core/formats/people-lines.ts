import { editorsOf, otherCreditsOf } from '../essay/credits.ts'
import type { Essay } from '../essay/essay.ts'
import type { Wording } from '../publication/wording.ts'

/** "Edited by …" and a line for every other credit, as plain text, in the words of the publication. */
export function creditLines(
  essay: Pick<Essay, 'people' | 'credits'>,
  { words, fill, list }: Wording,
): readonly string[] {
  const editors = editorsOf(essay).map(({ name }) => name)
  return [
    ...(editors.length > 0 ? [fill(words.editedBy, { editors: list(editors) })] : []),
    ...otherCreditsOf(essay).map(({ role, label, who }) =>
      label !== '' || role === 'other' || role === 'author' || role === 'co-author'
        ? [label, who.name].filter((part) => part !== '').join(': ')
        : fill(words.roles[role], { names: who.name }),
    ),
  ]
}
