import type { ImportedField } from '../../contract/host.ts'
import { ROLE_NAMES } from '../../contract/role-names.ts'
import { namedCredits } from '../../core/essay/credits.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { excerpt } from '../../core/formats/excerpt.ts'
import { wordingFor } from '../../core/publication/wording.ts'

/** As the window says dates, whatever language the essay is in. */
const { date: inWords } = wordingFor('en')

/** The fields that an imported essay came with, for its receipt; long ones by their beginning. The title is not among them. */
export function importedFields(essay: Essay): readonly ImportedField[] {
  const { metadata } = essay
  const comments = essay.threads.reduce((sum, thread) => sum + thread.messages.length, 0)
  const fields: readonly (readonly [label: string, text: string])[] = [
    ['Standfirst', metadata.standfirst],
    ...namedCredits(essay).map(
      ({ role, label, who }) => [label || (role === 'other' ? 'Credit' : ROLE_NAMES[role]), who.name] as const,
    ),
    ['Date', inWords(metadata.date)],
    ['Last revised', inWords(metadata.updated ?? '')],
    ['Category', metadata.category],
    ['Tags', metadata.tags.join(', ')],
    ['Excerpt', metadata.excerpt],
    ['Cover', metadata.cover === null ? '' : metadata.cover.alt || 'a picture without alternative text'],
    ...essay.people.map(({ name, bio }) => [`Biography of ${name}`, bio] as const),
    ['Closing question', metadata.closingQuestion],
    ['Readers’ comments', comments === 0 ? '' : `${comments}, kept in Details; no published page has them`],
    ['Address', metadata.canonicalUrl],
  ]
  return fields.filter(([, text]) => text !== '').map(([label, text]) => ({ label, text: excerpt(text) }))
}
